/** Keys and certificates through the screens alone: what there is, renewing, replacing, and a certificate of an edge node. */
/// <reference lib="dom" />
import { X509Certificate } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Keys, paths } from '@mantinel/contract';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { newDirectory, owner, type Product, removeDirectory, startProduct } from './support/product.ts';

let directory = '';
let product: Product;
let browser: Awaited<ReturnType<typeof startChromium>>;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  directory = await newDirectory();
  product = await startProduct({ directory, config: 'http:\n  tls:\n    mode: local\n' });
  browser = await startChromium();
  const [name, value] = product.cookie.split('=') as [string, string];
  await browser.context.addCookies([{ name, value, url: product.url }]);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await removeDirectory(directory);
});
beforeEach(async () => {
  complaints = [];
  page = await browser.context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
});

const pictures = process.env.MANTINEL_PICTURES;
/** For whoever looks at the pages: at a desk and on a phone. */
async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  await mkdir(pictures, { recursive: true });
  for (const [kind, width, height] of [
    ['desk', 1280, 1100],
    ['phone', 390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(pictures, `${name}-${kind}.png`) });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

const dialog = () => page.getByRole('dialog');
const open = () => page.goto(`${product.url}/admin/keys`);
const keys = () => product.get(paths.keys, Keys);
const fingerprint = async (kind: string) =>
  (await keys()).keys.find((key) => key.kind === kind)!.fingerprint!;

const stepUp = {
  status: 403,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    code: 'session.stepUp',
    title: 'This needs a fresh proof that it is you.',
    status: 403,
  }),
};

test('the certificate of the server is renewed after a fresh proof, and the authority stays', async () => {
  await open();
  await page.waitForSelector('h1:has-text("Keys and certificates")');
  const [server, authority] = [await fingerprint('server'), await fingerprint('authority')];
  await page.waitForSelector(`code:has-text("${server}")`);
  await page.waitForSelector(`code:has-text("${authority}")`);
  await picture('keys');
  await page.getByRole('button', { name: 'Renew now' }).click();
  await page.route('**/keys/server/renewal', (asked) => asked.fulfill(stepUp), { times: 1 });
  await dialog()
    .getByRole('button', { name: /^Renew the certificate/ })
    .click();
  await dialog().getByLabel('Your password, or the code').fill(owner.password);
  await dialog().getByRole('button', { name: 'Prove and go on' }).click();
  await dialog().waitFor({ state: 'detached' });
  const renewed = await fingerprint('server');
  expect(renewed).not.toBe(server);
  expect(await fingerprint('authority')).toBe(authority);
  await page.waitForSelector(`code:has-text("${renewed}")`);
}, 60_000);

test('the certificate of the authority is downloaded, and devices are led to trust it', async () => {
  await open();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the certificate' }).click(),
  ]);
  const { fingerprint256 } = new X509Certificate(await readFile(await file.path()));
  expect(fingerprint256).toBe(await fingerprint('authority'));
  await page.getByRole('link', { name: 'How devices come to trust it' }).click();
  await page.waitForURL(`${product.url}/trust`);
  await page.waitForSelector(`text=${fingerprint256}`);
  await picture('trust');
}, 60_000);

test('an edge node is given a certificate, whose key is shown once and saved as a file; it is revoked by holding', async () => {
  await open();
  await page.getByRole('button', { name: 'Issue a certificate' }).click();
  await dialog().getByText('There is no account for it yet').waitFor();
  await makeEdgeAccount('Saw node');
  await open();
  await page.getByRole('button', { name: 'Issue a certificate' }).click();
  await dialog().getByLabel('Edge node').fill('Hall 2, saws');
  await dialog().getByLabel('Days until').fill('900');
  await dialog().getByText('A whole number from 1 to 825').waitFor();
  await dialog().getByLabel('Days until').fill('20');
  await picture('issue');
  await dialog().getByRole('button', { name: 'Issue' }).click();
  await dialog().getByText('It is shown only now').waitFor();
  await picture('issued');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog().getByRole('button', { name: 'Save the file' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('hall-2-saws.pem');
  const pem = await readFile(await file.path(), 'utf8');
  expect(pem).toContain('BEGIN PRIVATE KEY');
  await dialog().getByRole('button', { name: 'Done' }).click();
  const [edge] = (await keys()).edges;
  expect(new X509Certificate(pem).fingerprint256).toBe(edge!.fingerprint);
  // Of 20 days nineteen whole ones are left.
  await page.waitForSelector('tr:has-text("Hall 2, saws"):has-text("19 days left")');
  expect(await page.content()).not.toContain('PRIVATE KEY');
  await picture('edges');

  await page.getByRole('button', { name: 'Revoke the certificate Hall 2, saws' }).click();
  const revoke = dialog().getByRole('button', { name: 'Revoke the certificate Hall 2, saws' });
  await revoke.click();
  expect((await keys()).edges).toHaveLength(1);
  await revoke.click({ delay: 1200 });
  await page.waitForSelector('text=No edge node has a certificate yet');
  expect((await keys()).edges).toEqual([]);
}, 90_000);

test('the authority is replaced by holding the button that names it', async () => {
  await open();
  const before = await fingerprint('authority');
  const { name } = (await keys()).keys.find(({ kind }) => kind === 'authority')!;
  await page.getByRole('button', { name: 'Replace' }).click();
  await dialog().getByText('Every device, this one as well').waitFor();
  await picture('replace');
  const replace = dialog().getByRole('button', { name: `Replace the authority ${name}` });
  await replace.click();
  expect(await fingerprint('authority')).toBe(before);
  await replace.click({ delay: 1200 });
  await dialog().waitFor({ state: 'detached' });
  const after = await fingerprint('authority');
  expect(after).not.toBe(before);
  await page.waitForSelector(`code:has-text("${after}")`);
}, 60_000);

/** By the API: that accounts are made on their page is tested there. */
async function makeEdgeAccount(name: string): Promise<void> {
  const post = async (path: string, body: object): Promise<{ id: string }> => {
    const answer = await product.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { id: string };
  };
  const { id: person } = await post(paths.people, { name, place: 'enterprise:own' });
  await post(paths.grants, { person, role: 'machine', place: 'enterprise:own' });
}
