/** Shift calendars in order, of every shape, and the zones whose clocks do the oddest things. */
import fc from 'fast-check';
import {
  type CalendarException,
  checkCalendar,
  type ShiftCalendar,
  type ShiftPattern,
} from '../src/index.ts';

export const zones = [
  'UTC',
  'Europe/Bratislava',
  'America/New_York',
  // Half an hour of summer time.
  'Australia/Lord_Howe',
  // Two hours of it.
  'Antarctica/Troll',
  // Clocks change at midnight: some dates begin at 01:00.
  'America/Havana',
  'Asia/Beirut',
  // Left out a whole date, 2011-12-30.
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Africa/Casablanca',
];

const time = fc.nat(95).map((quarter) => {
  const minute = quarter * 15;
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
});
const pause = fc.record({ name: fc.constant('break'), start: time, end: time });
const pattern: fc.Arbitrary<ShiftPattern> = fc.record({
  name: fc.constantFrom('early', 'late', 'night'),
  start: time,
  end: time,
  breaks: fc.array(pause, { maxLength: 2 }),
  productionDay: fc.constantFrom('start', 'end'),
});
const weekly = fc
  .tuple(pattern, fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, 5, 6, 7), { minLength: 1 }))
  .map(([shift, weekdays]) => ({ ...shift, weekdays: weekdays as (1 | 2 | 3 | 4 | 5 | 6 | 7)[] }));
const exception = (date: string): fc.Arbitrary<CalendarException> =>
  fc.oneof(
    fc.constant({ kind: 'closed', date, reason: 'holiday' } as const),
    fc
      .tuple(fc.constantFrom('instead', 'extra'), fc.array(pattern, { maxLength: 2 }))
      .map(([kind, shifts]) => ({ kind, date, reason: 'orders', shifts })),
  );

/** Keeps of random parts those that leave the calendar in order: filtering whole calendars would reject nearly all. */
export const arbitraryCalendar = (exceptionDates: readonly string[]): fc.Arbitrary<ShiftCalendar> =>
  fc
    .record({
      timeZone: fc.constantFrom(...zones),
      weekly: fc.array(weekly, { maxLength: 5 }),
      exceptions: fc
        .subarray([...exceptionDates])
        .chain((dates) => fc.tuple(...dates.map((date) => exception(date)))),
    })
    .map(({ timeZone, ...parts }) => {
      let calendar: ShiftCalendar = { timeZone, weekly: [], exceptions: [] };
      const keep = (next: ShiftCalendar) => {
        const inOrder = checkCalendar(next).length === 0;
        if (inOrder) calendar = next;
        return inOrder;
      };
      for (const shift of parts.weekly) {
        const { weekly: before } = calendar;
        if (!keep({ ...calendar, weekly: [...before, shift] }))
          keep({ ...calendar, weekly: [...before, { ...shift, breaks: [] }] });
      }
      for (const one of parts.exceptions) keep({ ...calendar, exceptions: [...calendar.exceptions, one] });
      return calendar;
    });
