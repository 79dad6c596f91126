import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zones } from '../../test/arbitrary-calendar.ts';
import { dateOf, dayOf, minuteOf, weekdayOf } from './local-day.ts';
import { zoneClock } from './zone-clock.ts';

const us = (iso: string) => Date.parse(iso) * 1000;
const instant = (zone: string, date: string, time: string) =>
  new Date(zoneClock(zone)!.instantUs(dayOf(date), minuteOf(time)) / 1000).toISOString();

describe('local time of a zone', () => {
  test.each([
    // An ordinary day, then the two changes of 2026 in Central Europe: 02:00 → 03:00 and 03:00 → 02:00.
    ['Europe/Bratislava', '2026-07-01', '06:30', '2026-07-01T04:30:00.000Z'],
    ['Europe/Bratislava', '2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
    ['Europe/Bratislava', '2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
    ['Europe/Bratislava', '2026-03-29', '02:30', '2026-03-29T01:00:00.000Z'],
    ['Europe/Bratislava', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    ['Europe/Bratislava', '2026-03-29', '03:01', '2026-03-29T01:01:00.000Z'],
    ['Europe/Bratislava', '2026-10-25', '02:00', '2026-10-25T00:00:00.000Z'],
    ['Europe/Bratislava', '2026-10-25', '02:59', '2026-10-25T00:59:00.000Z'],
    ['Europe/Bratislava', '2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
    ['America/Havana', '2026-03-08', '00:00', '2026-03-08T05:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z'],
    // The date that Samoa left out is one moment.
    ['Pacific/Apia', '2011-12-30', '12:00', '2011-12-30T10:00:00.000Z'],
    ['Asia/Kathmandu', '2026-01-01', '00:00', '2025-12-31T18:15:00.000Z'],
  ])('%s, %s %s', (zone, date, time, expected) => {
    expect(instant(zone, date, time)).toBe(expected);
  });

  test('a name that is no zone has no clock', () => {
    expect(zoneClock('Europe/Atlantis')).toBeUndefined();
  });

  test('dates and weekdays', () => {
    expect(weekdayOf(dayOf('2026-10-25'))).toBe(7);
    expect(weekdayOf(dayOf('1969-12-31'))).toBe(3);
    for (const bad of ['2026-02-30', '2026-13-01', '2026-1-1', 'today', '2026-01-01T00:00'])
      expect(dayOf(bad), bad).toBeNaN();
    for (const bad of ['24:00', '6:30', '06:60', '']) expect(minuteOf(bad), bad).toBeNaN();
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => dayOf(dateOf(day)) === day),
    );
  });
});

/** 1970 to 2037: what zone rules are known for. */
const anyMoment = fc.integer({
  min: us('1970-01-03T00:00:00Z') / 60_000_000,
  max: us('2037-01-01T00:00:00Z') / 60_000_000,
});
/** Near a change more often than chance would have it. */
const moment = fc.oneof(
  anyMoment,
  fc
    .tuple(
      fc.constantFrom(
        '2026-03-29T01:00Z',
        '2026-10-25T01:00Z',
        '2026-03-08T05:00Z',
        '2011-12-30T10:00Z',
        '2026-04-04T15:00Z',
      ),
      fc.integer({ min: -1600, max: 1600 }),
    )
    .map(([change, minutes]) => us(change) / 60_000_000 + minutes),
);

describe.each(zones)('%s', (zone) => {
  const clock = zoneClock(zone)!;

  test('instant → local → instant comes back, or to the first of two equal local times', () => {
    fc.assert(
      fc.property(moment, (minutes) => {
        const timeUs = minutes * 60_000_000;
        const { day, minute } = clock.local(timeUs);
        const back = clock.instantUs(day, minute);
        expect(back).toBeLessThanOrEqual(timeUs);
        if (back !== timeUs) {
          expect(clock.local(back)).toEqual({ day, minute });
          expect(timeUs - back).toBeLessThanOrEqual(2 * 3600 * 1e6);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a later local time is never an earlier instant', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 3000 }), (minutes, step) => {
        const { day, minute } = clock.local(minutes * 60_000_000);
        const whole = Math.floor(minute);
        expect(clock.instantUs(day, whole + step)).toBeGreaterThanOrEqual(clock.instantUs(day, whole));
      }),
      { numRuns: 300 },
    );
  });

  test('local → instant → local comes back, or to the end of what the change left out', () => {
    fc.assert(
      fc.property(moment, fc.nat(1439), (minutes, minute) => {
        const { day } = clock.local(minutes * 60_000_000);
        const at = clock.local(clock.instantUs(day, minute));
        const later = (at.day - day) * 1440 + at.minute - minute;
        expect(later).toBeGreaterThanOrEqual(0);
        if (later === 0) return;
        // One millisecond earlier the clock stood before the gap.
        const before = clock.local(clock.instantUs(day, minute) - 1000);
        expect((before.day - day) * 1440 + before.minute - minute).toBeLessThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
