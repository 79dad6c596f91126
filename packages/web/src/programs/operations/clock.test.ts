import { expect, test } from 'vitest';
import { clock } from './clock.ts';

test.each([
  [0, '0.0 s'],
  [59.94, '59.9 s'],
  [59.96, '1:00 min'],
  [125, '2:05 min'],
  [3599.6, '1:00:00'],
  [3723, '1:02:03'],
])('%f s is %s', (seconds, text) => {
  expect(clock(seconds)).toBe(text);
});
