/** A newcomer's tasks in the administration, through the screens alone, each within a minute; and two who edit one thing. */
/// <reference lib="dom" />
import { type AdapterStandIn, openAdapterStandIn } from '@mantinel/connectors/adapter-stand-in';
import { paths } from '@mantinel/contract';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { newDirectory, owner, type Product, removeDirectory, startProduct } from './support/product.ts';

/** What a newcomer may need for each of these tasks; the screens' own part is a fraction. */
const withinMs = 60_000;

let directory = '';
let product: Product;
let browser: Awaited<ReturnType<typeof startChromium>>;
let adapter: AdapterStandIn;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  directory = await newDirectory();
  product = await startProduct({ directory });
  browser = await startChromium();
  adapter = await openAdapterStandIn();
  const [name, value] = product.cookie.split('=') as [string, string];
  await browser.context.addCookies([{ name, value, url: product.url }]);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await adapter?.close();
  await removeDirectory(directory);
});
beforeEach(async () => {
  complaints = [];
  page = await newPage();
});
afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
});

async function newPage(): Promise<Page> {
  const opened = await browser.context.newPage();
  opened.setDefaultTimeout(10_000);
  opened.on('pageerror', (error) => complaints.push(error.message));
  return opened;
}

/** From the panel through the menu, as somebody who knows no address. */
async function fromTheMenu(to: string): Promise<void> {
  await page.goto(`${product.url}/`);
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Administration' }).click();
  await page
    .locator('.admin-home')
    .getByRole('link', { name: new RegExp(`^${to}`) })
    .click();
}

async function inTime(task: () => Promise<void>): Promise<void> {
  const begun = performance.now();
  await task();
  expect(performance.now() - begun).toBeLessThan(withinMs);
}

const stepUp = {
  status: 403,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    code: 'session.stepUp',
    title: 'This needs a fresh proof that it is you.',
    status: 403,
  }),
};

const menuOf = (on: Page, name: string) => on.getByRole('button', { name: `What can be done with ${name}` });
const dialog = (on: Page) => on.getByRole('dialog');

