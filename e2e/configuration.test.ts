/** Configuration, connections of machines, and files in and out, on a real file: changed, refused, changed by two, broken by hand. */
/// <reference lib="dom" />
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openAdapterStandIn } from '@mantinel/connectors/adapter-stand-in';
import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { usePanel } from './support/use-panel.ts';

const config = `# our hall
http:
  port: 8700 # behind the proxy
`;

const panel = usePanel({ config });
const file = () => join(panel.directory, 'mantinel.yaml');

/** The page of the settings, on a page of its own. */
async function open(on: Page): Promise<Page> {
  await on.goto(`${panel.product.url}/admin/configuration`);
  await on.waitForSelector('.admin-setting');
  return on;
}
beforeEach(() => open(panel.page));
const setting = (on: Page, name: string) => on.locator(`[data-setting="${name}"]`);

test('settings are changed together, with a reason; what is live holds at once', async () => {
  await setting(panel.page, 'http.port').getByText('the command line').waitFor();
  expect(await setting(panel.page, 'http.port').locator('input').count()).toBe(0);
  expect(await setting(panel.page, 'site').locator('input').count()).toBe(0);
  await setting(panel.page, 'logbook.retentionDays.developer').locator('input').fill('7');
  await setting(panel.page, 'logbook.segmentMiB').locator('input').fill('16');
  await setting(panel.page, 'outgoing.privateNetworks')
    .locator('textarea')
    .first()
    .fill('10.1.0.0/16\n10.2.0.0/16');
  await setting(panel.page, 'logbook.retentionDays.developer').getByText('Default: 30').waitFor();
  await panel.page.getByLabel('Reason').fill('disk is small');
  await panel.page.getByRole('button', { name: 'Save 3 changes' }).click();
  await panel.page.getByText('One setting waits for a restart').waitFor();
  const text = await readFile(file(), 'utf8');
  expect(text.startsWith(config)).toBe(true);
  expect(text).toContain('developer: 7');
  expect(text).toContain('- 10.2.0.0/16');
  await setting(panel.page, 'logbook.segmentMiB').getByRole('button', { name: 'Use the default' }).click();
  await panel.page.getByRole('button', { name: 'Save one change' }).click();
  await panel.page.locator('p.admin-setting-waits').waitFor({ state: 'hidden' });
  expect(await readFile(file(), 'utf8')).not.toContain('segmentMiB');
});

test('what does not work out is told at its field, and nothing is saved', async () => {
  const before = await readFile(file(), 'utf8');
  await setting(panel.page, 'logbook.segmentMiB').locator('input').fill('9999');
  await setting(panel.page, 'logbook.segmentMiB').getByText('At most 256').waitFor();
  await setting(panel.page, 'outgoing.privateNetworks').locator('textarea').first().fill('our hall');
  await panel.page.getByRole('button', { name: 'Save 2 changes' }).click();
  await panel.page.getByText('Nothing was saved').waitFor();
  await setting(panel.page, 'outgoing.privateNetworks').locator('[class*=error]').first().waitFor();
  expect(await readFile(file(), 'utf8')).toBe(before);
});

test('of two who change it the second sees both, and nothing is overwritten', async () => {
  const other = await open(await panel.newPage());
  const change = async (on: Page, value: string) => {
    await setting(on, 'logbook.reserveMiB').locator('input').fill(value);
    await on.getByRole('button', { name: 'Save one change' }).click();
  };
  await change(other, '5');
  await other.locator('p.admin-setting-waits').waitFor();
  await change(panel.page, '6');
  const told = panel.page.getByRole('dialog');
  await told.getByText('Somebody else was faster').waitFor();
  expect(await told.locator('tbody tr').innerText()).toMatch(/4\s+5\s+6/);
  expect(await readFile(file(), 'utf8')).toContain('reserveMiB: 5');
  await told.getByRole('button', { name: 'Edit again' }).click();
  await panel.page.getByRole('button', { name: 'Save one change' }).click();
  await panel.page.getByText('One change, not saved').waitFor({ state: 'hidden' });
  expect(await readFile(file(), 'utf8')).toContain('reserveMiB: 6');
  await other.close();
});

