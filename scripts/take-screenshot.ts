/** Takes docs/images/panel.png for the README: the demonstration, once its alarms have been raised. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startChromium } from '../e2e/chromium.ts';
import { newDirectory, removeDirectory, startProduct } from '../e2e/support/product.ts';
import { buildPanelIfNeeded } from './bootstrap/panel.mjs';

const root = join(import.meta.dirname, '..');
const images = join(root, 'docs/images');

await buildPanelIfNeeded(root, process.execPath);
const directory = await newDirectory();
const product = await startProduct({ directory });
const browser = await startChromium({ width: 1440, height: 900 });
try {
  const [name, value] = product.cookie.split('=') as [string, string];
  await browser.context.addCookies([{ name, value, url: product.url }]);
  const page = await browser.context.newPage();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${product.url}/?level=operator&order=received`);
  // The recordings raise their faults after about a minute.
  await page.waitForSelector('.tile-fault', { timeout: 180_000 });
  await page.waitForTimeout(4000);
  await page.locator('.row[data-id]').last().click();
  await page.waitForSelector('.neighbours button');
  await mkdir(images, { recursive: true });
  await page.screenshot({ path: join(images, 'panel.png') });
} finally {
  await browser.close();
  await product.stop();
  await removeDirectory(directory);
}
