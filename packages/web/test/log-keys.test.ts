/** The keys of the log panel, in a real browser. */
import { expect, test } from 'vitest';
import { freshLogPage, rows } from './fresh-log-page.ts';

const log = freshLogPage();
const { open, indexes, until } = log;

test('j and k move, Enter opens, Escape closes, and the address is a permalink', async () => {
  await open();
  await log.page.keyboard.press('k');
  const selected = () => log.page.locator('.row[aria-selected=true]').getAttribute('data-id');
  const first = await selected();
  await log.page.keyboard.press('k');
  const second = await until(selected, (id) => id !== first);
  expect(Number(second!.split('.')[2])).toBe(Number(first!.split('.')[2]) - 1);
  await log.page.keyboard.press('Enter');
  await log.page.waitForSelector('.panel-title');
  expect(new URL(log.page.url()).pathname).toBe(`/events/${second}`);
  const link = log.page.url();
  await log.page.keyboard.press('Escape');
  await until(
    () => log.page.locator('.panel').count(),
    (count) => count === 0,
  );
  await log.page.goto(link);
  await log.page.waitForSelector('.panel-title');
  await log.page.waitForSelector(`.row[data-id="${second}"][aria-selected=true]`);
});

test('e finds the next error, also far away; typing is never taken', async () => {
  await open('/?level=developer&order=received');
  await log.page.keyboard.press('g');
  await until(indexes, (seen) => seen[0] === 1);
  await log.page.keyboard.press('j');
  const selected = () =>
    log.page
      .locator('.row[aria-selected=true]')
      .getAttribute('data-id', { timeout: 500 })
      .catch(() => '');
  await log.page.keyboard.press('e');
  await until(selected, (id) => id === 'node.1.314');
  await log.page.keyboard.press('e');
  await until(selected, (id) => id === 'node.1.641');
  await log.page.keyboard.press('E');
  await until(selected, (id) => id === 'node.1.314');
  await log.page.keyboard.press('/');
  await log.page.keyboard.type('jeGp?1');
  expect(await log.page.locator('#log-search').inputValue()).toBe('jeGp?1');
});

test('paging goes on after the scrollbar was dragged or a button pressed, and Enter then means the row', async () => {
  await open();
  const track = (await log.page.locator('.scrollbar').boundingBox())!;
  await log.page.mouse.click(track.x + 4, track.y + track.height / 2);
  await until(indexes, (seen) => seen.length > 20 && Math.abs(seen[0]! - rows / 2) < rows / 100);
  await log.page.keyboard.press('End');
  await until(indexes, (seen) => seen.at(-1) === rows);
  await log.page.getByRole('tab', { name: 'Developer' }).click();
  await log.page.keyboard.press('Home');
  await until(indexes, (seen) => seen[0] === 1);
  await log.page.getByRole('tab', { name: 'Developer' }).focus();
  await log.page.keyboard.press('ArrowDown');
  await log.page.keyboard.press('Enter');
  await log.page.waitForSelector('.panel-title');
});

test('n jumps to hits of a searched text and keeps the other rows', async () => {
  await open('/?level=developer&order=received&find=LUBRICATION');
  await log.page.keyboard.press('g');
  await until(indexes, (seen) => seen[0] === 1);
  await log.page.keyboard.press('n');
  const hit = () =>
    log.page
      .locator('.row[aria-selected=true] mark')
      .innerText({ timeout: 500 })
      .catch(() => '');
  await until(hit, (text) => text === 'LUBRICATION');
  expect((await indexes()).length).toBeGreaterThan(20);
});
