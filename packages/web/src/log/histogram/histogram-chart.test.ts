import type { Histogram } from '@mantinel/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokens } from '../../shell/theme/tokens.ts';
import { barPx, bucketAt, drawHistogram, rangeOf, totalOf } from './histogram-chart.ts';

const none = [0, 0, 0, 0];
const histogram: Histogram = {
  fromUs: 1000,
  toUs: 1400,
  bucketUs: 100,
  series: {
    trace: none,
    debug: none,
    info: [5, 0, 1, 2],
    warn: [0, 0, 1, 0],
    error: none,
    fatal: [0, 0, 0, 1],
  },
};

test('a pixel means a bucket, also beyond the edges', () => {
  expect([-5, 0, 99, 100, 399, 400, 900].map((x) => bucketAt(histogram, x, 400))).toEqual([
    0, 0, 0, 1, 3, 3, 3,
  ]);
});

test('a selection is the same dragged from either end', () => {
  expect(rangeOf(histogram, 1, 2)).toEqual({ fromUs: 1100, toUs: 1300 });
  expect(rangeOf(histogram, 2, 1)).toEqual({ fromUs: 1100, toUs: 1300 });
});

test('a bucket counts all severities', () => {
  expect([0, 1, 2, 3].map((bucket) => totalOf(histogram, bucket))).toEqual([5, 0, 2, 3]);
});

test('a single event is seen beside a million, none is not, and more is never lower', () => {
  expect(barPx(1, 1_000_000, 60)).toBeGreaterThanOrEqual(1.5);
  expect(barPx(0, 1_000_000, 60)).toBe(0);
  fc.assert(
    fc.property(fc.nat(1e6), fc.nat(1e6), (a, b) => {
      const [few, many] = a < b ? [a, b] : [b, a];
      expect(barPx(few, many, 60)).toBeLessThanOrEqual(barPx(many, many, 60));
    }),
  );
});

test.each(['light', 'dark'] as const)('a fault is painted in the red that is legible in the %s', (scheme) => {
  const painted: string[] = [];
  const canvas = {
    fillStyle: '',
    clearRect: () => undefined,
    fillRect: () => painted.push(canvas.fillStyle),
  };
  const { p1Text, p2, barInfo, line } = tokens[scheme];
  drawHistogram(canvas as unknown as CanvasRenderingContext2D, histogram, {
    size: { widthPx: 400, heightPx: 60 },
    colours: tokens[scheme],
  });
  // Buckets from left to right, each from its worst upwards; last the ground line.
  expect(painted).toEqual([barInfo, p2, barInfo, p1Text, barInfo, line]);
});
