import type { Pattern } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { dayBegan, isNewToday, sortPatterns } from './pattern-order.ts';

const pattern = (template: string, count: number, firstUs: number, lastUs: number): Pattern => ({
  template,
  count,
  severity: 9,
  codes: [],
  machines: [],
  firstUs,
  lastUs,
  example: 'node.1.1',
});
const patterns = [pattern('a', 3, 10, 20), pattern('b', 1, 15, 30), pattern('c', 2, 5, 6)];

test.each([
  ['count', 'acb'],
  ['first', 'bac'],
  ['last', 'bac'],
] as const)('by %s', (order, expected) => {
  expect(
    sortPatterns(patterns, order)
      .map(({ template }) => template)
      .join(''),
  ).toBe(expected);
});

test('new is only what was looked for further back', () => {
  const todayUs = dayBegan(Date.UTC(2026, 2, 2, 12) * 1000);
  expect(todayUs % 60e6).toBe(0);
  const today = pattern('a', 1, todayUs, todayUs);
  expect(isNewToday(today, { fromUs: todayUs - 1, exact: true }, todayUs)).toBe(true);
  expect(isNewToday(today, { fromUs: todayUs, exact: true }, todayUs)).toBe(false);
  expect(isNewToday(today, { fromUs: undefined, exact: true }, todayUs)).toBe(true);
  expect(isNewToday(today, { fromUs: undefined, exact: false }, todayUs)).toBe(false);
  const older = { ...today, firstUs: todayUs - 1 };
  expect(isNewToday(older, { fromUs: undefined, exact: true }, todayUs)).toBe(false);
});
