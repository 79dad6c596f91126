/** The configuration page on a real file: changed, refused, changed by two, broken by hand. */
/// <reference lib="dom" />
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { newDirectory, type Product, removeDirectory, startProduct } from './support/product.ts';

const config = `# our hall
http:
  port: 8700 # behind the proxy
`;

let directory = '';
let file = '';
let product: Product;
let browser: Awaited<ReturnType<typeof startChromium>>;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  directory = await newDirectory();
  file = join(directory, 'mantinel.yaml');
  product = await startProduct({ directory, config });
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
  page = await open();
});
afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
});

async function open(): Promise<Page> {
  const opened = await browser.context.newPage();
  opened.setDefaultTimeout(10_000);
  opened.on('pageerror', (error) => complaints.push(error.message));
  await opened.goto(`${product.url}/admin/configuration`);
  await opened.waitForSelector('.admin-setting');
  return opened;
}
const setting = (on: Page, name: string) => on.locator(`[data-setting="${name}"]`);

test('settings are changed together, with a reason; what is live holds at once', async () => {
  await setting(page, 'http.port').getByText('the command line').waitFor();
  expect(await setting(page, 'http.port').locator('input').isDisabled()).toBe(true);
  expect(await setting(page, 'site').locator('input').isDisabled()).toBe(true);
  await setting(page, 'logbook.retentionDays.developer').locator('input').fill('7');
  await setting(page, 'logbook.segmentMiB').locator('input').fill('16');
  await setting(page, 'outgoing.privateNetworks')
    .locator('textarea')
    .first()
    .fill('10.1.0.0/16\n10.2.0.0/16');
  await setting(page, 'logbook.retentionDays.developer').getByText('Default: 30').waitFor();
  await page.getByLabel('Reason').fill('disk is small');
  await page.getByRole('button', { name: 'Save 3 changes' }).click();
  await page.getByText('One setting waits for a restart').waitFor();
  const text = await readFile(file, 'utf8');
  expect(text.startsWith(config)).toBe(true);
  expect(text).toContain('developer: 7');
  expect(text).toContain('- 10.2.0.0/16');
  await setting(page, 'logbook.segmentMiB').getByRole('button', { name: 'Use the default' }).click();
  await page.getByRole('button', { name: 'Save one change' }).click();
  await page.locator('p.admin-setting-waits').waitFor({ state: 'hidden' });
  expect(await readFile(file, 'utf8')).not.toContain('segmentMiB');
});

test('what does not work out is told at its field, and nothing is saved', async () => {
  const before = await readFile(file, 'utf8');
  await setting(page, 'logbook.segmentMiB').locator('input').fill('9999');
  await setting(page, 'logbook.segmentMiB').getByText('At most 256').waitFor();
  await setting(page, 'outgoing.privateNetworks').locator('textarea').first().fill('our hall');
  await page.getByRole('button', { name: 'Save 2 changes' }).click();
  await page.getByText('Nothing was saved').waitFor();
  await setting(page, 'outgoing.privateNetworks').locator('[class*=error]').first().waitFor();
  expect(await readFile(file, 'utf8')).toBe(before);
});

test('of two who change it the second sees both, and nothing is overwritten', async () => {
  const other = await open();
  const change = async (on: Page, value: string) => {
    await setting(on, 'logbook.reserveMiB').locator('input').fill(value);
    await on.getByRole('button', { name: 'Save one change' }).click();
  };
  await change(other, '5');
  await other.locator('p.admin-setting-waits').waitFor();
  await change(page, '6');
  const told = page.getByRole('dialog');
  await told.getByText('Somebody else was faster').waitFor();
  expect(await told.locator('tbody tr').innerText()).toMatch(/4\s+5\s+6/);
  expect(await readFile(file, 'utf8')).toContain('reserveMiB: 5');
  await told.getByRole('button', { name: 'Edit again' }).click();
  await page.getByRole('button', { name: 'Save one change' }).click();
  await page.getByText('One change, not saved').waitFor({ state: 'hidden' });
  expect(await readFile(file, 'utf8')).toContain('reserveMiB: 6');
  await other.close();
});

test('a file broken by hand is shown with the line of its mistake, and nothing can be changed', async () => {
  const before = await readFile(file, 'utf8');
  await writeFile(file, `${before}wrong: [\n`);
  await page.reload();
  await page.getByText('changed by hand and is not understood').waitFor();
  await page
    .getByText(/Line \d+:/)
    .first()
    .waitFor();
  expect(await setting(page, 'logbook.segmentMiB').locator('input').isDisabled()).toBe(true);
  await writeFile(file, before);
  await page.reload();
  await page.waitForSelector('[data-setting="logbook.segmentMiB"] input:enabled');
});
