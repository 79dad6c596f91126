/** The days to come under a calendar, each with its shifts, and with its hours where the clock changes. */
import { type Shift, type ShiftCalendar, shiftSchedule } from '@mantinel/domain';

export interface PreviewDay {
  readonly date: string;
  readonly shifts: readonly Shift[];
  /** 24 but on the days on which the clock changes. */
  readonly hours: number;
  readonly busyUs: number;
}

const dayMs = 86_400_000;

/** The date on the wall of the zone. */
const dateIn = (timeZone: string, ms: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(ms);

/** `YYYY-MM-DD` so many days later, by the calendar alone. */
const later = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);

/** The first moment of a date in a zone: the zone is nowhere further from UTC than 15 hours. */
function midnightMs(timeZone: string, date: string): number {
  let [before, after] = [Date.parse(date) - 15 * 3_600_000, Date.parse(date) + 15 * 3_600_000];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dateIn(timeZone, middle) < date) before = middle;
    else after = middle;
  }
  return after;
}

export const hoursOf = (timeZone: string, date: string): number =>
  (midnightMs(timeZone, later(date, 1)) - midnightMs(timeZone, date)) / 3_600_000;

export function previewDays(calendar: ShiftCalendar, fromMs: number, count = 14): PreviewDay[] {
  const { timeZone } = calendar;
  const schedule = shiftSchedule(calendar);
  const first = dateIn(timeZone, fromMs);
  return Array.from({ length: count }, (_, index) => {
    const date = later(first, index);
    const [startUs, endUs] = [midnightMs(timeZone, date) * 1000, midnightMs(timeZone, later(date, 1)) * 1000];
    const shifts = schedule.between(startUs, endUs).filter((shift) => shift.startUs >= startUs);
    const busyUs = shifts.reduce(
      (sum, shift) =>
        sum +
        (shift.endUs - shift.startUs) -
        shift.breaks.reduce((pauses, pause) => pauses + pause.endUs - pause.startUs, 0),
      0,
    );
    return { date, shifts, busyUs, hours: (endUs - startUs) / 3_600_000_000 };
  });
}

/** The next day that has not 24 hours, within a year; zones without such days have none. */
export function nextClockChange(
  timeZone: string,
  fromMs: number,
): { date: string; hours: number } | undefined {
  const first = dateIn(timeZone, fromMs);
  for (let days = 0; days < 366; days += 1) {
    const date = later(first, days);
    if (offsetAt(timeZone, date) === offsetAt(timeZone, later(date, 1))) continue;
    return { date, hours: hoursOf(timeZone, date) };
  }
  return undefined;
}

/** Of the zone from UTC as a date begins in UTC, as text. */
const offsetAt = (timeZone: string, date: string): string =>
  new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(Date.parse(date))
    .find(({ type }) => type === 'timeZoneName')!.value;
