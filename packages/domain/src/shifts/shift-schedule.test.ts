import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryCalendar } from '../../test/arbitrary-calendar.ts';
import { checkCalendar } from './check-calendar.ts';
import { dateOf, dayOf } from './local-day.ts';
import type { ShiftCalendar, ShiftPattern, Weekday } from './shift-calendar.ts';
import { shiftSchedule } from './shift-schedule.ts';
import { zoneClock } from './zone-clock.ts';

const hourUs = 3_600_000_000;
const us = (iso: string) => Date.parse(iso) * 1000;
const everyDay: Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const shift = (name: string, start: string, end: string, more: Partial<ShiftPattern> = {}): ShiftPattern => ({
  name,
  start,
  end,
  breaks: [],
  ...more,
});
const threeShifts: ShiftCalendar = {
  timeZone: 'Europe/Bratislava',
  weekly: [
    shift('early', '06:00', '14:00', { breaks: [{ name: 'lunch', start: '11:00', end: '11:30' }] }),
    shift('late', '14:00', '22:00'),
    shift('night', '22:00', '06:00', { breaks: [{ name: 'night meal', start: '02:15', end: '02:45' }] }),
  ].map((pattern) => ({ ...pattern, weekdays: everyDay })),
  exceptions: [],
};

describe('three shifts in Bratislava', () => {
  const schedule = shiftSchedule(threeShifts);

  test('a stop at 01:30 belongs to the night that began at 22:00, and to its day', () => {
    expect(schedule.at(us('2026-07-02T01:30+02:00'))).toMatchObject({
      name: 'night',
      productionDay: '2026-07-01',
      startUs: us('2026-07-01T22:00+02:00'),
      endUs: us('2026-07-02T06:00+02:00'),
    });
    expect(schedule.at(us('2026-07-02T06:00+02:00'))).toMatchObject({
      name: 'early',
      productionDay: '2026-07-02',
    });
    expect(schedule.at(us('2026-07-02T06:00+02:00') - 1)).toMatchObject({ name: 'night' });
  });

  test('the night of the change has 7 hours in spring and 9 in autumn, and the day 23 and 25', () => {
    const hours = (iso: string) => {
      const { startUs, endUs } = schedule.at(us(iso))!;
      return (endUs - startUs) / hourUs;
    };
    expect(hours('2026-03-28T23:00Z')).toBe(7);
    expect(hours('2026-10-24T23:00Z')).toBe(9);
    const planned = (date: string) => {
      const clock = zoneClock('Europe/Bratislava')!;
      const day = dayOf(date);
      const { operationUs, breakUs, busyUs } = schedule.planned(
        clock.instantUs(day, 0),
        clock.instantUs(day + 1, 0),
      );
      return [operationUs / hourUs, breakUs / hourUs, busyUs / hourUs];
    };
    expect(planned('2026-03-28')).toEqual([24, 1, 23]);
    // The night meal lay in the hour that was left out.
    expect(planned('2026-03-29')).toEqual([23, 0.5, 22.5]);
    // It is held once, when 02:15 is first.
    expect(planned('2026-10-25')).toEqual([25, 1, 24]);
  });

  test('a range takes the shifts it touches, whole, and half-open ends', () => {
    const names = (from: string, to: string) => schedule.between(us(from), us(to)).map(({ name }) => name);
    expect(names('2026-07-01T05:00+02:00', '2026-07-01T14:00+02:00')).toEqual(['night', 'early']);
    expect(names('2026-07-01T14:00+02:00', '2026-07-01T14:00+02:00')).toEqual([]);
    expect(schedule.planned(us('2026-07-01T11:15+02:00'), us('2026-07-01T12:00+02:00'))).toEqual({
      operationUs: 0.75 * hourUs,
      breakUs: 0.25 * hourUs,
      busyUs: 0.5 * hourUs,
    });
  });
});

