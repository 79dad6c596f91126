/** A passkey made and used in a real browser with a virtual authenticator; and a terminal in the hall, by badge and by PIN. */
/// <reference lib="dom" />
import { paths } from '@mantinel/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { newDirectory, owner, type Product, removeDirectory, startProduct } from './support/product.ts';

let directory = '';
let product: Product;
/** Under the computer's name: a number can have no passkeys. */
let panel = '';
const badge = '0012345678';
let petra = '';

beforeAll(async () => {
  directory = await newDirectory();
  product = await startProduct({ directory });
  panel = product.url.replace('127.0.0.1', 'localhost');
  const person = await ask('POST', paths.people, { name: 'Petra Nováková', place: 'site:plant' });
  petra = person.id;
  await ask('POST', paths.grants, { person: petra, role: 'operator', place: 'site:plant' });
  await ask('POST', paths.personBadges.replace(':id', petra), { number: badge });
  await ask('PUT', paths.personPin.replace(':id', petra), { pin: '8305' });
}, 90_000);
afterAll(async () => {
  await product?.stop();
  await removeDirectory(directory);
});

async function ask(method: string, path: string, body: object): Promise<{ id: string; code: string }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await product.fetch(path, { method, headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
  return JSON.parse(text);
}
const picture = async (page: Page, name: string) => {
  const folder = process.env.MANTINEL_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
};

test('a passkey is made on the account page, signs in, and proves who asks', async () => {
  const { context, close } = await startChromium();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(panel);
    await page.getByLabel('Name').fill(owner.name);
    await page.getByLabel('Password').first().fill(owner.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Menu' }).waitFor();
    // What was asked for before signing in, and refused, is asked for again.
    await page.locator('.row[data-id]').first().waitFor();
    expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);

    await page.goto(`${panel}/account`);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Key ring');
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    await page.waitForSelector('tr:has-text("Key ring"):has-text("works at localhost")');
    await picture(page, 'account-passkeys');

    await context.clearCookies();
    await page.goto(panel);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('button', { name: 'Menu' }).waitFor();

    // As it is ten minutes later: the server wants a fresh proof, and a passkey is one.
    await page.goto(`${panel}/account`);
    await page.route(
      '**/api/v1/session/passkeys/creation',
      (asked) =>
        asked.fulfill({
          status: 403,
          contentType: 'application/problem+json',
          body: JSON.stringify({ code: 'session.stepUp', title: 'Prove it.', remedy: '', status: 403 }),
        }),
      { times: 1 },
    );
    const proved = page.waitForResponse((answer) => answer.url().endsWith(paths.sessionProof));
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Second');
    await page.getByRole('button', { name: 'Make the passkey' }).click();
    await page.getByRole('button', { name: 'With a passkey' }).click();
    expect((await proved).status()).toBe(200);
    // The authenticator holds one for this account already, which the browser says instead of making another.
    await page.getByRole('dialog').getByRole('alert').waitFor();
  } finally {
    await close();
  }
}, 120_000);

/** As an administrator does; says the code that is shown once. */
async function setUpTerminal(name: string): Promise<string> {
  const { context, close } = await startChromium();
  try {
    const [cookie, value] = product.cookie.split('=') as [string, string];
    await context.addCookies([{ name: cookie, value, url: product.url }]);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${product.url}/admin/terminals`);
    await page.getByRole('button', { name: 'Set up a terminal' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: false }).first().fill(name);
    await dialog.getByLabel('Place').selectOption({ label: 'plant' });
    await dialog.getByLabel('Signed out when nobody uses it').selectOption({ label: '30 seconds' });
    await dialog.getByRole('button', { name: 'Make the pairing code' }).click();
    const code = await dialog.locator('.terminal-code').innerText();
    await picture(page, 'terminal-code');
    // A click beside it loses nothing.
    await page.mouse.click(20, 600);
    expect(await dialog.locator('.terminal-code').innerText()).toBe(code);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.waitForSelector(`tr:has-text("${name}"):has-text("Not paired yet")`);
    expect(await page.content()).not.toContain(code);
    return code;
  } finally {
    await close();
  }
}

test('a terminal is paired, lets people in by badge and by PIN, and counts down', async () => {
  const code = await setUpTerminal('Hall 2, at the mills');
  const { context, close } = await startChromium({ width: 1280, height: 800 });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${panel}/terminal`);
    await picture(page, 'terminal-pairing');
    await page.getByLabel('Pairing code').fill(code.toLowerCase());
    await page.getByRole('button', { name: 'Make it a terminal' }).click();
    const tile = page.getByRole('button', { name: 'Petra Nováková' });
    await tile.waitFor();
    await picture(page, 'terminal-names');
    expect((await tile.boundingBox())!.height).toBeGreaterThanOrEqual(96);

    // A first PIN is replaced by one's own; digits are tapped.
    const tap = async (pin: string) => {
      for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
      await page.getByRole('button', { name: 'Enter', exact: true }).click();
    };
    await tile.click();
    await tap('1357');
    await page.getByRole('alert').filter({ hasText: 'The PIN is wrong' }).waitFor();
    await picture(page, 'terminal-pin');
    await tap('8305');
    await page.getByText('Choose your own PIN').waitFor();
    await tap('4917');
    const done = page.getByRole('button', { name: 'Done' });
    await done.waitFor();
    await picture(page, 'terminal-session');
    expect((await done.boundingBox())!.height).toBeGreaterThanOrEqual(96);
    await page.goto(`${panel}/admin/people`);
    await page.getByText('You may not see this page').waitFor();
    await done.click();
    await tile.waitFor();

    // A reader types faster than people do.
    await page.keyboard.type(badge, { delay: 8 });
    await page.keyboard.press('Enter');
    await done.waitFor();
    await page.getByRole('timer').waitFor({ timeout: 25_000 });
    await picture(page, 'terminal-countdown');
    await page.mouse.click(640, 500);
    await page.getByRole('timer').waitFor({ state: 'detached' });
    // Nobody touches it any more.
    await tile.waitFor({ timeout: 45_000 });
    const session = await page.evaluate(() => fetch('/api/v1/session').then((answer) => answer.json()));
    expect(session.state).not.toBe('signedIn');
  } finally {
    await close();
  }
}, 180_000);
