/** The pages that keep an installation running, through the screens alone: backups, retention, webhooks, tasks, the audit trail. */
/// <reference lib="dom" />
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { newDirectory, type Product, removeDirectory, startProduct } from './support/product.ts';

let directory = '';
let product: Product;
let browser: Awaited<ReturnType<typeof startChromium>>;
let receiver: Server;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  directory = await newDirectory();
  product = await startProduct({ directory, config: 'logbook:\n  # our disk is small\n  segmentMiB: 1\n' });
  browser = await startChromium();
  receiver = createServer((_request, response) => response.writeHead(204).end());
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const [name, value] = product.cookie.split('=') as [string, string];
  await browser.context.addCookies([{ name, value, url: product.url }]);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  receiver?.close();
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
    ['desk', 1280, 900],
    ['phone', 390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(pictures, `${name}-${kind}.png`) });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

const open = (name: string) => page.goto(`${product.url}/admin/${name}`);
const dialog = () => page.getByRole('dialog');
/** As a finger does: down, a second, up. */
async function hold(name: string | RegExp): Promise<void> {
  const button = dialog().getByRole('button', { name });
  await button.hover();
  await page.mouse.down();
  await page.waitForTimeout(1200);
  await page.mouse.up();
}

test('a backup is made, rehearsed and verified by three presses, and its restore is a command to copy', async () => {
  await open('backups');
  await page.waitForSelector('text=There is no backup yet');
  await page.getByRole('button', { name: 'Make a recovery key' }).click();
  await dialog().getByRole('button', { name: 'Make a recovery key' }).click();
  const key = await dialog().getByLabel('Recovery key').last().inputValue();
  expect(key).toMatch(/^([A-Z2-7]{4}-){13}[A-Z2-7]{4}$/);
  await picture('recovery-key');
  await dialog().getByRole('button', { name: 'I have written it down' }).click();
  await page.waitForSelector('text=Only the paper opens them');
  expect(await page.content()).not.toContain(key);

  await page.getByRole('button', { name: 'Make a backup now' }).click();
  const entry = page.locator('[data-backup]');
  await entry.waitFor({ timeout: 60_000 });
  await entry.getByRole('button', { name: 'Verify' }).click();
  await entry.locator('dt:has-text("Verified") + dd:has-text("all is well")').waitFor({ timeout: 60_000 });
  await entry.getByRole('button', { name: 'Rehearse a restore' }).click();
  await entry.locator('dt:has-text("Rehearsed") + dd:has-text("all is well")').waitFor({ timeout: 60_000 });
  await entry.locator('summary', { hasText: 'How it is restored' }).click();
  const command = await entry.locator('code').first().innerText();
  const [name] = await readdir(join(directory, 'backups'));
  expect(command).toContain(join(directory, 'backups', name!));
  expect(command).toContain('--recovery-key');
  expect(existsSync(join(directory, 'backups', name!, 'files', 'keys.sealed'))).toBe(true);
  await picture('backups');
}, 180_000);

test('a change of retention says what goes before it is made, and is held to be made', async () => {
  await open('retention');
  await page.getByLabel('Days for the level Developer').fill('7');
  await page.waitForSelector('text=Nothing that is there now would be removed.');
  await picture('retention');
  await page.getByLabel('Days for the level Developer').fill('nine');
  await page.waitForSelector('text=From 1 to 36500 days');
  await page.getByLabel('Days for the level Developer').fill('9');
  await page.getByRole('button', { name: 'Change retention' }).click();
  await dialog().getByLabel('Reason').fill('a small disk');
  await dialog().getByRole('button', { name: 'Change retention: Developer 30 → 9' }).click();
  await dialog().waitFor({ state: 'detached' });
  const text = await readFile(join(directory, 'mantinel.yaml'), 'utf8');
  expect(text).toContain('developer: 9');
  expect(text).toContain('# our disk is small');
  await page.reload();
  expect(await page.getByLabel('Days for the level Developer').inputValue()).toBe('9');
}, 60_000);

test('a webhook is added with a secret shown once, tested, paused, given a new secret and removed', async () => {
  const { port } = receiver.address() as AddressInfo;
  await open('webhooks');
  await page.waitForSelector('text=Nothing is reported to any address yet');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  await dialog().getByLabel('Name').fill('Andon board');
  await dialog().getByLabel('Address').fill(`http://127.0.0.1:${port}/in`);
  await dialog().getByLabel('What happens at').selectOption({ index: 1 });
  await dialog().getByRole('button', { name: 'Add' }).click();
  // This computer is no address of somebody else: it is refused, and why is said.
  await dialog().getByRole('alert').waitFor();
  await picture('webhook-refused');
  await dialog().getByLabel('Address').fill('https://hooks.example/in?key=1');
  await dialog().getByRole('button', { name: 'Add' }).click();
  const secret = await dialog().getByLabel('Secret of Andon board').inputValue();
  expect(secret).toMatch(/^whsec_/);
  await dialog().getByRole('button', { name: 'Done' }).click();
  await page.waitForSelector('h1:has-text("Andon board")');
  expect(await page.content()).not.toContain(secret);

  await page.getByRole('button', { name: 'Send a test report' }).click();
  await page.waitForSelector('tr[data-state="waiting"]:has-text("webhook.test")');
  await picture('webhook');
  await page.getByRole('button', { name: 'Change' }).click();
  await dialog().getByLabel('State').selectOption({ label: 'Paused' });
  await dialog().getByRole('button', { name: 'Save' }).click();
  await page.waitForSelector('dd:has-text("Paused")');
  await page.getByRole('button', { name: 'New secret' }).click();
  await hold('Give Andon board a new secret');
  expect(await dialog().getByLabel('Secret of Andon board').inputValue()).not.toBe(secret);
  await dialog().getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await hold('Remove the webhook Andon board');
  await page.waitForSelector('text=Nothing is reported to any address yet');
}, 90_000);

test('tasks are seen with how they ended, and narrowed by kind', async () => {
  await open('tasks');
  await page.waitForSelector('tr[data-task="backup.make"]:has-text("Done")');
  await page.getByLabel('Task').selectOption({ label: 'Deliver a report' });
  await page.waitForSelector('tr[data-task="webhook.deliver"]');
  await page.locator('tr[data-task="backup.make"]').waitFor({ state: 'detached' });
  await page.getByLabel('Task').selectOption({ label: 'Any' });
  await page.waitForSelector('tr[data-task="backup.rehearse"]');
  await picture('tasks');
}, 60_000);

test('the audit trail is verified on its page, with what that proves and what not', async () => {
  await open('audit');
  await page.getByRole('button', { name: 'Verify the audit trail' }).click();
  await page.waitForSelector('text=Without a gap, verified', { timeout: 60_000 });
  await page.locator('summary', { hasText: 'What was looked at' }).click();
  await page.waitForSelector('text=It does not prove that nobody with access to the disk');
  await picture('audit-check');
}, 90_000);

test('the health of the system tells of the backup', async () => {
  await open('health');
  await page.waitForSelector('text=No backup is made by itself');
  await picture('health');
}, 60_000);
