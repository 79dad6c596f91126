/** Ten million rows in a real browser, as the panel ships: any of them is reached. */
import { paths } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { freshLogPage, rowSelector, rows } from './fresh-log-page.ts';

const log = freshLogPage();
const { open, indexes, ids, place, until } = log;

test('the first rows are asked for before what draws them has come', async () => {
  let letCome = () => {};
  const held = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await log.page.route(/\/assets\/panel-/, async (route) => {
    await held;
    await route.continue();
  });
  const asked = log.page.waitForRequest((request) => new URL(request.url()).pathname === paths.events);
  const session = log.page.waitForRequest((request) => new URL(request.url()).pathname === paths.session);
  await log.page.goto(`${log.server.url}/?level=developer&order=received`, { waitUntil: 'commit' });
  await Promise.all([asked, session]);
  expect(await log.page.locator('.app').count()).toBe(0);
  letCome();
  await log.page.waitForSelector(rowSelector);
});

test('a menu opens with its first press, and closing gives the focus back to its button', async () => {
  await open();
  for (const [button, content] of [
    ['Time', '.moments'],
    ['Severity', '[role=menuitem]'],
    ['Menu', '[role=menuitem]'],
  ] as const) {
    await log.page.getByRole('button', { name: new RegExp(`^${button}`) }).click();
    await log.page.waitForSelector(content);
    await log.page.keyboard.press('Escape');
    await until(
      () => log.page.locator(content).count(),
      (count) => count === 0,
    );
    await until(
      () => log.page.evaluate(() => document.activeElement?.getAttribute('aria-haspopup')),
      (popup) => popup !== null,
    );
  }
});

test('any of them is reached: end, middle, beginning, and each row is the right one', async () => {
  await open();
  expect((await indexes()).at(-1)).toBe(rows);
  const track = (await log.page.locator('.scrollbar').boundingBox())!;
  const drag = async (share: number) => {
    const thumb = (await log.page.locator('.thumb').boundingBox())!;
    await log.page.mouse.move(thumb.x + 4, thumb.y + thumb.height / 2);
    await log.page.mouse.down();
    await log.page.mouse.move(thumb.x + 4, track.y + track.height * share, { steps: 12 });
    await log.page.mouse.up();
  };
  await drag(0.5);
  const middle = await until(
    indexes,
    (seen) => seen.length > 20 && Math.abs(seen[0]! - rows / 2) < rows / 100,
  );
  // The stand-in numbers its rows: the id says which row it is.
  expect(await ids()).toEqual((await indexes()).map((index) => `node.1.${index}`));
  expect(middle).toEqual(middle.map((_, offset) => middle[0]! + offset));
  await log.page.mouse.move(600, 600);
  for (let turn = 0; turn < 25; turn += 1) await log.page.mouse.wheel(0, 660);
  await until(indexes, (seen) => seen[0]! > middle[0]! + 600 && seen.length > 20);
  expect(await ids()).toEqual((await indexes()).map((index) => `node.1.${index}`));
  await drag(0);
  await until(indexes, (seen) => seen[0] === 1 && seen.length > 20);
  await log.page.keyboard.press('G');
  await until(indexes, (seen) => seen.at(-1) === rows);
  await log.page.keyboard.press('g');
  await until(indexes, (seen) => seen[0] === 1);
});

test('a text is read on without ranks, from the newest', async () => {
  await open('/?level=developer&order=received&text=tool');
  await until(place, (text) => /loaded/.test(text));
  for (let turn = 0; turn < 14; turn += 1) {
    await log.page.mouse.move(600, 600);
    await log.page.mouse.wheel(0, -660);
  }
  await until(place, (text) => Number(/[\d,]+/.exec(text)![0].replaceAll(',', '')) > 400);
  expect(
    await log.page.$$eval('.row[data-id] .cell-text', (all) =>
      all.every((row) => /tool/i.test(row.textContent)),
    ),
  ).toBe(true);
});
