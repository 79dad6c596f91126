/** Searching in a real browser: the box with its proposals and faults, patterns, the context of an event; all of it by keyboard. */
import { paths } from '@mantinel/contract';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { builtPanel } from './built-panel.ts';
import { type Browser, startChromium } from './chromium.ts';
import { nowUs, type StandIn, standInServer } from './stand-in-server.ts';

const rows = 100_000;
let browser: Browser;
let server: StandIn;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  server = await standInServer({ rows, dist: await builtPanel() });
  browser = await startChromium();
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(async () => {
  page = await browser.context.newPage();
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(async () => {
  await page.evaluate(() => localStorage.clear());
  await page.close();
  expect(complaints).toEqual([]);
});

const open = async (search = 'level=developer&order=received', path = '/') => {
  await page.goto(`${server.url}${path}?${search}`);
  await page.waitForSelector('.row[data-id]');
};
const box = () => page.locator('#log-search');
const active = () => page.locator('.proposal[aria-selected=true]');
const texts = () => page.$$eval('.row[data-id] .cell-text', (all) => all.map((cell) => cell.textContent));
const inAddress = (name: string, value: string | null) =>
  page.waitForFunction(
    ([key, wanted]) => new URLSearchParams(location.search).get(key!) === wanted,
    [name, value],
  );

test('a search narrows the rows, its words are marked, and it is read back from the address', async () => {
  await open();
  await page.keyboard.press('/');
  await page.keyboard.type('lubrication severity>=warn');
  await inAddress('query', 'lubrication severity>=warn');
  await page.waitForFunction(() => {
    const cells = [...document.querySelectorAll('.row[data-id] .cell-text')];
    return cells.length > 0 && cells.every((cell) => cell.textContent.includes('LUBRICATION'));
  });
  expect(await page.locator('.row mark').first().innerText()).toBe('LUBRICATION');
  await page.reload();
  await page.waitForSelector('.row[data-id]');
  expect(await box().inputValue()).toBe('lubrication severity>=warn');
  await page.locator('.chip', { hasText: 'lubrication' }).click();
  await inAddress('query', null);
  expect(await box().inputValue()).toBe('');
});

test('proposals are chosen by the arrows, Enter or Tab takes one, Escape closes the list and not the box', async () => {
  await open();
  await page.keyboard.press('/');
  await page.keyboard.type('mac');
  await page.waitForSelector('.proposal');
  expect(await box().getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('ArrowDown');
  expect(await active().innerText()).toContain('machine:');
  expect(await box().getAttribute('aria-activedescendant')).toBe(await active().getAttribute('id'));
  await page.keyboard.press('Tab');
  expect(await box().inputValue()).toBe('machine:');
  await page.waitForSelector('.proposal:has-text("lathe-1")');
  await page.keyboard.type('lathe');
  await page.waitForFunction(() => document.querySelectorAll('.proposal').length === 2);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  expect(await box().inputValue()).toBe('machine:lathe-2 ');
  await inAddress('query', 'machine:lathe-2 ');
  await page.waitForSelector('.proposal');
  await page.keyboard.press('Escape');
  expect(await page.locator('.proposal').count()).toBe(0);
  expect(await box().evaluate((element) => element === document.activeElement)).toBe(true);
  // Recent searches come back into the empty box.
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.waitForSelector('.proposal:has-text("machine:lathe-2")');
});

test('a fault is told in place and in the language, and the rows stay as they were', async () => {
  await open();
  const before = await texts();
  await page.keyboard.press('/');
  await page.keyboard.type('door (open OR');
  await page.waitForSelector('.query-fault');
  expect(await page.locator('.query-fault mark').innerText()).toBe('(');
  expect(await page.locator('.query-fault').innerText()).toContain(
    'The parenthesis at character 6 is never closed.',
  );
  expect(new URL(page.url()).searchParams.has('query')).toBe(false);
  // The fault takes room from the oldest on the screen.
  expect((await texts()).slice(-5)).toEqual(before.slice(-5));
  await page.evaluate(() => localStorage.setItem('mantinel.language', 'de'));
  await page.reload();
  await page.waitForSelector('.row[data-id]');
  await page.keyboard.press('/');
  await page.keyboard.type('load>hoch ');
  await page.waitForSelector('.query-fault:has-text("ist keine Zahl")');
  await page.locator('#log-search').fill('/[z-a]/');
  await page.waitForSelector('.query-fault:has-text("kann nicht gesucht werden")');
});

test('whoever is still typing a value has made no fault yet; leaving the box shows it', async () => {
  await open();
  await page.keyboard.press('/');
  await page.keyboard.type('machine:');
  await page.waitForTimeout(1500);
  expect(await page.locator('.query-fault').count()).toBe(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.query-fault');
});

test('what arrives is held against the search as well, expressions included', async () => {
  const query = encodeURIComponent('/said (one|two) live/ -skip');
  await page.goto(`${server.url}/?level=developer&order=received&query=${query}`);
  await page.waitForFunction(() => document.querySelector('.empty') !== null);
  while (server.streams() < 1) await page.waitForTimeout(30);
  const said = (message: string) => ({
    timeUs: nowUs(),
    receivedUs: nowUs(),
    site: 'plant',
    kind: 'message' as const,
    severity: 9,
    code: 'machine.message',
    message,
    attributes: {},
    quality: 'good' as const,
  });
  server.emit([said('said three live'), said('said one live skip'), said('said two live')]);
  await page.waitForSelector('.row:has-text("said two live")');
  expect(await page.locator('.row[data-id]').count()).toBe(1);
});

test('patterns by the key m: one leads to its rows', async () => {
  await open();
  await page.keyboard.press('m');
  await page.waitForSelector('.patterns tbody tr');
  const counts = await page.$$eval('.patterns td.pattern-count', (all) =>
    all.map((cell) => Number(cell.textContent.replaceAll(',', ''))),
  );
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  const first = page.locator('.pattern-text button').first();
  const words = (await first.innerText()).split('…')[0]!.trim();
  await first.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('.row[data-id]');
  expect(new URL(page.url()).searchParams.get('query')).toMatch(/^template:"/);
  expect((await texts()).every((text) => text.includes(words))).toBe(true);
});

test('the context of a row by the key c: unfiltered, at the row, hits marked; and back to the search', async () => {
  await open(`level=developer&order=received&query=lubrication`);
  await page.keyboard.press('k');
  await page.keyboard.press('c');
  await page.waitForSelector('.context-bar');
  const selected = page.locator('.row[aria-selected=true]');
  await selected.waitFor();
  expect(await selected.locator('mark').innerText()).toBe('LUBRICATION');
  const machine = new URL(page.url()).searchParams.get('machine');
  expect(machine).not.toBeNull();
  expect(new Set(await texts()).size).toBeGreaterThan(3);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await inAddress('machine', null);
  // Still at the same event.
  await selected.waitFor();
  await page.keyboard.press('c');
  await inAddress('query', 'lubrication');
  expect(await page.locator('.context-bar').count()).toBe(0);
  expect(server.asked.some((path) => path.startsWith(paths.events) && path.includes('atEvent'))).toBe(true);
});
