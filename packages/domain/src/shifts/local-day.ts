/** Dates as day numbers since 1970-01-01 and times as minutes, so that calendars are plain arithmetic. No zone is involved. */
import type { LocalDate, LocalTime, Weekday } from './shift-calendar.ts';

export const minutesADay = 1440;
const msADay = 86_400_000;

/** NaN for what is no date, such as 2026-02-30. */
export function dayOf(date: LocalDate): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // Date.parse lets the 30th of February be the 2nd of March.
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date ? Number.NaN : ms / msADay;
}

/** For days of the years 0 to 9999. */
export const dateOf = (day: number): LocalDate => new Date(day * msADay).toISOString().slice(0, 10);

/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): Weekday => (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;

/** Minutes after midnight; NaN for what is no time of day. */
export function minuteOf(time: LocalTime): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
}

/** From `start` forwards to `end`, over midnight where it must: 1 to 1440. */
export function minutesBetween(start: LocalTime, end: LocalTime): number {
  const minutes = (minuteOf(end) - minuteOf(start) + minutesADay) % minutesADay;
  return minutes === 0 ? minutesADay : minutes;
}
