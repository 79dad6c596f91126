/** The policy of the browser has no exceptions: whoever walks all pages and the API's description meets no violation of it. */
/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { newDirectory, type Product, removeDirectory, startProduct } from './support/product.ts';

let directory = '';
let product: Product;
let browser: Awaited<ReturnType<typeof startChromium>>;
let page: Page;
const violations: string[] = [];

beforeAll(async () => {
  directory = await newDirectory();
  product = await startProduct({ directory });
  browser = await startChromium();
  const [name, value] = product.cookie.split('=') as [string, string];
  await browser.context.addCookies([{ name, value, url: product.url }]);
  page = await browser.context.newPage();
  page.setDefaultTimeout(15_000);
  await page.exposeFunction('violated', (what: string) => violations.push(what));
  await page.addInitScript(() => {
    addEventListener(
      'securitypolicyviolation',
      ({ violatedDirective, blockedURI, sample, documentURI, sourceFile, lineNumber, columnNumber }) =>
        (globalThis as unknown as { violated(what: string): void }).violated(
          `${violatedDirective} ${blockedURI} ${sample} at ${documentURI} by ${sourceFile}:${lineNumber}:${columnNumber}`,
        ),
    );
  });
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await removeDirectory(directory);
});

/** What a page brings after its first picture: a stream is never idle, so that there is nothing to wait for but time. */
const settled = () => page.waitForTimeout(500);

test('the watch sees what is not allowed', async () => {
  await page.goto(`${product.url}/`);
  await page.evaluate(() => {
    const sheet = document.createElement('style');
    sheet.textContent = 'body { color: red }';
    document.head.append(sheet);
    document.body.setAttribute('style', 'color: red');
  });
  await expect.poll(() => violations.length).toBeGreaterThanOrEqual(2);
  violations.length = 0;
});

test('no page of the panel, no menu and no dialog breaks the policy', async () => {
  await page.goto(`${product.url}/admin`);
  await page.locator('.admin-home a').first().waitFor();
  const links = await page
    .locator('.admin-home a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')!));
  expect(links.length).toBeGreaterThan(5);
  for (const path of ['/', '/start', '/setup', '/password', '/account', '/programs/view', ...links]) {
    await page.goto(product.url + path);
    await settled();
  }
  await page.goto(`${product.url}/admin/plant`);
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem').first().waitFor();
  await page.keyboard.press('Escape');
  await page.goto(`${product.url}/admin/people`);
  await page
    .getByRole('button', { name: /new|add|create/i })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
  await settled();
  expect(violations).toEqual([]);
  expect(
    await page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--mantine-color-body'),
    ),
  ).not.toBe('');
}, 90_000);

test('the description of the API is drawn and unfolded within the policy', async () => {
  await page.goto(`${product.url}/docs/`);
  await page.locator('.opblock-tag').last().click({ noWaitAfter: true, timeout: 60_000 });
  await page.locator('.opblock-summary').first().waitFor({ timeout: 60_000 });
  await settled();
  expect(violations).toEqual([]);
}, 150_000);

test('neither page allows what is inline or evaluated', async () => {
  for (const path of ['/', '/admin/plant', '/docs/', '/docs/json', '/api/v1/session', '/healthz']) {
    const answer = await product.fetch(path, { headers: { accept: 'text/html' } });
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy, path).not.toMatch(/unsafe-/);
    expect(answer.headers.get('permissions-policy')).toContain('microphone=()');
    expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  }
});
