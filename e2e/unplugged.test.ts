/** What the screen says when something is pulled out: the machine, the database, the product itself. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AdapterStandIn, openAdapterStandIn } from '@mantinel/connectors/adapter-stand-in';
import { EventCounts } from '@mantinel/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { allEvents } from './support/all-events.ts';
import { newDirectory, type Product, removeDirectory, startProduct } from './support/product.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = join(root, 'packages/cli/bin/mantinel.mjs');

let directory = '';
let product: Product;
let browser: Awaited<ReturnType<typeof startChromium>>;
let adapter: AdapterStandIn;
let page: Page;

beforeAll(async () => {
  directory = await newDirectory();
  adapter = await openAdapterStandIn();
  adapter.onConnect('2026-11-23T10:00:00Z|execution|ACTIVE\n');
  const machine = { connector: 'shdr', id: 'mill', name: 'Mill 1', host: '127.0.0.1', port: adapter.port };
  product = await startProduct({
    directory,
    config: JSON.stringify({ data: './data', machines: [machine] }),
  });
  browser = await startChromium();
  const [name, value] = product.cookie.split('=') as [string, string];
  await browser.context.addCookies([{ name, value, url: product.url }]);
  page = await browser.context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${product.url}/?level=technical&order=received`);
  await page.waitForSelector('.tile-running:has-text("Mill 1")');
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await adapter?.close();
  await removeDirectory(directory);
});

const say = (text: string) => adapter.send(`2026-11-23T10:00:01Z|program|${text}\n`);

/** The database's processes, the one that started the others first. */
function databaseProcesses(): number[] {
  const [pidFile] = globSync(join(directory, 'data/postgres/**/postmaster.pid'));
  const postmaster = Number(readFileSync(pidFile!, 'utf8').split('\n')[0]);
  const all = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .stdout.split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return [postmaster, ...all.filter(([, parent]) => parent === postmaster).map(([pid]) => pid!)];
}

/** Another start beside the running one: it ends by itself and says why. */
function startBeside(cwd: string, ...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'start', ...args], {
    ...{ cwd, encoding: 'utf8', timeout: 20_000 },
    env: { ...process.env, NO_COLOR: '1', DATABASE_URL: '' },
  });
  return { status, said: stdout + stderr };
}

test('a machine that is gone is hatched within seconds, and operators read why', async () => {
  await adapter.leave();
  await page.waitForSelector('.tile-stale:has-text("Offline")', { timeout: 5000 });
  await page.click('[role=tab]:has-text("Operator")');
  await page.waitForSelector('.row:has-text("Connection to Mill 1 lost")');
  await page.click('.row:has-text("Connection to Mill 1 lost")');
  await page.waitForSelector('.panel:has-text("Check that the machine, its adapter and the network are on")');
  await page.keyboard.press('Escape');
  await adapter.listen();
  await page.waitForSelector('.tile-running:has-text("Mill 1")');
  await page.click('[role=tab]:has-text("Technical")');
}, 40_000);

test('a killed database comes back by itself, the tail runs on meanwhile, and no banner stays', async () => {
  const [killed] = databaseProcesses();
  const since = product.output().length;
  const said = () => product.output().slice(since);
  process.kill(killed!, 'SIGKILL');
  await expect.poll(said, { timeout: 20_000 }).toContain('[store.unavailable]');
  say('O1234');
  await page.waitForSelector('.row:has-text("O1234")', { timeout: 3000 });
  await expect.poll(said, { timeout: 40_000 }).toContain('the database is ready');
  expect(databaseProcesses()[0]).not.toBe(killed);
  await page.waitForSelector('.banner', { state: 'detached' });
}, 70_000);

// Windows cannot hold a process from outside.
test.skipIf(process.platform === 'win32')(
  'a database that hangs is said with what waits for it, and live rows go on arriving',
  async () => {
    const held = databaseProcesses();
    expect(held.length).toBeGreaterThan(3);
    for (const pid of held) process.kill(pid, 'SIGSTOP');
    try {
      const banner = page.locator('.banner-p2:has-text("The database is not answering")');
      await banner.waitFor({ timeout: 10_000 });
      expect(await banner.innerText()).toContain('Signing in and changes of settings wait for it');
      say('O4321');
      await page.waitForSelector('.row:has-text("O4321")', { timeout: 3000 });
      await page.waitForSelector('.tile-running:has-text("Mill 1")');
      await banner.locator('summary').click();
      await page.waitForSelector('.banner code:has-text("database")');
      const operator = await page.context().newPage();
      await operator.goto(`${product.url}/operator`);
      await operator.waitForSelector('.banner:has-text("The database is not answering")', {
        timeout: 10_000,
      });
      await operator.close();
    } finally {
      for (const pid of held) process.kill(pid, 'SIGCONT');
    }
    await page.waitForSelector('.banner', { state: 'detached', timeout: 20_000 });
    say('O4322');
    await page.waitForSelector('.row:has-text("O4322")', { timeout: 3000 });
  },
  60_000,
);

test('a second product on the same data, or at the same port, says so and ends', async () => {
  const config = join(directory, 'mantinel.yaml');
  const sameData = startBeside(directory, '--config', config, '--port', '0');
  expect(sameData.status).not.toBe(0);
  expect(sameData.said).toMatch(/already|another|in use/i);
  const elsewhere = await newDirectory();
  const samePort = startBeside(elsewhere, '--port', new URL(product.url).port);
  await removeDirectory(elsewhere);
  expect(samePort.status).not.toBe(0);
  expect(samePort.said).toContain(new URL(product.url).port);
}, 50_000);

test('killed and started again it has lost nothing, and the page comes back by itself', async () => {
  say('O9999');
  await page.waitForSelector('.row:has-text("O9999")');
  const before = (await product.get('/api/v1/events/counts', EventCounts)).total;
  const { port } = new URL(product.url);
  await product.kill();
  await page.waitForSelector('.banner:has-text("Connection to Mantinel lost")');
  const args = ['--config', join(directory, 'mantinel.yaml')];
  product = await startProduct({ directory, args, port: Number(port) });
  await page.waitForSelector('.banner', { state: 'detached', timeout: 30_000 });
  await page.waitForSelector('.tile-running:has-text("Mill 1")');
  say('O10000');
  await page.waitForSelector('.row:has-text("O10000")');
  const events = await allEvents(product, 'order=received');
  expect(events.length).toBeGreaterThanOrEqual(before);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  expect(events.some(({ attributes }) => attributes.value === 'O9999')).toBe(true);
}, 90_000);
