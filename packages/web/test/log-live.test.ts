/** What arrives while somebody looks, in a real browser. */
import { paths } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { freshLogPage, liveEvent, rowSelector } from './fresh-log-page.ts';

const log = freshLogPage();
const { open, until } = log;

test('an event appears at the end; paused it waits as "1 new"', async () => {
  await open();
  await until(
    () => Promise.resolve(log.server.streams()),
    (count) => count >= 1,
  );
  log.server.emit([liveEvent({ message: 'first live' })]);
  await log.page.waitForSelector('.row:has-text("first live")');
  await log.page.keyboard.press('p');
  await log.page.waitForSelector('text=Paused');
  log.server.emit([liveEvent({ message: 'second live' })]);
  await log.page.waitForSelector('.pill:has-text("1 new")');
  expect(await log.page.locator('.row:has-text("second live")').count()).toBe(0);
  await log.page.keyboard.press('p');
  await log.page.waitForSelector('.row:has-text("second live")');
});

test('what came between the first rows and the stream is not left out', async () => {
  log.server.cut(true);
  await open();
  log.server.emit([liveEvent({ message: 'said in between' })]);
  log.server.cut(false);
  await log.page.waitForSelector('.row:has-text("said in between")');
});

test('the counts of the levels move with what arrives, before the store is asked again', async () => {
  await open();
  const counts = () => log.page.$$eval('.level-count', (all) => all.map((count) => count.textContent));
  const counted = () => log.server.asked.filter((path) => path.startsWith(paths.eventCounts)).length;
  const before = await until(counts, (texts) => texts.length === 3 && texts.every((text) => text !== '…'));
  const asked = counted();
  const message = 'counted live';
  log.server.emit([
    liveEvent({ message, severity: 17, kind: 'condition' }),
    liveEvent({ message }),
    liveEvent({ message, severity: 5, kind: 'sample' }),
  ]);
  const number = (text: string | undefined) => Number(text?.replaceAll(',', ''));
  await until(counts, (texts) =>
    [1, 2, 3].every((more, at) => number(texts[at]) === number(before[at]) + more),
  );
  expect(counted()).toBe(asked);
  await until(
    () => Promise.resolve(counted()),
    (times) => times > asked,
  );
  expect((await counts()).map(number)).toEqual([1, 2, 3].map((more, at) => number(before[at]) + more));
});

test('what a slow screen missed is marked where it is missing', async () => {
  await open();
  await until(
    () => Promise.resolve(log.server.streams()),
    (count) => count >= 1,
  );
  log.server.emit([liveEvent({ message: 'after the hole' })], 1234);
  await log.page.waitForSelector('.row-missed:has-text("1,234 events missed")');
  await log.page.waitForSelector('.row:has-text("after the hole")');
});

test('a lost connection is said, nothing looks current, and it resumes after the last event', async () => {
  await open();
  await until(
    () => Promise.resolve(log.server.streams()),
    (count) => count >= 1,
  );
  log.server.emit([liveEvent({ message: 'before the cut' })]);
  await log.page.waitForSelector('.row:has-text("before the cut")');
  log.server.cut(true);
  await log.page.waitForSelector('.banner:has-text("Connection to Mantinel lost")');
  expect(await log.page.locator('.banner').innerText()).toMatch(/Last data \d+ s ago/);
  expect(await log.page.locator('.tile-running').count()).toBe(0);
  expect(await log.page.locator('.tile-stale').count()).toBe(6);
  log.server.cut(false);
  await until(
    () => log.page.locator('.banner').count(),
    (count) => count === 0,
  );
  expect(log.server.resumedAt.at(-1)).toMatch(/^1\.\d+$/);
});

test('a second tab shares the connection of the first', async () => {
  await open();
  await until(
    () => Promise.resolve(log.server.streams()),
    (count) => count === 1,
  );
  const second = await log.browser.context.newPage();
  await second.goto(`${log.server.url}/?level=developer&order=received`);
  await second.waitForSelector(rowSelector);
  log.server.emit([liveEvent({ message: 'seen by both' })]);
  await second.waitForSelector('.row:has-text("seen by both")');
  await log.page.bringToFront();
  await log.page.waitForSelector('.row:has-text("seen by both")');
  expect(log.server.streams()).toBe(1);
  await log.page.close();
  await second.bringToFront();
  await until(
    () => Promise.resolve([log.server.streams(), log.server.resumedAt.at(-1)]),
    ([open, resumed]) => open === 1 && resumed !== undefined,
    second,
  );
  log.server.emit([liveEvent({ message: 'after the leader left' })]);
  await second.waitForSelector('.row:has-text("after the leader left")');
  await second.close();
});

test('a thousand events a second leave the screen responsive and its memory bounded', async () => {
  await open();
  await until(
    () => Promise.resolve(log.server.streams()),
    (count) => count >= 1,
  );
  const timer = setInterval(
    () =>
      log.server.emit(
        Array.from({ length: 50 }, () => liveEvent({ kind: 'sample', severity: 5, message: '' })),
      ),
    50,
  );
  await log.page.waitForTimeout(3000);
  const started = Date.now();
  await log.page.keyboard.press('?');
  await log.page.waitForSelector('[role=dialog]');
  const tookMs = Date.now() - started;
  clearInterval(timer);
  // A bound against hanging, not a measure of speed: other work on the machine counts here too.
  expect(tookMs).toBeLessThan(4000);
  expect(await log.page.locator('.row').count()).toBeLessThan(80);
});

test('the demonstration, a full disk and a waiting database are said', async () => {
  await open();
  expect(await log.page.locator('.demo').innerText()).toBe('DEMO');
  await until(
    () => Promise.resolve(log.server.streams()),
    (count) => count >= 1,
  );
  log.server.setStatus({
    store: {
      state: 'unavailable',
      kind: 'embedded',
      waiting: ['sign-in'],
      behind: 0,
      problem: 'ECONNREFUSED',
    },
  });
  await log.page.waitForSelector('.banner-p2:has-text("Signing in and changes of settings wait for it")');
  await log.page.waitForSelector('.banner-p2 code:has-text("ECONNREFUSED")', { state: 'attached' });
  const waiting = ['a table stands still'];
  log.server.setStatus({ store: { state: 'ready', kind: 'embedded', waiting, behind: 7 } });
  await log.page.waitForSelector('.banner-p2:has-text("does not take up new events")');
  await log.page.waitForSelector('.banner-p2 code:has-text("a table stands still")', { state: 'attached' });
  log.server.setStatus({ store: { state: 'ready', kind: 'embedded', waiting: [], behind: 0 } });
  await until(
    () => log.page.locator('.banner').count(),
    (count) => count === 0,
  );
});
