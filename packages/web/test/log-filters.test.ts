/** What narrows the log panel, in a real browser. */
import { expect, test } from 'vitest';
import { freshLogPage, rowSelector, rows } from './fresh-log-page.ts';

const log = freshLogPage();
const { indexes, open, place, until } = log;

test('a machine, a severity and a text narrow the rows, and chips take them away', async () => {
  await open();
  await log.page.click('.tile:has-text("Lathe 1")');
  await until(
    () =>
      log.page.$$eval('.row[data-id] .cell-machine', (all) => [
        ...new Set(all.map((cell) => cell.textContent)),
      ]),
    (names) => names.length === 1 && names[0] === 'Lathe 1',
  );
  await log.page.getByRole('button', { name: 'Severity' }).click();
  await log.page.getByRole('menuitem', { name: 'Warning and above' }).click();
  await until(
    () => log.page.$$eval('.row[data-id] .severity', (all) => all.map((cell) => cell.textContent).join()),
    (text) => text !== '' && !/Info|Debug/.test(text),
  );
  expect(log.page.url()).toContain('minSeverity=13');
  await log.page.click('.chip:has-text("Lathe 1")');
  await until(
    () => Promise.resolve(log.page.url()),
    (url) => !url.includes('machine='),
  );
  expect(await log.page.locator('.chip').count()).toBe(1);
});

test('a list of values is narrowed by typing, and a pattern is chosen from the same field', async () => {
  await open();
  await log.page.getByRole('button', { name: /^Code/ }).click();
  const values = () => log.page.$$eval('.facet-name', (all) => all.map((value) => value.textContent));
  const all = await until(values, (seen) => seen.length > 3);
  await log.page.keyboard.type('mess');
  expect(await until(values, (seen) => seen.length < all.length)).toEqual(['machine.message']);
  await log.page.locator('.facet', { hasText: 'machine.message' }).click();
  await log.page.keyboard.press('Escape');
  await log.page.waitForSelector('.chip:has-text("machine.message")');
  await log.page.getByRole('button', { name: /^Code/ }).click();
  // What is chosen stands first.
  expect((await until(values, (seen) => seen.length > 3))[0]).toBe('machine.message');
  await log.page.keyboard.type('machine.*');
  await log.page.keyboard.press('Enter');
  await until(
    () => Promise.resolve(new URL(log.page.url()).searchParams.getAll('code')),
    (codes) => codes.join() === 'machine.message,machine.*',
  );
});

test('dragging over the histogram zooms, its reset undoes it, and the keyboard does the same', async () => {
  await open();
  await log.page.waitForFunction(() =>
    document.querySelector('.histogram-scale')?.textContent?.includes('per bar'),
  );
  const box = (await log.page.locator('.histogram-frame').boundingBox())!;
  await log.page.mouse.move(box.x + box.width * 0.4, box.y + 20);
  await log.page.mouse.down();
  await log.page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 5 });
  await log.page.mouse.up();
  const zoomed = await until(
    () => Promise.resolve(log.page.url()),
    (url) => /fromUs=\d+/.test(url) && /toUs=\d+/.test(url),
  );
  const span = new URL(zoomed).searchParams;
  expect(Number(span.get('toUs')) - Number(span.get('fromUs'))).toBeLessThan((rows * 50_000) / 8);
  const total = await until(place, (text) => /of [\d,]+/.test(text) && !text.includes('10,000,000'));
  expect(Number(/of ([\d,]+)/.exec(total)![1]!.replaceAll(',', ''))).toBeGreaterThan(rows / 20);
  await log.page.click('text=Reset zoom');
  await until(
    () => Promise.resolve(log.page.url()),
    (url) => !url.includes('fromUs'),
  );
  await log.page.locator('.histogram-frame').focus();
  for (const key of ['ArrowLeft', 'ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Enter'])
    await log.page.keyboard.press(key);
  await until(
    () => Promise.resolve(log.page.url()),
    (url) => url.includes('fromUs'),
  );
});

test('the counts stand beside the rows, a press adds a value, and the others follow the filter', async () => {
  await open();
  await log.page.keyboard.press('f');
  const panel = log.page.locator('.facet-panel');
  await panel.locator('.facet', { hasText: 'Lathe 1' }).waitFor();
  const codes = () =>
    panel.locator('details', { hasText: 'Code' }).locator('.facet-count').first().innerText();
  const before = await codes();
  await panel.locator('.facet', { hasText: 'Lathe 1' }).click();
  await until(
    () => Promise.resolve(log.page.url()),
    (url) => url.includes('machine=lathe-1'),
  );
  await until(codes, (count) => count !== before);
  // The machines themselves are still all there, to add another.
  expect(await panel.locator('.facet', { hasText: 'Mill 1' }).count()).toBe(1);
  await panel.getByRole('checkbox', { name: /Lathe 1/ }).focus();
  await log.page.keyboard.press('Space');
  await until(
    () => Promise.resolve(log.page.url()),
    (url) => !url.includes('machine='),
  );
  await log.page.reload();
  await panel.locator('.facet', { hasText: 'Lathe 1' }).waitFor();
  await log.page.keyboard.press('f');
  await panel.waitFor({ state: 'detached' });
});

test('on a phone the counts are a drawer over the rows, which Escape closes', async () => {
  await log.page.setViewportSize({ width: 390, height: 844 });
  await open();
  expect(await log.page.locator('.facet-panel').count()).toBe(0);
  await log.page.getByRole('button', { name: 'Counts' }).click();
  const panel = log.page.locator('.facet-panel');
  await panel.locator('.facet', { hasText: 'Lathe 1' }).waitFor();
  expect((await panel.boundingBox())!.height).toBe(844);
  expect((await panel.locator('.facet').first().boundingBox())!.height).toBeGreaterThanOrEqual(64);
  await log.page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
});

test('columns and room of the rows stand in the address', async () => {
  await open();
  const height = async () => (await log.page.locator(rowSelector).first().boundingBox())!.height;
  expect(await height()).toBe(22);
  await log.page.getByRole('button', { name: 'Layout' }).click();
  await log.page.getByRole('menuitem', { name: 'Hide column: Code' }).click();
  await until(
    () => log.page.locator('.row .cell-code').first().isVisible(),
    (seen) => !seen,
  );
  await log.page.getByRole('button', { name: 'Layout' }).click();
  await log.page.getByRole('menuitem', { name: 'Roomy rows' }).click();
  await until(height, (px) => px === 32);
  expect(new URL(log.page.url()).searchParams.toString()).toContain('density=roomy&hidden=code');
  const list = await indexes();
  expect(list.at(-1)).toBe(rows);
});
