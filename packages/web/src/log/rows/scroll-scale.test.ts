import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clampTop, lastTop, type ScrollScale, thumbOf, topOfThumb } from './scroll-scale.ts';

const scales: fc.Arbitrary<ScrollScale> = fc.record({
  total: fc.integer({ min: 0, max: 2_000_000_000 }),
  viewport: fc.double({ min: 1, max: 200, noNaN: true }),
  trackPx: fc.integer({ min: 40, max: 4000 }),
});
const part = fc.double({ min: 0, max: 1, noNaN: true });

describe('thumb and rank', () => {
  test('the thumb stays on its track and can be grasped', () => {
    fc.assert(
      fc.property(scales, part, (scale, at) => {
        const { offsetPx, lengthPx } = thumbOf(at * scale.total, scale);
        expect(lengthPx).toBeGreaterThanOrEqual(28);
        expect(offsetPx).toBeGreaterThanOrEqual(0);
        expect(offsetPx + lengthPx).toBeLessThanOrEqual(scale.trackPx + 1e-6);
      }),
    );
  });

  test('dragging to where the thumb is changes nothing', () => {
    fc.assert(
      fc.property(scales, part, (scale, at) => {
        const top = at * lastTop(scale);
        const back = topOfThumb(thumbOf(top, scale).offsetPx, scale);
        expect(Math.abs(back - top)).toBeLessThanOrEqual(Math.max(1, lastTop(scale)) * 1e-9);
      }),
    );
  });

  test('the ends of the track are the first and the last row, exactly', () => {
    fc.assert(
      fc.property(scales, (scale) => {
        expect(topOfThumb(-10, scale)).toBe(0);
        expect(topOfThumb(scale.trackPx + 10, scale)).toBe(scale.trackPx > 28 ? lastTop(scale) : 0);
      }),
    );
  });

  test('further down is never an older row', () => {
    fc.assert(
      fc.property(scales, part, part, (scale, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(topOfThumb(low * scale.trackPx, scale)).toBeLessThanOrEqual(
          topOfThumb(high * scale.trackPx, scale),
        );
      }),
    );
  });

  test('every row can be reached: a place is kept to a thousandth of a row among 2 thousand million', () => {
    fc.assert(
      fc.property(scales, fc.nat(), (scale, rank) => {
        const top = clampTop(rank + 0.125, scale);
        expect(top === rank + 0.125 || top === lastTop(scale)).toBe(true);
      }),
    );
  });
});
