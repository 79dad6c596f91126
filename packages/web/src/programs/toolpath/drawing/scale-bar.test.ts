import { expect, test } from 'vitest';
import { lengthText, scaleBarOf } from './scale-bar.ts';

test('is of a round length and fits', () => {
  for (const mmPerPx of [1e-5, 0.0021, 0.07, 0.3, 1, 4.7, 900]) {
    const { mm, px } = scaleBarOf(mmPerPx, 140);
    expect(px).toBeLessThanOrEqual(140);
    expect(px).toBeGreaterThan(140 * 0.39);
    expect(px * mmPerPx).toBeCloseTo(mm, 9);
    expect(mm.toPrecision(1)).toMatch(/^[125]|0\.0*[125]$/);
  }
});

test.each([
  [0.002, '2 µm'],
  [0.05, '0.05 mm'],
  [20, '20 mm'],
  [2000, '2 m'],
])('%f mm is read %s', (mm, text) => {
  expect(lengthText(mm)).toBe(text);
});
