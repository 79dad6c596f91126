/** The first evening with the product in a real browser: the demonstration, an owner, a machine, a recording. */
/// <reference lib="dom" />
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type AdapterStandIn, openAdapterStandIn } from '@mantinel/connectors/adapter-stand-in';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { main, newDirectory, type Product, removeDirectory, startProduct } from './support/product.ts';

const recording = fileURLToPath(new URL('./support/recordings/backward.txt', import.meta.url));
const rows = '.row[data-id]';
const password = 'correct horse battery';

let directory = '';
let product: Product;
let browser: Awaited<ReturnType<typeof startChromium>>;
let adapter: AdapterStandIn;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  directory = await newDirectory();
  product = await startProduct({ directory, signIn: false });
  browser = await startChromium();
  adapter = await openAdapterStandIn();
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await adapter?.close();
  await removeDirectory(directory);
});
beforeEach(async () => {
  page = await browser.context.newPage();
  page.setDefaultTimeout(8000);
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
});

const open = async (path: string) => {
  await page.goto(product.url + path);
  await page.waitForSelector(rows);
};
const texts = (selector: string) => page.$$eval(selector, (all) => all.map((it) => it.textContent));

describe('the demonstration, before anybody has signed in', () => {
  test('three invented machines, labelled, live at every level, with their histogram', async () => {
    await open('/?level=developer&order=received');
    await page.waitForSelector('.demo');
    expect(await page.locator('.tile').count()).toBe(3);
    const first = await page.locator(rows).last().getAttribute('data-id');
    await page.waitForFunction(
      ([selector, id]) => [...document.querySelectorAll(selector!)].at(-1)?.getAttribute('data-id') !== id,
      [rows, first],
    );
    await page.waitForFunction(() =>
      document.querySelector('.histogram-scale')?.textContent?.includes('per bar'),
    );
    await open('/?level=technical&order=received');
    expect(new Set(await texts(`${rows} .cell-severity`))).not.toContain('Debug');
    await page.goto(`${product.url}/?level=operator&order=received`);
    await page.waitForSelector('[role=tab][aria-selected=true]:has-text("Operator")');
  });

  test('an event opens with its text, attributes and neighbours, by a link that lasts', async () => {
    await open('/?level=developer&order=received&code=machine.load');
    await page.keyboard.press('p');
    const row = page.locator(rows).last();
    const id = await row.getAttribute('data-id');
    await row.click();
    await page.waitForSelector('.panel-title:has-text("Load")');
    await page.waitForSelector('.panel dt:has-text("value")');
    await page.waitForSelector('.neighbours button');
    expect(new URL(page.url()).pathname).toBe(`/events/${id}`);
    await page.reload();
    await page.waitForSelector('.panel-title:has-text("Load")');
    await page.waitForSelector(`.row[data-id="${id}"][aria-selected=true]`);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.panel', { state: 'detached' });
  });

  test('filters of every sort narrow the rows, and the other order shows the same ones', async () => {
    await open('/?level=developer&order=received&machine=demo-mill&minSeverity=9&kind=state&code=machine.*');
    expect(new Set(await texts(`${rows} .cell-machine`))).toEqual(new Set(['Mill VM-3']));
    expect(new Set(await texts(`${rows} .severity`))).toEqual(new Set(['Info']));
    await page.click('text=By machine time');
    await page.waitForURL(/order=time/);
    await page.waitForSelector(rows);
    await page.fill('#log-search', 'tool');
    await page.keyboard.press('Enter');
    await page.waitForURL(/query=tool/);
    await page.waitForFunction((selector) => {
      const shown = [...document.querySelectorAll(`${selector} .cell-text`)];
      return shown.length > 0 && shown.every((cell) => /tool/i.test(cell.textContent ?? ''));
    }, rows);
  });

  test('the filtered view downloads as CSV and as NDJSON with as many rows as are counted', async () => {
    const upTo = Date.now() * 1000;
    await open(`/?level=technical&order=received&machine=demo-lathe&toUs=${upTo}`);
    const place = () => page.locator('.status-place').innerText();
    await expect.poll(place).toMatch(/of [\d,]+/);
    const shown = Number(/of ([\d,]+)/.exec(await place())![1]!.replaceAll(',', ''));
    for (const [item, lines] of [
      ['This view as CSV', (text: string) => text.split('\r\n').filter(Boolean).length - 1],
      ['This view as NDJSON', (text: string) => text.split('\n').filter(Boolean).length],
    ] as const) {
      await page.click('button:has-text("Export")');
      const [download] = await Promise.all([page.waitForEvent('download'), page.click(`text=${item}`)]);
      expect(lines(readFileSync(await download.path(), 'utf8'))).toBe(shown);
    }
    expect(shown).toBeGreaterThan(5);
  });

  test('German, Slovak and the dark', async () => {
    await open('/?level=technical&order=received');
    const light = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    for (const [language, word] of [
      ['Deutsch', 'Maschinen'],
      ['Slovenčina', 'Stroje'],
      ['English', 'Machines'],
    ] as const) {
      await page.locator('.header button').last().click();
      await page.click(`[role=menuitem]:has-text("${language}")`);
      await page.waitForSelector(`.fleet-title:has-text("${word}")`);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect
      .poll(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor))
      .not.toBe(light);
  });
});

