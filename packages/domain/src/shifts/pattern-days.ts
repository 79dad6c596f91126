/** The shifts that begin on a day, on the wall clock: weekly pattern and exceptions, before any zone is applied. */
import { dateOf, dayOf, minuteOf, minutesADay, minutesBetween, weekdayOf } from './local-day.ts';
import type { ShiftCalendar, ShiftPattern } from './shift-calendar.ts';

/** Minutes count from local midnight of 1970-01-01 and know no clock change. */
export interface WallInterval {
  readonly name: string;
  readonly startMinute: number;
  readonly endMinute: number;
}

export interface WallShift extends WallInterval {
  /** Day number of the production day. */
  readonly productionDay: number;
  /** In order of time. */
  readonly breaks: readonly WallInterval[];
}

/** In order of their beginning. */
export function shiftsBeginningOn(calendar: ShiftCalendar, day: number): WallShift[] {
  const date = dateOf(day);
  const weekday = weekdayOf(day);
  const exception = calendar.exceptions.find((other) => other.date === date);
  const weekly = calendar.weekly.filter(({ weekdays }) => weekdays.includes(weekday));
  return patternsOf(exception, weekly)
    .map((pattern) => wallShift(pattern, day))
    .sort((a, b) => a.startMinute - b.startMinute);
}

function patternsOf(
  exception: ShiftCalendar['exceptions'][number] | undefined,
  weekly: readonly ShiftPattern[],
): readonly ShiftPattern[] {
  switch (exception?.kind) {
    case undefined:
      return weekly;
    case 'closed':
      return [];
    case 'instead':
      return exception.shifts;
    case 'extra':
      return [...weekly, ...exception.shifts];
  }
}

export function wallShift(pattern: ShiftPattern, day: number): WallShift {
  const { name, start, end, productionDay } = pattern;
  const startMinute = day * minutesADay + minuteOf(start);
  const endMinute = startMinute + minutesBetween(start, end);
  // A shift that ends at midnight has not passed it.
  const lastDay = Math.floor((endMinute - 1) / minutesADay);
  const breaks = pattern.breaks.map((pause): WallInterval => {
    const after = minutesBetween(start, pause.start) % minutesADay;
    const length = minutesBetween(pause.start, pause.end);
    return { name: pause.name, startMinute: startMinute + after, endMinute: startMinute + after + length };
  });
  return {
    name,
    startMinute,
    endMinute,
    productionDay: productionDay === 'end' ? lastDay : day,
    breaks: breaks.sort((a, b) => a.startMinute - b.startMinute),
  };
}

/** Days of exceptions that are dates. */
export const exceptionDays = (calendar: ShiftCalendar): number[] =>
  calendar.exceptions.map(({ date }) => dayOf(date)).filter((day) => !Number.isNaN(day));
