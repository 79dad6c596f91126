import type { AppError } from '@mantinel/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenRate } from './token-rate.ts';

const secondUs = 1_000_000;

function rig(limit: number, capacity?: number) {
  let now = 1_000 * 60 * secondUs;
  const rate = tokenRate({ nowUs: () => now, limit, ...(capacity === undefined ? {} : { capacity }) });
  return {
    pass: (seconds: number) => {
      now += seconds * secondUs;
    },
    /** Seconds to wait; 0 when let through. */
    take: (token = 'a') => {
      try {
        rate.take(token);
        return 0;
      } catch (error) {
        expect(error).toMatchObject({ code: 'token.rateLimited', status: 429 });
        return Number((error as AppError).data.seconds);
      }
    },
  };
}

test('so many a minute, also across the edge of a minute, and each token for itself', () => {
  const { take, pass } = rig(10);
  pass(50);
  for (let asked = 0; asked < 10; asked++) expect(take()).toBe(0);
  expect(take()).toBeGreaterThan(0);
  expect(take('b')).toBe(0);
  // A new minute on the clock is no new minute for the token.
  pass(11);
  expect(take()).toBe(0);
  expect(take()).toBeGreaterThan(0);
  pass(120);
  for (let asked = 0; asked < 10; asked++) expect(take()).toBe(0);
});

test('whoever waits as told is let through', () => {
  const steps = fc.array(fc.record({ pause: fc.nat(70), asks: fc.integer({ min: 1, max: 30 }) }), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), steps, (limit, all) => {
      const { take, pass } = rig(limit);
      for (const { pause, asks } of all) {
        pass(pause);
        for (let asked = 0; asked < asks; asked++) {
          const seconds = take();
          if (seconds === 0) continue;
          expect(seconds).toBeLessThanOrEqual(121);
          pass(seconds);
          expect(take()).toBe(0);
        }
      }
    }),
  );
});

test('more tokens than are remembered begin anew', () => {
  const { take } = rig(1, 2);
  expect([take('a'), take('b'), take('c')]).toEqual([0, 0, 0]);
  expect(take('c')).toBeGreaterThan(0);
  expect(take('a')).toBe(0);
});
