import { expect, test } from 'vitest';
import { quietUntil } from './quiet-hours.ts';

const zone = 'Europe/Bratislava';
const us = (iso: string) => Date.parse(iso) * 1000;
const night = { from: '22:00', to: '06:00' };

test('over midnight, to the minute, by the clock of the plant', () => {
  expect(quietUntil(night, zone, us('2026-07-01T21:59:59+02:00'))).toBeUndefined();
  expect(quietUntil(night, zone, us('2026-07-01T22:00+02:00'))).toBe(us('2026-07-02T06:00+02:00'));
  expect(quietUntil(night, zone, us('2026-07-02T05:59:59+02:00'))).toBe(us('2026-07-02T06:00+02:00'));
  expect(quietUntil(night, zone, us('2026-07-02T06:00+02:00'))).toBeUndefined();
  expect(quietUntil({ from: '12:00', to: '13:00' }, zone, us('2026-07-02T12:30+02:00'))).toBe(
    us('2026-07-02T13:00+02:00'),
  );
});

test('the night in which the clocks change ends when the clock says so', () => {
  expect(quietUntil(night, zone, us('2026-03-28T23:00Z'))).toBe(us('2026-03-29T04:00Z'));
  expect(quietUntil(night, zone, us('2026-10-24T23:00Z'))).toBe(us('2026-10-25T05:00Z'));
});
