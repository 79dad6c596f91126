import { expect, test } from 'vitest';
import { shiftAfter } from './shift-after.ts';

const shift = (start: string, end: string) => ({ name: 'x', start, end, breaks: [] });

test.each([
  [[], '06:00', '14:00'],
  [[shift('06:00', '14:00')], '14:00', '22:00'],
  [[shift('06:00', '14:00'), shift('14:00', '22:00')], '22:00', '06:00'],
  [[shift('22:00', '06:00')], '06:00', '14:00'],
  [[shift('00:00', '00:00')], '00:00', '00:00'],
] as const)('after %j comes %s to %s', (shifts, start, end) => {
  expect(
    shiftAfter(
      shifts.map((one) => ({ ...one, breaks: [] })),
      'next',
    ),
  ).toEqual({
    name: 'next',
    start,
    end,
    breaks: [],
  });
});