describe('the owner', () => {
  test('is made by the one-time link, signs out, and signs in with the right password only', async () => {
    await expect.poll(() => product.output(), { timeout: 30_000 }).toMatch(/the database is ready/);
    await page.goto(/http\S+\/setup#\S+/.exec(product.output())![0]);
    await page.getByLabel('Name').fill('Olga');
    await page.getByLabel('Password *', { exact: true }).fill(password);
    await page.getByLabel('Password again').fill(password);
    await page.click('button:has-text("Create account")');
    await page.waitForSelector(rows);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForSelector('h1:has-text("Sign in")');
    await page.getByLabel('Name').fill('Olga');
    await page.getByLabel('Password').first().fill('wrong horse battery');
    await page.click('button[type=submit]');
    await page.waitForSelector('.failure, [role=alert]');
    await page.getByLabel('Password').first().fill(password);
    await page.click('button[type=submit]');
    await page.waitForSelector(rows);
  });

  test('connects a machine, which appears at once and live', async () => {
    adapter.onConnect('2026-11-23T10:00:00Z|execution|READY\n');
    await page.goto(`${product.url}/start`);
    const form = page.locator('form').first();
    await form.getByLabel('Id').fill('saw');
    await form.getByLabel('Name').fill('Band saw');
    await form.getByLabel('Address').fill('127.0.0.1');
    await form.getByLabel('Port').fill(String(adapter.port));
    await form.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.waitForSelector('.tile:has-text("Band saw"):has-text("Idle")');
    adapter.send('2026-11-23T10:00:01Z|execution|ACTIVE\n');
    await page.waitForSelector('.tile-running:has-text("Band saw")');
    await page.waitForSelector('.row:has-text("Execution"):has-text("ACTIVE")');
  });

  test('replays a recording from a file', async () => {
    await page.goto(`${product.url}/start`);
    await page.setInputFiles('input[type=file]', recording);
    await page.click('button:has-text("Replay")');
    await page.waitForURL(/machine=backward/);
    await page.waitForSelector(rows);
  });

  test('takes several recordings of one machine by the command, under the name given', async () => {
    const files = ['a.txt', 'b.txt'].map((name) => join(directory, name));
    for (const [at, file] of files.entries())
      await writeFile(file, `2026-11-2${at + 1}T10:00:00Z|execution|${at === 0 ? 'ACTIVE' : 'READY'}\n`);
    const settings = ['--machine', 'saw-2', '--url', product.url, '--user', 'Olga'];
    const { stdout } = await promisify(execFile)(process.execPath, [main, 'replay', ...files, ...settings], {
      cwd: directory,
      env: { ...process.env, MANTINEL_PASSWORD: password },
    });
    expect(stdout).toContain('a.txt, b.txt');
    await page.goto(`${product.url}/?machine=saw-2&level=developer`);
    for (const told of ['ACTIVE', 'READY'])
      await page.waitForSelector(`.row:has-text("Execution"):has-text("${told}")`);
    await page.waitForSelector('.tile-name:text-is("saw-2")');
  });
});
