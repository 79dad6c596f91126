import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaleOf, shareOf, ticksOf, valueAt } from './scale.ts';

const positive = fc.double({ min: 1e-3, max: 1e5, noNaN: true });

test('every value lies on its axis, and is found again there', () => {
  fc.assert(
    fc.property(fc.array(positive, { minLength: 1, maxLength: 20 }), fc.boolean(), (values, log) => {
      const scale = scaleOf(values, log);
      for (const value of values) {
        const share = shareOf(scale, value);
        expect(share).toBeGreaterThanOrEqual(-1e-9);
        expect(share).toBeLessThanOrEqual(1 + 1e-9);
        expect(valueAt(scale, share)).toBeCloseTo(value, value > 100 ? 3 : 6);
      }
      const ticks = ticksOf(scale);
      expect(ticks.length).toBeGreaterThan(0);
      expect(ticks.length).toBeLessThan(25);
      for (const tick of ticks) {
        expect(tick).toBeGreaterThanOrEqual(scale.from);
        expect(tick).toBeLessThanOrEqual(scale.to);
      }
    }),
  );
});

test('values that only the noise of arithmetic tells apart share an axis as one value does', () => {
  const scale = scaleOf([0.001, 0.0010000000000000002], false);
  expect(scale.to - scale.from).toBeCloseTo(0.00008, 8);
  expect(ticksOf(scale).length).toBeLessThan(25);
  expect(ticksOf(scaleOf([1000.01, 1000.03], false))).toEqual([
    1000.01, 1000.015, 1000.02, 1000.025, 1000.03,
  ]);
});

test('an axis of hundreds is marked in hundreds, a logarithmic one in 1, 2 and 5', () => {
  expect(ticksOf({ log: false, from: 0, to: 500 })).toEqual([0, 100, 200, 300, 400, 500]);
  expect(ticksOf({ log: true, from: 1, to: 100 })).toEqual([1, 2, 5, 10, 20, 50, 100]);
  expect(scaleOf([-5, 0], true)).toEqual({ log: true, from: 1, to: 10 });
});
