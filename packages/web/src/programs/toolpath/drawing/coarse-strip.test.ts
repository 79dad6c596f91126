import { expect, test } from 'vitest';
import { coarseStrip } from './coarse-strip.ts';

test('keeps every n-th, and where a path begins, changes and ends', () => {
  const kinds = Uint8Array.from([0, 2, 2, 2, 2, 2, 2, 1, 2, 2, 0, 2, 2, 2]);
  expect([...coarseStrip(kinds, 4)]).toEqual([0, 4, 6, 7, 8, 9, 10, 12, 13]);
});

test('keeps all at a step of one', () => {
  expect(coarseStrip(new Uint8Array(9).fill(2), 1)).toHaveLength(9);
});
