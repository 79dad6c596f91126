import { expect, test } from 'vitest';
import { areaPx, contentPx, scrollPx } from './line-scale.ts';

test.each([10, 1000, 444_444, 5_000_000])(
  'both ends of %i lines are reached, and the way back is the same',
  (lines) => {
    const scale = { lines, rowPx: 18, viewPx: 540 };
    const area = areaPx(scale);
    expect(area).toBeLessThanOrEqual(8_000_000);
    expect(contentPx(0, scale)).toBe(0);
    expect(contentPx(area - 540, scale)).toBeCloseTo(Math.max(0, lines * 18 - 540), 3);
    for (const line of [0, 0.3, 0.9]) {
      const content = line * Math.max(0, lines * 18 - 540);
      expect(contentPx(scrollPx(content, scale), scale)).toBeCloseTo(content, 3);
    }
  },
);