describe('exceptions', () => {
  const oneShift: ShiftCalendar = {
    timeZone: 'Europe/Bratislava',
    weekly: [{ ...shift('night', '22:00', '06:00', { productionDay: 'end' }), weekdays: [7, 1, 2, 3, 4] }],
    exceptions: [
      { kind: 'closed', date: '2026-12-24', reason: 'Christmas Eve' },
      { kind: 'extra', date: '2026-12-19', reason: 'orders', shifts: [shift('saturday', '06:00', '12:00')] },
      {
        kind: 'instead',
        date: '2026-12-21',
        reason: 'stocktaking',
        shifts: [shift('count', '08:00', '16:00')],
      },
    ],
  };
  const schedule = shiftSchedule(oneShift);
  const on = (iso: string) => schedule.at(us(iso))?.name;

  test('a holiday, an extra shift, another shift', () => {
    expect(checkCalendar(oneShift)).toEqual([]);
    // Begun the evening before, it goes on into the holiday.
    expect(on('2026-12-24T03:00+01:00')).toBe('night');
    expect(on('2026-12-24T23:00+01:00')).toBeUndefined();
    expect(on('2026-12-19T07:00+01:00')).toBe('saturday');
    expect(on('2026-12-21T09:00+01:00')).toBe('count');
    expect(on('2026-12-21T23:00+01:00')).toBeUndefined();
  });

  test('Sunday night counts to Monday where the shop counts so', () => {
    expect(schedule.at(us('2026-12-06T23:00+01:00'))).toMatchObject({ productionDay: '2026-12-07' });
  });

  test.each([
    // Clocks go from 02:00 to 03:00 in the night shift, and its break at 02:15 is left out with that hour.
    ['2026-03-28', 'spring', 7, [0.5, 0.75, 0]],
    // They go from 03:00 to 02:00: the night is an hour longer, and its break is taken at the first 02:15 of the two.
    ['2026-10-24', 'autumn', 9, [0.5, 0.75, 0.5]],
  ])(
    'several shifts with breaks on %s, when the clock changes in %s',
    (date, _season, nightHours, breaks) => {
      const shifts = [
        shift('a', '06:00', '13:00', { breaks: [{ name: 'meal', start: '09:00', end: '09:30' }] }),
        shift('b', '13:00', '22:00', { breaks: [{ name: 'meal', start: '17:00', end: '17:45' }] }),
        shift('c', '22:00', '06:00', { breaks: [{ name: 'meal', start: '02:15', end: '02:45' }] }),
      ];
      const day: ShiftCalendar['exceptions'] = [{ kind: 'instead', date, reason: 'order', shifts }];
      const sunday = dateOf(dayOf(date) + 1);
      const closed = { kind: 'closed' as const, date: sunday, reason: '' };
      const calendar = { ...threeShifts, exceptions: [...day, closed] };
      expect(checkCalendar(calendar)).toEqual([]);
      const clock = zoneClock('Europe/Bratislava')!;
      const found = shiftSchedule(calendar)
        .between(clock.instantUs(dayOf(date), 6 * 60), clock.instantUs(dayOf(date) + 2, 0))
        .filter(({ productionDay }) => productionDay === date);
      expect(found.map(({ name, startUs, endUs }) => [name, (endUs - startUs) / hourUs])).toEqual([
        ['a', 7],
        ['b', 9],
        ['c', nightHours],
      ]);
      expect(
        found.map((one) =>
          one.breaks.reduce((sum, { startUs, endUs }) => sum + (endUs - startUs) / hourUs, 0),
        ),
      ).toEqual(breaks);
    },
  );
});

test('a shift that ends at midnight has not passed it', () => {
  const late = { ...shift('late', '16:00', '00:00', { productionDay: 'end' }), weekdays: everyDay };
  const schedule = shiftSchedule({ timeZone: 'UTC', weekly: [late], exceptions: [] });
  expect(schedule.at(us('2026-07-01T23:00Z'))).toMatchObject({ productionDay: '2026-07-01' });
});

describe('what is wrong with a calendar is told', () => {
  const problems = (change: Partial<ShiftCalendar>) =>
    checkCalendar({ ...threeShifts, ...change }).map(({ problem }) => problem);
  const monday = (...patterns: ShiftPattern[]) => ({
    weekly: patterns.map((pattern) => ({ ...pattern, weekdays: [1] as Weekday[] })),
  });
  test.each([
    ['unknownTimeZone', { timeZone: 'Europe/Atlantis' }],
    ['notADate', { exceptions: [{ kind: 'closed', date: '2026-02-30', reason: '' }] }],
    [
      'dateTwice',
      { exceptions: [1, 2].map(() => ({ kind: 'closed' as const, date: '2026-01-01', reason: '' })) },
    ],
    ['notATime', monday(shift('x', '25:00', '06:00'))],
    [
      'breakOutsideShift',
      monday(shift('x', '06:00', '14:00', { breaks: [{ name: 'b', start: '14:00', end: '14:30' }] })),
    ],
    [
      'breaksOverlap',
      monday(
        shift('x', '06:00', '14:00', {
          breaks: [
            { name: 'a', start: '09:00', end: '09:30' },
            { name: 'b', start: '09:15', end: '09:45' },
          ],
        }),
      ),
    ],
    ['shiftsOverlap', monday(shift('x', '06:00', '14:00'), shift('y', '13:00', '22:00'))],
    // Over the end of the week: Sunday's night runs into Monday's early shift.
    [
      'shiftsOverlap',
      {
        weekly: [
          { ...shift('night', '22:00', '06:00'), weekdays: [7] },
          { ...shift('early', '05:00', '13:00'), weekdays: [1] },
        ],
      },
    ],
    [
      'shiftsOverlap',
      {
        exceptions: [
          { kind: 'extra', date: '2026-01-01', reason: '', shifts: [shift('x', '10:00', '11:00')] },
        ],
      },
    ],
    // It begins while the night of the evening before still runs.
    [
      'shiftsOverlap',
      {
        ...{ weekly: [{ ...shift('night', '22:00', '06:00'), weekdays: [3] }] },
        exceptions: [
          { kind: 'extra', date: '2026-01-01', reason: '', shifts: [shift('x', '05:00', '09:00')] },
        ],
      },
    ],
    // It still runs when the next morning begins.
    [
      'shiftsOverlap',
      {
        ...{ weekly: [{ ...shift('early', '06:00', '14:00'), weekdays: [5] }] },
        exceptions: [
          { kind: 'instead', date: '2026-01-01', reason: '', shifts: [shift('x', '22:00', '07:00')] },
        ],
      },
    ],
  ] satisfies [string, Partial<ShiftCalendar>][])('%s', (problem, change) => {
    expect(problems(change)).toContain(problem);
  });
});