test('a file broken by hand is shown with the line of its mistake, and nothing can be changed', async () => {
  const before = await readFile(file(), 'utf8');
  await writeFile(file(), `${before}wrong: [\n`);
  await panel.page.reload();
  await panel.page.getByText('changed by hand and is not understood').waitFor();
  await panel.page
    .getByText(/Line \d+:/)
    .first()
    .waitFor();
  expect(await setting(panel.page, 'logbook.segmentMiB').locator('input').count()).toBe(0);
  await writeFile(file(), before);
  await panel.page.reload();
  await panel.page.waitForSelector('[data-setting="logbook.segmentMiB"] input:enabled');
});

test('a machine is tried, connected, changed, paused, resumed and removed on the page of the plant', async () => {
  const adapter = await openAdapterStandIn();
  try {
    adapter.onConnect('2026-11-23T10:00:00Z|execution|READY|Xload|12\n');
    await panel.page.goto(`${panel.product.url}/admin/plant`);
    await panel.page.getByRole('button', { name: 'Connect a machine' }).click();
    const dialog = panel.page.getByRole('dialog');
    await dialog.getByLabel('Id').fill('saw');
    await dialog.getByLabel('Name').fill('Band saw');
    await dialog.getByLabel('Address').fill('127.0.0.1');
    await dialog.getByLabel('Port').fill('1');
    await dialog.getByRole('button', { name: 'Try the connection' }).click();
    await dialog.getByText('Nothing was reached').waitFor();
    await dialog.getByLabel('Port').fill(String(adapter.port));
    await dialog.getByRole('button', { name: 'Try the connection' }).click();
    await dialog.getByText('execution = READY').waitFor();
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    const row = panel.page.locator('tr[data-id="machine:saw"]');
    await row.getByText('Connected').waitFor();
    const choose = async (name: string, deed: string) => {
      await panel.page.getByRole('button', { name: `What can be done with ${name}` }).click();
      await panel.page.getByRole('menuitem', { name: deed }).click();
    };
    await choose('Band saw', 'Change the connection');
    await dialog.getByLabel('Controller family').fill('fanuc');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await readFile(file(), 'utf8')).toContain('controller: fanuc');
    await choose('Band saw', 'Pause recording');
    await dialog.getByRole('button', { name: 'Pause recording Band saw' }).click({ delay: 1200 });
    await row.getByText('Paused by a person').waitFor();
    await choose('Band saw', 'Resume recording');
    await dialog.getByRole('button', { name: 'Resume recording Band saw' }).click({ delay: 1200 });
    await row.getByText('Connected').waitFor();
    await choose('Band saw', 'Record no longer');
    await dialog.getByRole('button', { name: 'Record Band saw no longer' }).click({ delay: 1200 });
    await row.getByText('Not recorded by this computer').waitFor();
    expect(await readFile(file(), 'utf8')).not.toContain('saw');
  } finally {
    await adapter.close();
  }
});

test('a table is previewed row by row, mended, and brought in', async () => {
  const table = join(panel.directory, 'people.csv');
  const bring = async (text: string) => {
    await writeFile(table, text);
    await panel.page.locator('input[type=file]').setInputFiles(table);
  };
  await panel.page.goto(`${panel.product.url}/admin/data`);
  await bring('name;place;disabled\r\nČapek;site:plant;nein\r\nSpy;site:none;\r\n');
  await panel.page.getByText('Nothing can be brought in').waitFor();
  await panel.page.locator('tr:has-text("line 3"):has-text("There is no place site:none")').waitFor();
  expect(await panel.page.getByRole('button', { name: /Bring in/ }).count()).toBe(0);
  await bring('name;place;disabled\r\nČapek;site:plant;nein\r\nSpy;site:plant;\r\n');
  await panel.page.getByRole('button', { name: 'Bring in 2 records' }).click();
  await panel.page.getByText('Brought in: people.csv').waitFor();
  await bring('name;place;disabled\r\nČapek;site:plant;nein\r\n');
  await panel.page.getByText('Everything in this file is here already').waitFor();
  const [download] = await Promise.all([
    panel.page.waitForEvent('download'),
    panel.page.getByRole('link', { name: 'People', exact: true }).last().click(),
  ]);
  expect(download.suggestedFilename()).toBe('mantinel-people.csv');
  expect(await readFile((await download.path())!, 'utf8')).toContain('Čapek,site:plant,no');
});
