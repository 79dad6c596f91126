/**
 * Local time of a zone and instants, both ways, by the zone rules of the JavaScript engine (Intl).
 *
 * The rule for local times that a clock change makes odd: one that does not exist is the moment of the change; one that exists
 * twice is the first of the two. So a later local time is never an earlier instant, and what does not overlap on the wall clock
 * does not overlap in time. (Temporal's `compatible` pushes a missing 02:30 to 03:30, past a 03:00 that exists.)
 */
import { minutesADay } from './local-day.ts';

export interface LocalMoment {
  /** Days since 1970-01-01 of the local date. */
  readonly day: number;
  /** Minutes after local midnight, with a fraction. */
  readonly minute: number;
}

export interface ZoneClock {
  /** `timeUs`: microseconds since 1970 UTC. */
  local(timeUs: number): LocalMoment;
  /** `minute` may lie beyond the day, before or after. Returns microseconds since 1970 UTC. */
  instantUs(day: number, minute: number): number;
}

const minuteMs = 60_000;
const dayMs = minutesADay * minuteMs;

/** Undefined for a name that is no time zone. */
export function zoneClock(timeZone: string): ZoneClock | undefined {
  const format = formatOf(timeZone);
  if (!format) return undefined;

  /** Local time minus UTC, in milliseconds; odd seconds before standard time began. */
  const offsetMs = (utcMs: number): number => {
    // Whole seconds: parts hold no milliseconds, and an offset changes on a second.
    const wholeMs = Math.floor(utcMs / 1000) * 1000;
    const parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
    for (const { type, value } of format.formatToParts(wholeMs)) {
      if (type in parts) parts[type as keyof typeof parts] = Number(value);
    }
    const { year, month, day, hour, minute, second } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - wholeMs;
  };

  function toUtcMs(localMs: number): number {
    // Offsets lie within ±14 h, and no zone changes its clocks twice in two days.
    const before = offsetMs(localMs - dayMs);
    const after = offsetMs(localMs + dayMs);
    if (before === after) return localMs - before;
    const first = localMs - before;
    if (offsetMs(first) === before) return first;
    const second = localMs - after;
    if (offsetMs(second) === after) return second;
    return changeBetween(second, first, before);
  }

  /** The first millisecond at which the offset is no longer `before`; at `fromMs` it still is. */
  function changeBetween(fromMs: number, toMs: number, before: number): number {
    let [low, high] = [fromMs, toMs];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetMs(middle) === before) low = middle;
      else high = middle;
    }
    return high;
  }

  return {
    local: (timeUs) => {
      const utcMs = timeUs / 1000;
      const localMs = utcMs + offsetMs(utcMs);
      const day = Math.floor(localMs / dayMs);
      return { day, minute: (localMs - day * dayMs) / minuteMs };
    },
    instantUs: (day, minute) => Math.round(toUtcMs(day * dayMs + minute * minuteMs) * 1000),
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined; // RangeError: Intl knows no such zone, which is what the caller asks
  }
}
