/** axe finds no serious fault on any screen, by day and by night, on a phone and at a desk. */
/// <reference lib="dom" />
import { type AdapterStandIn, openAdapterStandIn } from '@mantinel/connectors/adapter-stand-in';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { axeFaults } from './support/axe-faults.ts';
import { newDirectory, type Product, removeDirectory, startProduct } from './support/product.ts';

let directory = '';
let product: Product;
let adapter: AdapterStandIn;
let browser: Awaited<ReturnType<typeof startChromium>>;
let page: Page;

const say = (...parts: string[]) => adapter.send(`${new Date().toISOString()}|${parts.join('|')}\n`);

beforeAll(async () => {
  directory = await newDirectory();
  adapter = await openAdapterStandIn();
  adapter.onConnect(`${new Date().toISOString()}|execution|ACTIVE|program|O1234\n`);
  const machine = { connector: 'shdr', host: '127.0.0.1', port: adapter.port, controller: 'fanuc' };
  product = await startProduct({
    directory,
    config: JSON.stringify({
      data: './data',
      machines: [
        { ...machine, id: 'mill', name: 'Mill 1' },
        { ...machine, id: 'lathe', name: 'Lathe 2' },
      ],
    }),
  });
  browser = await startChromium({ width: 1280, height: 800 });
  const [name, value] = product.cookie.split('=') as [string, string];
  await browser.context.addCookies([{ name, value, url: product.url }]);
  page = await browser.context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${product.url}/alarms`);
  say('servo', 'FAULT', 'SV0401', '', '', 'SERVO ALARM: V-READY OFF');
  say('logic', 'WARNING', 'EX1042', '', '', 'COOLANT LEVEL');
  say('execution', 'INTERRUPTED');
  await page.locator('.alarm-row').nth(1).waitFor({ timeout: 60_000 });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await adapter?.close();
  await removeDirectory(directory);
});

const settled = () => page.waitForTimeout(300);
const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();

interface Screen {
  readonly name: string;
  readonly path: string;
  /** What is opened on it. */
  readonly open?: () => Promise<void>;
}

const key = (name: string) => async () => {
  await page.locator('.row[data-id]').first().waitFor();
  await page.keyboard.press(name);
  await settled();
};
const log = '/?level=developer';

const screens: readonly Screen[] = [
  { name: 'log', path: log },
  { name: 'log, an event', path: log, open: () => page.locator('.row[data-id]').last().click() },
  { name: 'log, patterns', path: log, open: key('m') },
  { name: 'log, notes', path: log, open: key('a') },
  { name: 'log, keys', path: log, open: key('?') },
  { name: 'log, a filter', path: log, open: () => press(/^Machine/) },
  { name: 'log, the time', path: log, open: () => press(/^Time/) },
  { name: 'log, saved views', path: log, open: () => press(/^Views/) },
  { name: 'log, export', path: log, open: () => press(/^Export/) },
  { name: 'log, proposals', path: log, open: () => page.getByRole('combobox').first().fill('machine:') },
  { name: 'log, a fault', path: `${log}&search=${encodeURIComponent('nosuch:x')}` },
  { name: 'log, menu', path: log, open: () => press('Menu') },
  { name: 'alarms', path: '/alarms' },
  {
    name: 'alarms, one',
    path: '/alarms',
    open: () => page.locator('.alarm-row').first().getByRole('link').first().click(),
  },
  {
    name: 'alarms, shelving',
    path: '/alarms',
    open: async () => {
      await page.locator('.alarm-row').first().waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('s');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'alarm statistics', path: '/alarm-statistics' },
  { name: 'why a machine stands', path: '/machines/mill/why' },
  { name: 'operator', path: '/operator' },
  { name: 'operator, what to do', path: '/operator', open: () => press('What to do') },
  { name: 'operator, choosing', path: '/operator', open: () => press('Choose machines') },
  { name: 'compare', path: '/compare' },
  { name: 'NC viewer', path: '/programs/view' },
  { name: 'projects', path: '/programs' },
  { name: 'explorer', path: '/programs/explorer' },
  { name: 'harvest', path: '/programs/harvest' },
  { name: 'inbox', path: '/programs/inbox' },
  { name: 'shift report', path: '/shift-report' },
  { name: 'connecting', path: '/start' },
  { name: 'account', path: '/account' },
];

async function faultsOf({ path, open }: Screen): Promise<string[]> {
  await page.goto(product.url + path);
  await page.waitForLoadState('load');
  await settled();
  await open?.();
  await settled();
  return axeFaults(page);
}

test('the watch sees what is wrong', async () => {
  await page.goto(product.url);
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<button></button>');
  });
  expect((await axeFaults(page)).join()).toContain('button-name');
});

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  beforeAll(() => page.emulateMedia({ colorScheme }));

  test.each(screens)('$name', async (screen) => {
    expect(await faultsOf(screen)).toEqual([]);
  });

  test('every page of the administration', async () => {
    await page.goto(`${product.url}/admin`);
    await page.locator('.admin-home a').first().waitFor();
    const links = await page
      .locator('.admin-home a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')!));
    expect(links.length).toBeGreaterThan(15);
    const found: Record<string, string[]> = {};
    for (const path of ['/admin', ...links]) {
      const faults = await faultsOf({ name: path, path });
      if (faults.length > 0) found[path] = faults;
    }
    expect(found).toEqual({});
  }, 120_000);

  test('before anybody has signed in', async () => {
    await browser.context.clearCookies();
    const found: Record<string, string[]> = {};
    for (const path of ['/', '/setup#x', '/password#x', '/terminal']) {
      const faults = await faultsOf({ name: path, path });
      if (faults.length > 0) found[path] = faults;
    }
    const [name, value] = product.cookie.split('=') as [string, string];
    await browser.context.addCookies([{ name, value, url: product.url }]);
    expect(found).toEqual({});
  });
});

describe('on a phone', () => {
  beforeAll(() => page.setViewportSize({ width: 390, height: 844 }));

  test.each(screens.filter(({ open }) => open === undefined))('$name', async (screen) => {
    expect(await faultsOf(screen)).toEqual([]);
  });
});
