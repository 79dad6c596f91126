/** The log panel on a phone, by day and by night. */
import { expect, test } from 'vitest';
import { freshLogPage, rowSelector, rows } from './fresh-log-page.ts';

const log = freshLogPage();
const { open, indexes, until } = log;

test('on a phone a row has room for a finger and tells its machine, and nothing is cut off at the side', async () => {
  await log.page.setViewportSize({ width: 390, height: 844 });
  await open();
  const row = log.page.locator(rowSelector).first();
  expect((await row.boundingBox())!.height).toBe(64);
  expect(await row.locator('.cell-machine').isVisible()).toBe(true);
  const indexed = await indexes();
  expect(indexed.at(-1)).toBeGreaterThanOrEqual(rows);
  // The newest row is seen whole.
  const [last, foot] = [
    await log.page.locator(rowSelector).last().boundingBox(),
    await log.page.locator('.status-line').boundingBox(),
  ];
  expect(last!.y + last!.height).toBeLessThanOrEqual(foot!.y + 1);
  expect(foot!.y + foot!.height).toBeLessThanOrEqual(844);
  for (const control of await log.page.locator('.level, .tail button, .tile, .filters .tool-button').all())
    expect((await control.boundingBox())!.height).toBeGreaterThanOrEqual(64);
  for (const within of ['.levels', '.log-bar', '.header', '.status-line'])
    expect(
      await log.page.locator(within).evaluate((element) => element.scrollWidth - element.clientWidth),
      within,
    ).toBeLessThanOrEqual(0);
  await log.page.mouse.move(200, 700);
  await log.page.mouse.wheel(0, -6400);
  await until(indexes, (seen) => seen[0] === indexed[0]! - 100);
});

test('dark and light follow the system, and the button changes it', async () => {
  await log.page.emulateMedia({ colorScheme: 'dark' });
  await open();
  const ground = () => log.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await ground()).toBe('rgb(43, 46, 49)');
  await log.page.getByRole('button', { name: 'Light or dark' }).click();
  await until(ground, (colour) => colour === 'rgb(220, 222, 224)');
  await log.page.getByRole('button', { name: 'Light or dark' }).click();
  await log.page.evaluate(() => localStorage.clear());
});
