import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMoment } from './parse-moment.ts';

const now = new Date(2026, 2, 2, 14, 30).getTime() * 1000;
const local = (month: number, day: number, hour = 0, minute = 0) =>
  new Date(2026, month, day, hour, minute).getTime() * 1000;

test.each([
  ['15m', now - 15 * 60_000_000],
  ['2h', now - 7_200_000_000],
  ['1d', now - 86_400_000_000],
  ['06:05', local(2, 2, 6, 5)],
  ['2026-03-01', local(2, 1)],
  ['2026-03-01T06:00', local(2, 1, 6, 0)],
  ['2026-03-01T06:00:00Z', Date.UTC(2026, 2, 1, 6) * 1000],
  ['2026-03-01T06:00:00+01:00', Date.UTC(2026, 2, 1, 5) * 1000],
])('%s', (text, us) => {
  expect(parseMoment(text, now)).toBe(us);
});

test.each(['', 'yesterday', '15', '15x', '2026', '2026-13-40', '25:00x'])('%j is no moment', (text) => {
  expect(parseMoment(text, now)).toBeUndefined();
});

test('no text gives anything but a whole number of microseconds or nothing', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^\d{0,4}[-:smhdT]?\d{0,3}[-:]?\d{0,3}$/)),
      (text) => {
        const us = parseMoment(text, now);
        expect(us === undefined || Number.isFinite(us)).toBe(true);
      },
    ),
  );
});
