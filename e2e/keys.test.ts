/** Keys and certificates through the screens alone: what there is, renewing, replacing, and a certificate of an edge node. */
/// <reference lib="dom" />
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Keys, paths } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { owner } from './support/product.ts';
import { stepUp, usePanel } from './support/use-panel.ts';

const panel = usePanel({ config: 'http:\n  tls:\n    mode: local\n', timeoutMs: 15_000 });

const dialog = () => panel.page.getByRole('dialog');
const open = () => panel.page.goto(`${panel.product.url}/admin/keys`);
const keys = () => panel.product.get(paths.keys, Keys);
const fingerprint = async (kind: string) =>
  (await keys()).keys.find((key) => key.kind === kind)!.fingerprint!;

test('the certificate of the server is renewed after a fresh proof, and the authority stays', async () => {
  await open();
  await panel.page.waitForSelector('h1:has-text("Keys and certificates")');
  const [server, authority] = [await fingerprint('server'), await fingerprint('authority')];
  await panel.page.waitForSelector(`code:has-text("${server}")`);
  await panel.page.waitForSelector(`code:has-text("${authority}")`);
  await panel.picture('keys', 1100);
  await panel.page.getByRole('button', { name: 'Renew now' }).click();
  await panel.page.route('**/keys/server/renewal', (asked) => asked.fulfill(stepUp), { times: 1 });
  await dialog()
    .getByRole('button', { name: /^Renew the certificate/ })
    .click();
  await dialog().getByLabel('Your password, or the code').fill(owner.password);
  await dialog().getByRole('button', { name: 'Prove and go on' }).click();
  await dialog().waitFor({ state: 'detached' });
  const renewed = await fingerprint('server');
  expect(renewed).not.toBe(server);
  expect(await fingerprint('authority')).toBe(authority);
  await panel.page.waitForSelector(`code:has-text("${renewed}")`);
}, 60_000);

test('the certificate of the authority is downloaded, and devices are led to trust it', async () => {
  await open();
  const [file] = await Promise.all([
    panel.page.waitForEvent('download'),
    panel.page.getByRole('link', { name: 'Download the certificate' }).click(),
  ]);
  const { fingerprint256 } = new X509Certificate(await readFile(await file.path()));
  expect(fingerprint256).toBe(await fingerprint('authority'));
  await panel.page.getByRole('link', { name: 'How devices come to trust it' }).click();
  await panel.page.waitForURL(`${panel.product.url}/trust`);
  await panel.page.waitForSelector(`text=${fingerprint256}`);
  await panel.picture('trust', 1100);
}, 60_000);

test('an edge node is given a certificate, whose key is shown once and saved as a file; it is revoked by holding', async () => {
  await open();
  await panel.page.getByRole('button', { name: 'Issue a certificate' }).click();
  await dialog().getByText('There is no account for it yet').waitFor();
  await makeEdgeAccount('Saw node');
  await open();
  await panel.page.getByRole('button', { name: 'Issue a certificate' }).click();
  await dialog().getByLabel('Edge node').fill('Hall 2, saws');
  await dialog().getByLabel('Days until').fill('900');
  await dialog().getByText('A whole number from 1 to 825').waitFor();
  await dialog().getByLabel('Days until').fill('20');
  await panel.picture('issue', 1100);
  await dialog().getByRole('button', { name: 'Issue' }).click();
  await dialog().getByText('It is shown only now').waitFor();
  await panel.picture('issued', 1100);
  const [file] = await Promise.all([
    panel.page.waitForEvent('download'),
    dialog().getByRole('button', { name: 'Save the file' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('hall-2-saws.pem');
  const pem = await readFile(await file.path(), 'utf8');
  expect(pem).toContain('BEGIN PRIVATE KEY');
  await dialog().getByRole('button', { name: 'Done' }).click();
  const [edge] = (await keys()).edges;
  expect(new X509Certificate(pem).fingerprint256).toBe(edge!.fingerprint);
  // Of 20 days nineteen whole ones are left.
  await panel.page.waitForSelector('tr:has-text("Hall 2, saws"):has-text("19 days left")');
  expect(await panel.page.content()).not.toContain('PRIVATE KEY');
  await panel.picture('edges', 1100);

  await panel.page.getByRole('button', { name: 'Revoke the certificate Hall 2, saws' }).click();
  const revoke = dialog().getByRole('button', { name: 'Revoke the certificate Hall 2, saws' });
  await revoke.click();
  expect((await keys()).edges).toHaveLength(1);
  await revoke.click({ delay: 1200 });
  await panel.page.waitForSelector('text=No edge node has a certificate yet');
  expect((await keys()).edges).toEqual([]);
}, 90_000);

test('the authority is replaced by holding the button that names it', async () => {
  await open();
  const before = await fingerprint('authority');
  const { name } = (await keys()).keys.find(({ kind }) => kind === 'authority')!;
  await panel.page.getByRole('button', { name: 'Replace' }).click();
  await dialog().getByText('Every device, this one as well').waitFor();
  await panel.picture('replace', 1100);
  const replace = dialog().getByRole('button', { name: `Replace the authority ${name}` });
  await replace.click();
  expect(await fingerprint('authority')).toBe(before);
  await replace.click({ delay: 1200 });
  await dialog().waitFor({ state: 'detached' });
  const after = await fingerprint('authority');
  expect(after).not.toBe(before);
  await panel.page.waitForSelector(`code:has-text("${after}")`);
}, 60_000);

/** By the API: that accounts are made on their page is tested there. */
async function makeEdgeAccount(name: string): Promise<void> {
  const post = async (path: string, body: object): Promise<{ id: string }> => {
    const answer = await panel.product.fetch(path, {
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
