import { expect, test } from 'vitest';
import { traffic } from './give-way.ts';

const took = async (work: () => Promise<void>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

test('what can wait does so until the answers that are under way begin', async () => {
  const { enter, giveWay } = traffic();
  const answers = [enter(), enter()];
  let gone = false;
  const waiting = giveWay().then(() => {
    gone = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  answers[0]!();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(gone).toBe(false);
  answers[1]!();
  await waiting;
  // Said twice, by an answer that began and was then over.
  answers[1]!();
  expect(await took(giveWay)).toBeLessThan(50);
});

test('under questions without end it goes on all the same, and does not wait for what takes long by itself', async () => {
  let nowMs = 0;
  const { enter, giveWay } = traffic(() => nowMs++);
  enter();
  await giveWay();
  expect(nowMs).toBeGreaterThan(100);
  nowMs = 5000;
  const before = nowMs;
  await giveWay();
  expect(nowMs - before).toBeLessThan(10);
});
