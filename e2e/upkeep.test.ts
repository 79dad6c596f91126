/** The pages that keep an installation running, through the screens alone: backups, retention, webhooks, tasks, the audit trail. */
/// <reference lib="dom" />
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { usePanel } from './support/use-panel.ts';

const panel = usePanel({ config: 'logbook:\n  # our disk is small\n  segmentMiB: 1\n', timeoutMs: 15_000 });
let receiver: Server;

beforeAll(async () => {
  receiver = createServer((_request, response) => response.writeHead(204).end());
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void receiver?.close());

const open = (name: string) => panel.page.goto(`${panel.product.url}/admin/${name}`);
const dialog = () => panel.page.getByRole('dialog');
/** As a finger does: down, a second, up. */
async function hold(name: string | RegExp): Promise<void> {
  const button = dialog().getByRole('button', { name });
  await button.hover();
  await panel.page.mouse.down();
  await panel.page.waitForTimeout(1200);
  await panel.page.mouse.up();
}

test('a backup is made, rehearsed and verified by three presses, and its restore is a command to copy', async () => {
  await open('backups');
  await panel.page.waitForSelector('text=There is no backup yet');
  await panel.page.getByRole('button', { name: 'Make a recovery key' }).click();
  await dialog().getByRole('button', { name: 'Make a recovery key' }).click();
  const key = await dialog().getByLabel('Recovery key').last().inputValue();
  expect(key).toMatch(/^([A-Z2-7]{4}-){13}[A-Z2-7]{4}$/);
  await panel.picture('recovery-key');
  await dialog().getByRole('button', { name: 'I have written it down' }).click();
  await panel.page.waitForSelector('text=Only the paper opens them');
  expect(await panel.page.content()).not.toContain(key);

  await panel.page.getByRole('button', { name: 'Make a backup now' }).click();
  const entry = panel.page.locator('[data-backup]');
  await entry.waitFor({ timeout: 60_000 });
  await entry.getByRole('button', { name: 'Verify' }).click();
  await entry.locator('dt:has-text("Verified") + dd:has-text("all is well")').waitFor({ timeout: 60_000 });
  await entry.getByRole('button', { name: 'Rehearse a restore' }).click();
  await entry.locator('dt:has-text("Rehearsed") + dd:has-text("all is well")').waitFor({ timeout: 60_000 });
  await entry.locator('summary', { hasText: 'How it is restored' }).click();
  const command = await entry.locator('code').first().innerText();
  const [name] = await readdir(join(panel.directory, 'backups'));
  expect(command).toContain(join(panel.directory, 'backups', name!));
  expect(command).toContain('--recovery-key');
  expect(existsSync(join(panel.directory, 'backups', name!, 'files', 'keys.sealed'))).toBe(true);
  await panel.picture('backups');
}, 180_000);

test('a change of retention says what goes before it is made, and is held to be made', async () => {
  await open('retention');
  await panel.page.getByLabel('Days for the level Developer').fill('7');
  await panel.page.waitForSelector('text=Nothing that is there now would be removed.');
  await panel.picture('retention');
  await panel.page.getByLabel('Days for the level Developer').fill('nine');
  await panel.page.waitForSelector('text=From 1 to 36500 days');
  await panel.page.getByLabel('Days for the level Developer').fill('9');
  await panel.page.getByRole('button', { name: 'Change retention' }).click();
  await dialog().getByLabel('Reason').fill('a small disk');
  await dialog().getByRole('button', { name: 'Change retention: Developer 30 → 9' }).click();
  await dialog().waitFor({ state: 'detached' });
  const text = await readFile(join(panel.directory, 'mantinel.yaml'), 'utf8');
  expect(text).toContain('developer: 9');
  expect(text).toContain('# our disk is small');
  await panel.page.reload();
  expect(await panel.page.getByLabel('Days for the level Developer').inputValue()).toBe('9');

  await panel.page.getByRole('button', { name: 'plant', exact: true }).click();
  await panel.page.getByLabel('Days for the level Developer').fill('90');
  await panel.page.getByRole('button', { name: 'Change retention' }).click();
  await dialog().getByRole('button', { name: 'Change retention of plant: Developer 9 → 90' }).click();
  await dialog().waitFor({ state: 'detached' });
  await panel.page.getByRole('button', { name: 'plant (own days)' }).waitFor();
  await panel.page.waitForSelector('text=Nothing has been removed yet.');
  await panel.picture('retention-site', 1000);
  const later = await readFile(join(panel.directory, 'mantinel.yaml'), 'utf8');
  expect(later).toMatch(/siteRetentionDays:\s+plant:\s+developer: 90/);
}, 60_000);

test('a webhook is added with a secret shown once, tested, paused, given a new secret and removed', async () => {
  const { port } = receiver.address() as AddressInfo;
  await open('webhooks');
  await panel.page.waitForSelector('text=Nothing is reported to any address yet');
  await panel.page.getByRole('button', { name: 'Add a webhook' }).click();
  await dialog().getByLabel('Name').fill('Andon board');
  await dialog().getByLabel('Address').fill(`http://127.0.0.1:${port}/in`);
  await dialog().getByLabel('What happens at').selectOption({ index: 1 });
  await dialog().getByRole('button', { name: 'Add' }).click();
  // This computer is no address of somebody else: it is refused, and why is said.
  await dialog().getByRole('alert').waitFor();
  await panel.picture('webhook-refused');
  await dialog().getByLabel('Address').fill('https://hooks.example/in?key=1');
  await dialog().getByRole('button', { name: 'Add' }).click();
  const secret = await dialog().getByLabel('Secret of Andon board').inputValue();
  expect(secret).toMatch(/^whsec_/);
  await dialog().getByRole('button', { name: 'Done' }).click();
  await panel.page.waitForSelector('h1:has-text("Andon board")');
  expect(await panel.page.content()).not.toContain(secret);

  await panel.page.getByRole('button', { name: 'Send a test report' }).click();
  await panel.page.waitForSelector('tr[data-state="waiting"]:has-text("webhook.test")');
  await panel.picture('webhook');
  await panel.page.getByRole('button', { name: 'Change' }).click();
  await dialog().getByLabel('State').selectOption({ label: 'Paused' });
  await dialog().getByRole('button', { name: 'Save' }).click();
  await panel.page.waitForSelector('dd:has-text("Paused")');
  await panel.page.getByRole('button', { name: 'New secret' }).click();
  await hold('Give Andon board a new secret');
  expect(await dialog().getByLabel('Secret of Andon board').inputValue()).not.toBe(secret);
  await dialog().getByRole('button', { name: 'Done' }).click();
  await panel.page.getByRole('button', { name: 'Remove' }).click();
  await hold('Remove the webhook Andon board');
  await panel.page.waitForSelector('text=Nothing is reported to any address yet');
}, 90_000);

test('tasks are seen with how they ended, and narrowed by kind', async () => {
  await open('tasks');
  await panel.page.waitForSelector('tr[data-task="backup.make"]:has-text("Done")');
  await panel.page.getByLabel('Task').selectOption({ label: 'Deliver a report' });
  await panel.page.waitForSelector('tr[data-task="webhook.deliver"]');
  await panel.page.locator('tr[data-task="backup.make"]').waitFor({ state: 'detached' });
  await panel.page.getByLabel('Task').selectOption({ label: 'Any' });
  await panel.page.waitForSelector('tr[data-task="backup.rehearse"]');
  await panel.picture('tasks');
}, 60_000);

test('the audit trail is verified on its page, with what that proves and what not', async () => {
  await open('audit');
  await panel.page.getByRole('button', { name: 'Verify the audit trail' }).click();
  await panel.page.waitForSelector('text=Without a gap, verified', { timeout: 60_000 });
  await panel.page.locator('summary', { hasText: 'What was looked at' }).click();
  await panel.page.waitForSelector('text=The signatures prove that nobody rewrote events afterwards');
  await panel.picture('audit-check');
}, 90_000);

test('the health of the system tells of the backup', async () => {
  await open('health');
  await panel.page.waitForSelector('text=No backup is made by itself');
  await panel.picture('health');
}, 60_000);
