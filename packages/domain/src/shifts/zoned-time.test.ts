import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zonedTime } from './zoned-time.ts';

test('an instant in its zone, before and after the clocks change', () => {
  const { iso, text } = zonedTime('Europe/Bratislava');
  expect(iso(Date.parse('2026-10-25T00:59:59Z') * 1000 + 7)).toBe('2026-10-25T02:59:59.000007+02:00');
  expect(iso(Date.parse('2026-10-25T01:00:00Z') * 1000)).toBe('2026-10-25T02:00:00.000000+01:00');
  expect(text(Date.parse('2026-03-29T01:00:00Z') * 1000)).toBe('2026-03-29 03:00:00');
  expect(zonedTime('UTC').iso(1_000_000)).toBe('1970-01-01T00:00:01.000000Z');
  expect(zonedTime('UTC').iso(9e18)).toBe('9000000000000000000');
});

test('what is written is the same instant', () => {
  const zones = ['Europe/Bratislava', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'];
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 4_000_000_000_000 }), (zone, ms) => {
      expect(Date.parse(zonedTime(zone).iso(ms * 1000))).toBe(ms);
    }),
  );
});
