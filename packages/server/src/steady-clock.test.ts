import { expect, test } from 'vitest';
import { createLog } from './own-log/log.ts';
import { steadyNow, watchClock } from './steady-clock.ts';

const hourUs = 3_600_000_000;

test('what was seen to be over stays over when the clock is set back by an hour, not when it came back from 2099', () => {
  let now = 1_000 * hourUs;
  const steady = steadyNow(() => now);
  expect(steady()).toBe(1_000 * hourUs);
  now -= hourUs;
  expect(steady()).toBe(1_000 * hourUs);
  now += 3 * hourUs;
  expect(steady()).toBe(1_002 * hourUs);
  now = 1_000_000 * hourUs;
  steady();
  now = 1_003 * hourUs;
  expect(steady()).toBe(1_003 * hourUs);
});

test('a step of the clock is told with its direction, the passing of time is not', () => {
  let now = 1_000 * hourUs;
  let elapsed = 0;
  const told: { level: number; msg: string }[] = [];
  const log = createLog({
    write: () => undefined,
    record: (record) => told.push(record as never),
    nowUs: () => now,
  });
  const watch = watchClock({ nowUs: () => now, elapsedMs: () => elapsed, log });
  const pass = (seconds: number) => {
    now += seconds * 1_000_000;
    elapsed += seconds * 1000;
  };
  pass(600);
  expect(watch.look()).toBe(0);
  pass(10);
  now -= hourUs;
  expect(watch.look()).toBe(-3600);
  pass(10);
  now += hourUs;
  expect(watch.look()).toBe(3600);
  pass(10);
  expect(watch.look()).toBe(0);
  watch.stop();
  expect(told).toHaveLength(2);
  expect(told[0]!.msg).toContain('set back by about 60 min');
  expect(told[1]!.msg).toContain('forward by about 60 min');
});
