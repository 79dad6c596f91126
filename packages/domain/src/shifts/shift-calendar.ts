/** When a line is planned to work: a weekly pattern in local time, and the dates on which it is different. */

/** `06:30`, 24 hours; local time of the calendar's zone. */
export type LocalTime = string;
/** `2026-10-25`, a date of the proleptic Gregorian calendar (ISO 8601). */
export type LocalDate = string;
/** ISO 8601: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface BreakPattern {
  readonly name: string;
  readonly start: LocalTime;
  readonly end: LocalTime;
}

export interface ShiftPattern {
  readonly name: string;
  readonly start: LocalTime;
  /** At or before `start`: on the next day. */
  readonly end: LocalTime;
  readonly breaks: readonly BreakPattern[];
  /**
   * The production day of a shift that passes midnight: the date on which it begins, or the one on which it ends (shops
   * that count Sunday night to Monday). The date of its beginning when left out.
   */
  readonly productionDay?: 'start' | 'end';
}

export interface WeeklyShift extends ShiftPattern {
  /** Days on which it begins. */
  readonly weekdays: readonly Weekday[];
}

/** Speaks of the shifts that begin on its date: a night shift of the evening before goes on to its end. */
export type CalendarException =
  | { readonly kind: 'closed'; readonly date: LocalDate; readonly reason: string }
  /** These shifts and none of the week's. */
  | {
      readonly kind: 'instead';
      readonly date: LocalDate;
      readonly reason: string;
      readonly shifts: readonly ShiftPattern[];
    }
  /** These shifts beside the week's. */
  | {
      readonly kind: 'extra';
      readonly date: LocalDate;
      readonly reason: string;
      readonly shifts: readonly ShiftPattern[];
    };

export interface ShiftCalendar {
  /** IANA name. */
  readonly timeZone: string;
  readonly weekly: readonly WeeklyShift[];
  /** At most one a date. */
  readonly exceptions: readonly CalendarException[];
}
