/** A newcomer's tasks in the administration, through the screens alone, each within a minute; and two who edit one thing. */
/// <reference lib="dom" />
import { type AdapterStandIn, openAdapterStandIn } from '@mantinel/connectors/adapter-stand-in';
import { paths } from '@mantinel/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { owner } from './support/product.ts';
import { stepUp, usePanel } from './support/use-panel.ts';

/** What a newcomer may need for each of these tasks; the screens' own part is a fraction. */
const withinMs = 60_000;

const panel = usePanel();
let adapter: AdapterStandIn;

beforeAll(async () => {
  adapter = await openAdapterStandIn();
});
afterAll(() => adapter?.close());

/** From the panel through the menu, as somebody who knows no address. */
async function fromTheMenu(to: string): Promise<void> {
  await panel.page.goto(`${panel.product.url}/`);
  await panel.page.getByRole('button', { name: 'Menu' }).click();
  await panel.page.getByRole('menuitem', { name: 'Administration' }).click();
  await panel.page
    .locator('.admin-home')
    .getByRole('link', { name: new RegExp(`^${to}`) })
    .click();
}

async function inTime(task: () => Promise<void>): Promise<void> {
  const begun = performance.now();
  await task();
  expect(performance.now() - begun).toBeLessThan(withinMs);
}

const menuOf = (on: Page, name: string) => on.getByRole('button', { name: `What can be done with ${name}` });
const dialog = (on: Page) => on.getByRole('dialog');