/** Around the changes of every zone of the list, in 2026 and for Samoa in 2011. */
const interesting = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-25', '2026-11-01', '2011-12-30'];
const around = fc
  .constantFrom(...interesting)
  .chain((date) =>
    fc.tuple(
      arbitraryCalendar([-1, 0, 1].map((step) => dateOf(dayOf(date) + step))),
      fc.constant(us(`${date}T00:00Z`)),
      fc.integer({ min: -72 * 60, max: 72 * 60 }),
      fc.integer({ min: 1, max: 96 * 60 }),
    ),
  );

describe('any calendar, over any clock change', () => {
  const eachCase = (
    check: (schedule: ReturnType<typeof shiftSchedule>, fromUs: number, toUs: number) => void,
  ) =>
    fc.assert(
      fc.property(around, ([calendar, baseUs, minutes, length]) => {
        const fromUs = baseUs + minutes * 60_000_000;
        check(shiftSchedule(calendar), fromUs, fromUs + length * 60_000_000);
      }),
      { numRuns: 150 },
    );

  test('shifts and breaks never overlap, last, and lie within one another', () => {
    eachCase((schedule, fromUs, toUs) => {
      let endedUs = Number.NEGATIVE_INFINITY;
      for (const { startUs, endUs, breaks } of schedule.between(fromUs, toUs)) {
        expect(startUs).toBeGreaterThanOrEqual(endedUs);
        expect(endUs).toBeGreaterThan(startUs);
        endedUs = endUs;
        let pauseEndedUs = startUs;
        for (const pause of breaks) {
          expect(pause.startUs).toBeGreaterThanOrEqual(pauseEndedUs);
          pauseEndedUs = pause.endUs;
        }
        expect(pauseEndedUs).toBeLessThanOrEqual(endUs);
      }
    });
  });

  test('the shift at an instant is the one of the range that holds it', () => {
    eachCase((schedule, fromUs, toUs) => {
      const shifts = schedule.between(fromUs, toUs);
      for (let step = 0; step < 12; step++) {
        const timeUs = fromUs + Math.floor(((toUs - fromUs) * step) / 12);
        expect(schedule.at(timeUs)).toEqual(
          shifts.find(({ startUs, endUs }) => startUs <= timeUs && timeUs < endUs),
        );
      }
    });
  });

  test('planned time adds up: parts make the whole, busy and breaks make operation, none exceeds the range', () => {
    eachCase((schedule, fromUs, toUs) => {
      const middleUs = Math.floor((fromUs + toUs) / 2);
      const whole = schedule.planned(fromUs, toUs);
      const parts = [schedule.planned(fromUs, middleUs), schedule.planned(middleUs, toUs)];
      for (const element of ['operationUs', 'breakUs', 'busyUs'] as const)
        expect(parts[0]![element] + parts[1]![element]).toBe(whole[element]);
      expect(whole.busyUs + whole.breakUs).toBe(whole.operationUs);
      expect(whole.breakUs).toBeGreaterThanOrEqual(0);
      expect(whole.busyUs).toBeGreaterThanOrEqual(0);
      expect(whole.operationUs).toBeLessThanOrEqual(toUs - fromUs);
    });
  });

  test('work around the clock fills every day, be it of 23, 24 or 25 hours', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...interesting),
        fc.constantFrom('UTC', 'Europe/Bratislava', 'America/Havana', 'Pacific/Apia', 'Australia/Lord_Howe'),
        fc.integer({ min: -2, max: 2 }),
        (date, timeZone, step) => {
          const clock = zoneClock(timeZone)!;
          const day = dayOf(date) + step;
          const [fromUs, toUs] = [clock.instantUs(day, 0), clock.instantUs(day + 1, 0)];
          expect(shiftSchedule({ ...threeShifts, timeZone }).planned(fromUs, toUs).operationUs).toBe(
            toUs - fromUs,
          );
        },
      ),
    );
  });
});
