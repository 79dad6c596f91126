/** One's own account through the screens: a second factor from setting it up to losing the phone, and sessions that are ended. */
/// <reference lib="dom" />
import { appCode } from '@mantinel/server/app-code';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { newDirectory, owner, type Product, removeDirectory, startProduct } from './support/product.ts';

let directory = '';
let product: Product;
let browser: Awaited<ReturnType<typeof startChromium>>;
let page: Page;
let complaints: string[];
/** What the owner's phone and wallet hold. */
const held = { code: '', codes: [] as string[] };

beforeAll(async () => {
  directory = await newDirectory();
  product = await startProduct({ directory });
  browser = await startChromium();
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await removeDirectory(directory);
});
beforeEach(async () => {
  complaints = [];
  page = await browser.context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
});

const dialog = () => page.getByRole('dialog');
const alert = (text: string) => page.locator('[role=alert]', { hasText: text });

async function typeNameAndPassword(): Promise<void> {
  await page.goto(product.url);
  await page.getByLabel('Name').fill(owner.name);
  await page.getByLabel('Password').first().fill(owner.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function typeCode(code: string): Promise<void> {
  await page.getByLabel('Code', { exact: false }).first().fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a second factor is set up by the secret that the picture holds, and recovery codes are shown once', async () => {
  await typeNameAndPassword();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await page.getByRole('button', { name: 'Set it up' }).click();
  await dialog().getByRole('button', { name: 'Go on' }).click();
  await dialog().getByRole('img', { name: 'QR code' }).waitFor();
  const secret = (await dialog().locator('.account-code').innerText()).replaceAll(' ', '');
  await dialog().getByLabel('Then type the six digits').fill('000000');
  await page.keyboard.press('Enter');
  await alert('The code is wrong').waitFor();
  held.code = appCode(secret);
  await dialog().getByLabel('Then type the six digits').fill(held.code);
  await page.keyboard.press('Enter');
  await dialog().getByText('They are shown only now').waitFor();
  held.codes = await dialog().locator('.account-codes li').allInnerTexts();
  expect(held.codes).toHaveLength(10);
  // No stray key loses them.
  await page.keyboard.press('Escape');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    dialog().getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/\.txt$/);
  await dialog().getByRole('button', { name: 'I have stored them' }).click();
  await page.getByText('10 recovery codes are left').waitFor();
  expect(await page.content()).not.toContain(held.codes[0]);
});

test('signing in asks for the code, says why one is refused, and takes a recovery code', async () => {
  await browser.context.clearCookies();
  await typeNameAndPassword();
  await page.getByText('this account asks for a code as well').waitFor();
  // It was taken when the factor was set up.
  await typeCode(held.code);
  await alert('was used already').waitFor();
  await typeCode('000000');
  await alert('The code is wrong').waitFor();
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await page.getByLabel('Recovery code').fill(held.codes[0]!.toLowerCase());
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForSelector('.header');
  await page.goto(`${product.url}/account`);
  await page.getByText('9 recovery codes are left').waitFor();
});

test('other sessions are ended by holding a key, or by pressing twice where nothing can be held', async () => {
  await page.goto(`${product.url}/account`);
  const rows = page.locator('section', { hasText: 'Where you are signed in' }).locator('tbody tr');
  await page.getByText('This one').waitFor();
  // The browser's own, the one before its cookie was cleared, and the one that set up the product.
  expect(await rows.count()).toBe(3);
  await page.getByRole('button', { name: 'End', exact: true }).first().click();
  const end = dialog().getByRole('button', { name: 'End the session' });
  await end.focus();
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await dialog().getByText('Hold the button for one second').waitFor();
  // As a screen reader presses.
  await end.evaluate((button: HTMLButtonElement) => button.click());
  await dialog().getByText('Press again to confirm: End the session').waitFor();
  expect(await rows.count()).toBe(3);
  await end.evaluate((button: HTMLButtonElement) => button.click());
  await dialog().waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'End all others' }).click();
  await dialog().getByRole('button', { name: 'Sign out everywhere but here' }).focus();
  await page.keyboard.down(' ');
  await dialog().waitFor({ state: 'hidden' });
  await page.keyboard.up(' ');
  await page.waitForFunction(() => document.querySelectorAll('.account tbody tr').length === 1);
  expect((await product.fetch('/api/v1/tokens')).status).toBe(401);
});

test('a dangerous act asks for a proof in its place; a new password is at least twelve characters', async () => {
  await page.goto(`${product.url}/account`);
  await page.route(
    '**/api/v1/session/second-factor',
    (asked) =>
      asked.request().method() === 'DELETE'
        ? asked.fulfill({
            status: 403,
            contentType: 'application/problem+json',
            body: JSON.stringify({ code: 'session.stepUp', title: 'This needs a fresh proof.', status: 403 }),
          })
        : asked.continue(),
    { times: 2 },
  );
  await page.getByRole('button', { name: 'Switch off' }).click();
  await dialog().getByRole('button', { name: 'Switch off your second factor' }).click({ delay: 1200 });
  await dialog().getByLabel('Your password').fill(owner.password);
  await page.unroute('**/api/v1/session/second-factor');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Set it up' }).waitFor();
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByLabel('Present password').first().fill(owner.password);
  await page.getByLabel('New password').first().fill('too short');
  await page.getByText('Use at least 12 characters').waitFor();
  await page.getByLabel('New password').first().fill('two lathes and a goat');
  await page.getByLabel('Password again').first().fill('two lathes and a goat');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('The password is changed').waitFor();
});
