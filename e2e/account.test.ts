/** One's own account through the screens: a second factor from setting it up to losing the phone, and sessions that are ended. */
/// <reference lib="dom" />
import { appCode } from '@mantinel/server/app-code';
import { expect, test } from 'vitest';
import { owner } from './support/product.ts';
import { usePanel } from './support/use-panel.ts';

const panel = usePanel({ signedIn: false });
/** What the owner's phone and wallet hold. */
const held = { code: '', codes: [] as string[] };

const dialog = () => panel.page.getByRole('dialog');
const alert = (text: string) => panel.page.locator('[role=alert]', { hasText: text });

async function typeNameAndPassword(): Promise<void> {
  await panel.page.goto(panel.product.url);
  await panel.page.getByLabel('Name').fill(owner.name);
  await panel.page.getByLabel('Password').first().fill(owner.password);
  await panel.page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function typeCode(code: string): Promise<void> {
  await panel.page.getByLabel('Code', { exact: false }).first().fill(code);
  await panel.page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a second factor is set up by the secret that the picture holds, and recovery codes are shown once', async () => {
  await typeNameAndPassword();
  await panel.page.getByRole('button', { name: 'Menu' }).click();
  await panel.page.getByRole('menuitem', { name: 'Your account' }).click();
  await panel.page.getByRole('button', { name: 'Set it up' }).click();
  await dialog().getByRole('button', { name: 'Go on' }).click();
  await dialog().getByRole('img', { name: 'QR code' }).waitFor();
  const secret = (await dialog().locator('.account-code').innerText()).replaceAll(' ', '');
  await dialog().getByLabel('Then type the six digits').fill('000000');
  await panel.page.keyboard.press('Enter');
  await alert('The code is wrong').waitFor();
  held.code = appCode(secret);
  await dialog().getByLabel('Then type the six digits').fill(held.code);
  await panel.page.keyboard.press('Enter');
  await dialog().getByText('They are shown only now').waitFor();
  held.codes = await dialog().locator('.account-codes li').allInnerTexts();
  expect(held.codes).toHaveLength(10);
  // No stray key loses them.
  await panel.page.keyboard.press('Escape');
  const [saved] = await Promise.all([
    panel.page.waitForEvent('download'),
    dialog().getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/\.txt$/);
  await dialog().getByRole('button', { name: 'I have stored them' }).click();
  await panel.page.getByText('10 recovery codes are left').waitFor();
  expect(await panel.page.content()).not.toContain(held.codes[0]);
});

test('signing in asks for the code, says why one is refused, and takes a recovery code', async () => {
  await panel.context.clearCookies();
  await typeNameAndPassword();
  await panel.page.getByText('this account asks for a code as well').waitFor();
  // It was taken when the factor was set up.
  await typeCode(held.code);
  await alert('was used already').waitFor();
  await typeCode('000000');
  await alert('The code is wrong').waitFor();
  await panel.page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await panel.page.getByLabel('Recovery code').fill(held.codes[0]!.toLowerCase());
  await panel.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await panel.page.waitForSelector('.header');
  await panel.page.goto(`${panel.product.url}/account`);
  await panel.page.getByText('9 recovery codes are left').waitFor();
});

test('other sessions are ended by holding a key, or by pressing twice where nothing can be held', async () => {
  await panel.page.goto(`${panel.product.url}/account`);
  const rows = panel.page.locator('section', { hasText: 'Where you are signed in' }).locator('tbody tr');
  await panel.page.getByText('This one').waitFor();
  // The browser's own, the one before its cookie was cleared, and the one that set up the product.
  expect(await rows.count()).toBe(3);
  await panel.page.getByRole('button', { name: 'End', exact: true }).first().click();
  const end = dialog().getByRole('button', { name: 'End the session' });
  // The dialog takes the focus a moment after it opens: before, it would take it from the button.
  await dialog().locator(':focus').waitFor();
  await end.focus();
  await panel.page.keyboard.down('Enter');
  await panel.page.keyboard.up('Enter');
  await dialog().getByText('Hold the button for one second').waitFor();
  // As a screen reader presses.
  await end.evaluate((button: HTMLButtonElement) => button.click());
  await dialog().getByText('Press again to confirm: End the session').waitFor();
  expect(await rows.count()).toBe(3);
  await end.evaluate((button: HTMLButtonElement) => button.click());
  await dialog().waitFor({ state: 'hidden' });
  await panel.page.getByRole('button', { name: 'End all others' }).click();
  await dialog().locator(':focus').waitFor();
  await dialog().getByRole('button', { name: 'Sign out everywhere but here' }).focus();
  await panel.page.keyboard.down(' ');
  await dialog().waitFor({ state: 'hidden' });
  await panel.page.keyboard.up(' ');
  await panel.page.waitForFunction(() => document.querySelectorAll('.account tbody tr').length === 1);
  expect((await panel.product.fetch('/api/v1/tokens')).status).toBe(401);
});

test('a dangerous act asks for a proof in its place; a new password is at least twelve characters', async () => {
  await panel.page.goto(`${panel.product.url}/account`);
  await panel.page.route(
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
  await panel.page.getByRole('button', { name: 'Switch off' }).click();
  await dialog().getByRole('button', { name: 'Switch off your second factor' }).click({ delay: 1200 });
  await dialog().getByLabel('Your password').fill(owner.password);
  await panel.page.unroute('**/api/v1/session/second-factor');
  await panel.page.keyboard.press('Enter');
  await panel.page.getByRole('button', { name: 'Set it up' }).waitFor();
  await panel.page.getByRole('button', { name: 'Change the password' }).click();
  await panel.page.getByLabel('Present password').first().fill(owner.password);
  await panel.page.getByLabel('New password').first().fill('too short');
  await panel.page.getByText('Use at least 12 characters').waitFor();
  await panel.page.getByLabel('New password').first().fill('two lathes and a goat');
  await panel.page.getByLabel('Password again').first().fill('two lathes and a goat');
  await panel.page.getByRole('button', { name: 'Change the password' }).click();
  await panel.page.getByText('The password is changed').waitFor();
});
