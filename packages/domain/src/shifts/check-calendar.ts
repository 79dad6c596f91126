/** What is wrong with a shift calendar, told instead of thrown. */
import { dateOf, dayOf, minuteOf } from './local-day.ts';
import { exceptionDays, shiftsBeginningOn, type WallInterval, wallShift } from './pattern-days.ts';
import type { ShiftCalendar, ShiftPattern } from './shift-calendar.ts';
import { zoneClock } from './zone-clock.ts';

export type CalendarProblem =
  | { readonly problem: 'unknownTimeZone'; readonly timeZone: string }
  | { readonly problem: 'notADate'; readonly date: string }
  | { readonly problem: 'dateTwice'; readonly date: string }
  | { readonly problem: 'notATime'; readonly shift: string; readonly time: string }
  | { readonly problem: 'breakOutsideShift'; readonly shift: string; readonly pause: string }
  | { readonly problem: 'breaksOverlap'; readonly shift: string; readonly pause: string }
  /** `date`: one on which it happens; the weekly pattern is tried in the week of 1970-01-05. */
  | {
      readonly problem: 'shiftsOverlap';
      readonly shift: string;
      readonly other: string;
      readonly date: string;
    };

/** Empty for a calendar in order: then shifts never overlap, in local time nor, by the rule of `zoneClock`, in time. */
export function checkCalendar(calendar: ShiftCalendar): CalendarProblem[] {
  const { timeZone, weekly, exceptions } = calendar;
  const patterns = [
    ...weekly,
    ...exceptions.flatMap((exception) => ('shifts' in exception ? exception.shifts : [])),
  ];
  const problems: CalendarProblem[] = zoneClock(timeZone) ? [] : [{ problem: 'unknownTimeZone', timeZone }];
  problems.push(...checkDates(calendar), ...patterns.flatMap(checkPattern));
  // Overlaps of what is no time would only repeat that.
  return problems.length > 0 ? problems : [...overlapsOf(calendar)];
}

function checkDates({ exceptions }: ShiftCalendar): CalendarProblem[] {
  const seen = new Set<string>();
  return exceptions.flatMap(({ date }): CalendarProblem[] => {
    if (Number.isNaN(dayOf(date))) return [{ problem: 'notADate', date }];
    if (seen.has(date)) return [{ problem: 'dateTwice', date }];
    seen.add(date);
    return [];
  });
}

function checkPattern(pattern: ShiftPattern): CalendarProblem[] {
  const times = [pattern, ...pattern.breaks].flatMap(({ start, end }) => [start, end]);
  const bad = times.filter((time) => Number.isNaN(minuteOf(time)));
  if (bad.length > 0) return bad.map((time) => ({ problem: 'notATime', shift: pattern.name, time }));
  const shift = wallShift(pattern, 0);
  const outside = shift.breaks.filter(({ endMinute }) => endMinute > shift.endMinute);
  return [
    ...outside.map((pause) => ({
      problem: 'breakOutsideShift' as const,
      shift: shift.name,
      pause: pause.name,
    })),
    ...overlapping(shift.breaks).map(([, pause]) => ({
      problem: 'breaksOverlap' as const,
      shift: shift.name,
      pause: pause.name,
    })),
  ];
}

/** Monday, 1970-01-05. */
const anyMonday = 4;

function overlapsOf(calendar: ShiftCalendar): CalendarProblem[] {
  const week = { ...calendar, exceptions: [] };
  const around = [-1, 0, 1];
  const days = new Set(exceptionDays(calendar).flatMap((day) => around.map((step) => day + step)));
  const spans = [
    Array.from({ length: 8 }, (_, day) => shiftsBeginningOn(week, anyMonday + day)).flat(),
    // Only what touches an exception can differ from the week.
    [...days].sort((a, b) => a - b).flatMap((day) => shiftsBeginningOn(calendar, day)),
  ];
  const told = new Set<string>();
  return spans.flatMap(overlapping).flatMap(([first, second]): CalendarProblem[] => {
    const pair = `${first.name} ${second.name} ${Math.floor(second.startMinute / 1440) % 7}`;
    if (told.has(pair)) return [];
    told.add(pair);
    const date = dateOf(Math.floor(second.startMinute / 1440));
    return [{ problem: 'shiftsOverlap', shift: first.name, other: second.name, date }];
  });
}

/** Pairs of neighbours of which the second begins before the first (or one before it) has ended. */
function overlapping(intervals: readonly WallInterval[]): [WallInterval, WallInterval][] {
  const pairs: [WallInterval, WallInterval][] = [];
  let longest: WallInterval | undefined;
  for (const interval of intervals) {
    if (longest && interval.startMinute < longest.endMinute) pairs.push([longest, interval]);
    if (!longest || interval.endMinute > longest.endMinute) longest = interval;
  }
  return pairs;
}