describe('a newcomer', () => {
  test('adds a site, and a line on it', () =>
    inTime(async () => {
      await fromTheMenu('Plant and machines');
      await page.getByRole('button', { name: 'Add a site' }).click();
      await dialog(page).getByLabel('Name', { exact: false }).first().fill('Werk Süd');
      expect(await dialog(page).getByLabel('Short name').inputValue()).toBe('werk-sud');
      await dialog(page).getByRole('button', { name: 'Add' }).click();
      await page.waitForSelector('tr[data-id="site:werk-sud"]:has-text("Werk Süd")');
      await menuOf(page, 'Werk Süd').click();
      await page.getByRole('menuitem', { name: 'Add a line here' }).click();
      await dialog(page).getByLabel('Name', { exact: false }).first().fill('Turning');
      await page.keyboard.press('Enter');
      await page.waitForSelector('tr[data-id="line:turning"]');
    }));

  test('adds a machine, and moves it by choosing from a list', () =>
    inTime(async () => {
      adapter.onConnect('2026-11-23T10:00:00Z|execution|READY\n');
      await fromTheMenu('Plant and machines');
      await menuOf(page, 'plant').click();
      await page.getByRole('menuitem', { name: 'Add a line here' }).click();
      await dialog(page).getByLabel('Name', { exact: false }).first().fill('Sawing');
      await dialog(page).getByRole('button', { name: 'Add' }).click();
      await page.waitForSelector('tr[data-id="line:sawing"]');
      await page.getByRole('button', { name: 'Connect a machine' }).click();
      await dialog(page).getByLabel('Id').fill('saw');
      await dialog(page).getByLabel('Name').fill('Band saw');
      await dialog(page).getByLabel('Address').fill('127.0.0.1');
      await dialog(page).getByLabel('Port').fill(String(adapter.port));
      await dialog(page).getByRole('button', { name: 'Connect', exact: true }).click();
      await page.waitForSelector('tr[data-id="machine:saw"]:has-text("Connected")');
      await menuOf(page, 'Band saw').click();
      await page.getByRole('menuitem', { name: 'Move', exact: true }).click();
      await dialog(page).getByLabel('Into').selectOption({ label: 'plant › Sawing' });
      await dialog(page).getByRole('button', { name: 'Move' }).click();
      await page.waitForSelector('tr[data-id="line:sawing"] + tr[data-id="machine:saw"]');
    }));

  test('adds a person, who chooses a password by the link that is shown once', () =>
    inTime(async () => {
      await fromTheMenu('People');
      await page.getByRole('button', { name: 'Create an account' }).click();
      await dialog(page).getByLabel('Name', { exact: false }).first().fill('Petra');
      await dialog(page).getByLabel('Belongs to').selectOption({ label: 'plant' });
      await dialog(page).getByRole('button', { name: 'Create an account' }).click();
      const link = await dialog(page).getByLabel('Password link for Petra').last().inputValue();
      await dialog(page).getByRole('button', { name: 'Done' }).click();
      await page.waitForSelector('h1:has-text("Petra")');
      expect(await page.content()).not.toContain(link.split('#')[1]);

      const { context, close } = await startChromium();
      try {
        const theirs = await context.newPage();
        await theirs.goto(link);
        await theirs.getByLabel('Password').first().fill('correct horse battery');
        await theirs.getByLabel('Password again').fill('correct horse battery');
        await theirs.getByRole('button', { name: 'Choose password' }).click();
        await theirs.waitForURL(`${product.url}/`);
        await theirs.goto(link);
        await theirs.reload();
        await theirs.getByLabel('Password').first().fill('another horse battery');
        await theirs.getByLabel('Password again').fill('another horse battery');
        await theirs.getByRole('button', { name: 'Choose password' }).click();
        await theirs.waitForSelector('[role=alert]:has-text("has been used")');
      } finally {
        await close();
      }
    }));

  test('gives a role where it may be given, and is told why where not', () =>
    inTime(async () => {
      await fromTheMenu('People');
      await page.getByRole('link', { name: 'Petra' }).click();
      await page.getByLabel('Role').selectOption({ label: 'Engineer' });
      // As it is ten minutes after signing in: the server wants a fresh proof, and the role is given with it.
      await page.route('**/api/v1/grants', (asked) => asked.fulfill(stepUp), { times: 1 });
      await page.getByRole('button', { name: 'Give the role' }).click();
      await page.getByLabel('Your password, or the code').fill(owner.password);
      await page.getByRole('button', { name: 'Prove and go on' }).click();
      await page.waitForSelector('.admin-table th:has-text("Engineer")');
      await page.waitForSelector('.admin-against:has-text("holds this role there already")');
      await page.waitForSelector('.admin-box li:has-text("release NC programs that others wrote")');
      await page.goto(`${product.url}/admin/people`);
      await page.getByRole('link', { name: 'owner' }).click();
      await page.waitForSelector('.admin-against:has-text("Nobody changes their own roles")');
    }));

  test('adds an API token for a program, and revokes it', () =>
    inTime(async () => {
      await page.goto(`${product.url}/`);
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('menuitem', { name: 'Your account' }).click();
      await page.getByRole('button', { name: 'Make a token' }).click();
      await dialog(page).getByLabel('Name').fill('Shift report');
      await dialog(page).getByLabel('May do').selectOption({ label: 'Choose one by one' });
      await dialog(page).getByLabel('read events, without what people did').check();
      await dialog(page).getByRole('button', { name: 'Make a token' }).click();
      const secret = await dialog(page).getByLabel('Token Shift report').last().inputValue();
      await dialog(page).getByRole('button', { name: 'Done' }).click();
      await page.waitForSelector('tr:has-text("Shift report"):has-text("never")');
      expect(await page.content()).not.toContain(secret);

      const ask = async (path: string) => {
        const answer = await fetch(product.url + path, { headers: { authorization: `Bearer ${secret}` } });
        return [answer.status, ((await answer.json()) as { code?: string }).code];
      };
      expect(await ask(`${paths.events}?limit=1`)).toEqual([200, undefined]);
      expect(await ask(paths.people)).toEqual([403, 'permission.denied']);
      await page.reload();
      await page.waitForSelector('tr:has-text("Shift report"):has-text("just now")');
      await page.getByRole('button', { name: 'Revoke' }).click();
      const revoke = dialog(page).getByRole('button', { name: 'Revoke the token Shift report' });
      // A press is not enough: it is held.
      await revoke.click();
      expect(await ask(`${paths.events}?limit=1`)).toEqual([200, undefined]);
      await revoke.click({ delay: 1200 });
      await page.waitForSelector('text=No token yet.');
      expect(await ask(`${paths.events}?limit=1`)).toEqual([401, 'token.invalid']);
    }));

  test('finds all of it in the audit trail', async () => {
    await fromTheMenu('Audit trail');
    await page.getByLabel('Deed').selectOption({ label: 'Role given' });
    await page.waitForSelector('.admin-table tr:has-text("concerns Petra"):has-text("engineer")');
    await page.getByLabel('Deed').selectOption({ label: 'Place added' });
    await page.waitForSelector('.admin-table tr:has-text("Werk Süd")');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export as NDJSON' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/ndjson$/);
  });
});

test('of two who rename the same place the second is told, and nothing is overwritten', async () => {
  const other = await newPage();
  for (const one of [page, other]) {
    await one.goto(`${product.url}/admin/plant`);
    await menuOf(one, 'Turning').click();
    await one.getByRole('menuitem', { name: 'Rename' }).click();
  }
  const rename = async (on: Page, name: string) => {
    await dialog(on).getByLabel('Name', { exact: false }).first().fill(name);
    await dialog(on).getByRole('button', { name: 'Save' }).click();
  };
  await rename(other, 'Turning hall');
  await other.waitForSelector('tr[data-id="line:turning"]:has-text("Turning hall")');
  await rename(page, 'Lathes');
  const told = dialog(page);
  await told.getByText('Somebody else was faster').waitFor();
  expect(await told.locator('tbody tr').innerText()).toMatch(/Turning\s+Turning hall\s+Lathes/);
  await told.getByRole('button', { name: 'Leave it as it is now' }).click();
  await page.waitForSelector('tr[data-id="line:turning"]:has-text("Turning hall")');
  // Only whoever says so again, having seen theirs, changes it.
  await menuOf(page, 'Turning hall').click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await rename(page, 'Lathes');
  await page.waitForSelector('tr[data-id="line:turning"]:has-text("Lathes")');
  await other.close();
});
