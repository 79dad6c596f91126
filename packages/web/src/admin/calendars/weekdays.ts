/** The days of the week as calendars count them, 1 is Monday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** 2024-01-01 was a Monday. */
export const weekdayName = (day: number, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
