import { expect, test } from 'vitest';
import { edgeText } from './time-text.ts';

const us = new Date(2026, 10, 23, 14, 3, 22, 125).getTime() * 1000;

test.each([
  [30 * 86_400e6, '2026-11-23 14:03'],
  [3600e6, '2026-11-23 14:03:22'],
  [2e6, '2026-11-23 14:03:22.125'],
])('an edge of a span of %i µs tells what sets it apart from the other', (spanUs, text) => {
  expect(edgeText(us, spanUs)).toBe(text);
});
