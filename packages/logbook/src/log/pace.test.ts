import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pace } from './pace.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function isWaiting(promise: Promise<void>): Promise<boolean> {
  let waiting = true;
  void promise.then(() => {
    waiting = false;
  });
  await vi.advanceTimersByTimeAsync(0);
  return waiting;
}

test('nobody waits below the limit', async () => {
  expect(await isWaiting(pace(4).wait(3))).toBe(false);
});

test('at the limit a segment waits until an older one has gone', async () => {
  const { wait, release } = pace(4);
  const waiting = wait(4);
  expect(await isWaiting(waiting)).toBe(true);
  release();
  expect(await isWaiting(waiting)).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

test('a rewriter that gets nowhere slows recording and does not stop it', async () => {
  const waiting = pace(4).wait(100);
  await vi.advanceTimersByTimeAsync(4999);
  expect(await isWaiting(waiting)).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(await isWaiting(waiting)).toBe(false);
});