describe('a newcomer', () => {
  test('adds a site, and a line on it', () =>
    inTime(async () => {
      await fromTheMenu('Plant and machines');
      await panel.page.getByRole('button', { name: 'Add a site' }).click();
      await dialog(panel.page).getByLabel('Name', { exact: false }).first().fill('Werk Süd');
      expect(await dialog(panel.page).getByLabel('Short name').inputValue()).toBe('werk-sud');
      await dialog(panel.page).getByRole('button', { name: 'Add' }).click();
      await panel.page.waitForSelector('tr[data-id="site:werk-sud"]:has-text("Werk Süd")');
      await menuOf(panel.page, 'Werk Süd').click();
      await panel.page.getByRole('menuitem', { name: 'Add a line here' }).click();
      await dialog(panel.page).getByLabel('Name', { exact: false }).first().fill('Turning');
      await panel.page.keyboard.press('Enter');
      await panel.page.waitForSelector('tr[data-id="line:turning"]');
    }));

  test('adds a machine, and moves it by choosing from a list', () =>
    inTime(async () => {
      adapter.onConnect('2026-11-23T10:00:00Z|execution|READY\n');
      await fromTheMenu('Plant and machines');
      await menuOf(panel.page, 'plant').click();
      await panel.page.getByRole('menuitem', { name: 'Add a line here' }).click();
      await dialog(panel.page).getByLabel('Name', { exact: false }).first().fill('Sawing');
      await dialog(panel.page).getByRole('button', { name: 'Add' }).click();
      await panel.page.waitForSelector('tr[data-id="line:sawing"]');
      await panel.page.getByRole('button', { name: 'Connect a machine' }).click();
      await dialog(panel.page).getByLabel('Id').fill('saw');
      await dialog(panel.page).getByLabel('Name').fill('Band saw');
      await dialog(panel.page).getByLabel('Address').fill('127.0.0.1');
      await dialog(panel.page).getByLabel('Port').fill(String(adapter.port));
      await dialog(panel.page).getByRole('button', { name: 'Connect', exact: true }).click();
      await panel.page.waitForSelector('tr[data-id="machine:saw"]:has-text("Connected")');
      await menuOf(panel.page, 'Band saw').click();
      await panel.page.getByRole('menuitem', { name: 'Move', exact: true }).click();
      await dialog(panel.page).getByLabel('Into').selectOption({ label: 'plant › Sawing' });
      await dialog(panel.page).getByRole('button', { name: 'Move' }).click();
      await panel.page.waitForSelector('tr[data-id="line:sawing"] + tr[data-id="machine:saw"]');
    }));

  test('adds a person, who chooses a password by the link that is shown once', () =>
    inTime(async () => {
      await fromTheMenu('People');
      await panel.page.getByRole('button', { name: 'Create an account' }).click();
      await dialog(panel.page).getByLabel('Name', { exact: false }).first().fill('Petra');
      await dialog(panel.page).getByLabel('Belongs to').selectOption({ label: 'plant' });
      await dialog(panel.page).getByRole('button', { name: 'Create an account' }).click();
      const link = await dialog(panel.page).getByLabel('Password link for Petra').last().inputValue();
      await dialog(panel.page).getByRole('button', { name: 'Done' }).click();
      await panel.page.waitForSelector('h1:has-text("Petra")');
      expect(await panel.page.content()).not.toContain(link.split('#')[1]);

      const { context, close } = await startChromium();
      try {
        const theirs = await context.newPage();
        await theirs.goto(link);
        await theirs.getByLabel('Password').first().fill('correct horse battery');
        await theirs.getByLabel('Password again').fill('correct horse battery');
        await theirs.getByRole('button', { name: 'Choose password' }).click();
        await theirs.waitForURL(`${panel.product.url}/`);
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
      await panel.page.getByRole('link', { name: 'Petra' }).click();
      await panel.page.getByLabel('Role').selectOption({ label: 'Engineer' });
      // As it is ten minutes after signing in: the server wants a fresh proof, and the role is given with it.
      await panel.page.route('**/api/v1/grants', (asked) => asked.fulfill(stepUp), { times: 1 });
      await panel.page.getByRole('button', { name: 'Give the role' }).click();
      await panel.page.getByLabel('Your password, or the code').fill(owner.password);
      await panel.page.getByRole('button', { name: 'Prove and go on' }).click();
      await panel.page.waitForSelector('.admin-table th:has-text("Engineer")');
      await panel.page.waitForSelector('.admin-against:has-text("holds this role there already")');
      await panel.page.waitForSelector('.admin-box li:has-text("release NC programs that others wrote")');
      await panel.page.goto(`${panel.product.url}/admin/people`);
      await panel.page.getByRole('link', { name: 'owner' }).click();
      await panel.page.waitForSelector('.admin-against:has-text("Nobody changes their own roles")');
    }));

  test('adds an API token for a program, and revokes it', () =>
    inTime(async () => {
      await panel.page.goto(`${panel.product.url}/`);
      await panel.page.getByRole('button', { name: 'Menu' }).click();
      await panel.page.getByRole('menuitem', { name: 'Your account' }).click();
      await panel.page.getByRole('button', { name: 'Make a token' }).click();
      await dialog(panel.page).getByLabel('Name').fill('Shift report');
      await dialog(panel.page).getByLabel('May do').selectOption({ label: 'Choose one by one' });
      await dialog(panel.page).getByLabel('read events, without what people did').check();
      await dialog(panel.page).getByRole('button', { name: 'Make a token' }).click();
      const secret = await dialog(panel.page).getByLabel('Token Shift report').last().inputValue();
      await dialog(panel.page).getByRole('button', { name: 'Done' }).click();
      await panel.page.waitForSelector('tr:has-text("Shift report"):has-text("never")');
      expect(await panel.page.content()).not.toContain(secret);

      const ask = async (path: string) => {
        const answer = await fetch(panel.product.url + path, {
          headers: { authorization: `Bearer ${secret}` },
        });
        return [answer.status, ((await answer.json()) as { code?: string }).code];
      };
      expect(await ask(`${paths.events}?limit=1`)).toEqual([200, undefined]);
      expect(await ask(paths.people)).toEqual([403, 'permission.denied']);
      await panel.page.reload();
      await panel.page.waitForSelector('tr:has-text("Shift report"):has-text("just now")');
      await panel.page.getByRole('button', { name: 'Revoke' }).click();
      const revoke = dialog(panel.page).getByRole('button', { name: 'Revoke the token Shift report' });
      // A press is not enough: it is held.
      await revoke.click();
      expect(await ask(`${paths.events}?limit=1`)).toEqual([200, undefined]);
      await revoke.click({ delay: 1200 });
      await panel.page.waitForSelector('text=No token yet.');
      expect(await ask(`${paths.events}?limit=1`)).toEqual([401, 'token.invalid']);
    }));

  test('finds all of it in the audit trail', async () => {
    await fromTheMenu('Audit trail');
    await panel.page.getByLabel('Deed').selectOption({ label: 'Role given' });
    await panel.page.waitForSelector('.admin-table tr:has-text("concerns Petra"):has-text("engineer")');
    await panel.page.getByLabel('Deed').selectOption({ label: 'Place added' });
    await panel.page.waitForSelector('.admin-table tr:has-text("Werk Süd")');
    const [download] = await Promise.all([
      panel.page.waitForEvent('download'),
      panel.page.getByRole('link', { name: 'Export as NDJSON' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/ndjson$/);
  });
});

test('of two who rename the same place the second is told, and nothing is overwritten', async () => {
  const other = await panel.newPage();
  for (const one of [panel.page, other]) {
    await one.goto(`${panel.product.url}/admin/plant`);
    await menuOf(one, 'Turning').click();
    await one.getByRole('menuitem', { name: 'Rename' }).click();
  }
  const rename = async (on: Page, name: string) => {
    await dialog(on).getByLabel('Name', { exact: false }).first().fill(name);
    await dialog(on).getByRole('button', { name: 'Save' }).click();
  };
  await rename(other, 'Turning hall');
  await other.waitForSelector('tr[data-id="line:turning"]:has-text("Turning hall")');
  await rename(panel.page, 'Lathes');
  const told = dialog(panel.page);
  await told.getByText('Somebody else was faster').waitFor();
  expect(await told.locator('tbody tr').innerText()).toMatch(/Turning\s+Turning hall\s+Lathes/);
  await told.getByRole('button', { name: 'Leave it as it is now' }).click();
  await panel.page.waitForSelector('tr[data-id="line:turning"]:has-text("Turning hall")');
  // Only whoever says so again, having seen theirs, changes it.
  await menuOf(panel.page, 'Turning hall').click();
  await panel.page.getByRole('menuitem', { name: 'Rename' }).click();
  await rename(panel.page, 'Lathes');
  await panel.page.waitForSelector('tr[data-id="line:turning"]:has-text("Lathes")');
  await other.close();
});
