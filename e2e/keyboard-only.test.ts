/** Whoever has no mouse: the log, alarms, saved views, context, export, comparing and the shift report, by keys alone, with the focus always seen. */
/// <reference lib="dom" />
import { openAdapterStandIn } from '@mantinel/connectors/adapter-stand-in';
import { Alarms, paths } from '@mantinel/contract';
import { afterAll, expect, test } from 'vitest';
import { usePanel } from './support/use-panel.ts';

const adapter = await openAdapterStandIn();
const machine = { connector: 'shdr', host: '127.0.0.1', port: adapter.port, controller: 'fanuc' };
const now = new Date().toISOString();
adapter.onConnect(
  `${now}|execution|ACTIVE\n${now}|servo|FAULT|SV0401|||SERVO ALARM: V-READY OFF\n${now}|logic|WARNING|EX1042|||COOLANT LEVEL\n`,
);
const panel = usePanel({
  config: JSON.stringify({
    data: './data',
    machines: [
      { ...machine, id: 'mill', name: 'Mill 1' },
      { ...machine, id: 'lathe', name: 'Lathe 2' },
    ],
  }),
  timeoutMs: 20_000,
});
afterAll(() => adapter.close());

const press = async (...keys: string[]) => {
  for (const key of keys) await panel.page.keyboard.press(key);
};

/** What has the focus: what it is called, and whether somebody sees that it has it. */
const focused = () =>
  panel.page.evaluate(() => {
    const element = document.activeElement!;
    const { outlineStyle, boxShadow } = getComputedStyle(element);
    const labelled = (element as HTMLInputElement).labels?.[0]?.textContent;
    return {
      name: (element.getAttribute('aria-label') ?? labelled ?? element.textContent ?? '').trim(),
      // Of a date the browser marks the part that has the focus.
      seen: outlineStyle !== 'none' || boxShadow !== 'none' || (element as HTMLInputElement).type === 'date',
    };
  });

/** Goes on with Tab until it stands on what begins with this name; every stop on the way must be seen. */
async function tabTo(name: string, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < 90; stop += 1) {
    await panel.page.keyboard.press(key);
    const at = await focused();
    passed.push(at.name.slice(0, 24));
    if (at.name !== '') expect(at.seen, `the focus on "${at.name}" is not seen`).toBe(true);
    if (at.name.startsWith(name)) return;
  }
  throw new Error(`no stop is called ${name}; passed: ${passed.join(' | ')}`);
}

const log = async (search = '') => {
  await panel.page.goto(`${panel.product.url}/?level=operator${search}`);
  await panel.page.waitForSelector('.row[data-id]');
};

test('rows, search, context, patterns, counts, notes and the list of keys', async () => {
  await log();
  await press('/');
  await panel.page.keyboard.type('servo');
  await press('Enter');
  await panel.page.waitForURL(/query=servo/);
  await panel.page.waitForSelector('.row:has-text("servo")');
  await press('k', 'Enter');
  await panel.page.waitForSelector('.panel-title');
  await press('c');
  await panel.page.waitForURL(/back=/);
  await press('c');
  await panel.page.waitForURL((url) => !url.searchParams.has('back'));
  await press('m');
  await panel.page.waitForSelector('.patterns');
  await press('m', 'f');
  await panel.page.waitForSelector('.facet-panel .facet');
  await tabTo('Lathe 2');
  await press('Space');
  await panel.page.waitForURL(/machine=lathe/);
  await press('f', 'a');
  await panel.page.waitForSelector('aside[aria-label=Notes]');
  await press('?');
  await panel.page.getByRole('dialog').getByText('Counts beside the rows').waitFor();
  await panel.picture('keys');
  await press('Escape');
  await panel.page.getByRole('dialog').waitFor({ state: 'detached' });
}, 120_000);

test('a view is saved with its columns, and opened again', async () => {
  await log('&density=roomy&hidden=machine');
  await tabTo('Views');
  await press('Enter');
  await panel.page.getByLabel('Keep this view as').waitFor();
  await tabTo('Keep this view as');
  await panel.page.keyboard.type('Roomy faults');
  await press('Enter');
  await panel.page.getByRole('button', { name: 'Roomy faults', exact: true }).waitFor();
  await log();
  await tabTo('Views');
  await press('Enter');
  await panel.page.getByRole('button', { name: 'Roomy faults', exact: true }).waitFor();
  await tabTo('Roomy faults');
  await press('Enter');
  await panel.page.waitForURL(/density=roomy&hidden=machine/);
}, 120_000);

test('the rows leave as a file', async () => {
  await log();
  await tabTo('Export');
  await press('Enter');
  await panel.page.getByRole('menuitem').first().waitFor();
  const [download] = await Promise.all([panel.page.waitForEvent('download'), press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
}, 60_000);

test('alarms are acknowledged, commented on and shelved with a reason', async () => {
  await panel.page.goto(`${panel.product.url}/alarms`);
  await panel.page.locator('.alarm-row').nth(3).waitFor();
  const states = async () => {
    const { alarms } = await panel.product.get(paths.alarms, Alarms);
    return alarms.map(({ state }) => state);
  };
  await press('j', 'a');
  await expect.poll(states, { timeout: 20_000 }).toContain('acknowledged');
  await press('j', 'c');
  const dialog = panel.page.getByRole('dialog');
  await dialog.waitFor();
  await panel.page.keyboard.type('Bearing sounds rough');
  await tabTo('Comment');
  await press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await press('s');
  await dialog.waitFor();
  await panel.page.keyboard.type('Sensor is on order');
  await tabTo('Shelve');
  await press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(states, { timeout: 20_000 }).toContain('shelved');
}, 120_000);

test('two machines are compared, and the time is moved', async () => {
  await panel.page.goto(`${panel.product.url}/compare?machine=mill&machine=lathe`);
  await panel.page.getByRole('heading', { name: 'Two machines on one time axis' }).waitFor();
  await tabTo('15 min');
  await press('Enter');
  expect(await panel.page.getByRole('button', { name: '15 min' }).getAttribute('aria-pressed')).toBe('true');
  await tabTo('Earlier');
  const before = panel.page.url();
  await press('Enter');
  await panel.page.waitForURL((url) => url.href !== before);
}, 60_000);

test('the shift report is turned a shift back and printed', async () => {
  await panel.page.goto(`${panel.product.url}/shift-report`);
  await panel.page.getByRole('heading', { name: 'Shift report: plant' }).waitFor();
  await tabTo('Shift before');
  await press('Enter');
  await tabTo('PDF');
  const [download] = await Promise.all([panel.page.waitForEvent('download'), press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
}, 60_000);
