/** Instants as text of a zone: sortable, with their offset, the same in every language. */
import { dateOf } from './local-day.ts';
import { zoneClock } from './zone-clock.ts';

export interface ZonedTime {
  /** ISO 8601 with microseconds and offset; the number itself where no calendar reaches. */
  iso(timeUs: number): string;
  /** `2026-10-25 02:30:07`. */
  text(timeUs: number): string;
}

export const isTimeZone = (name: string): boolean => zoneClock(name) !== undefined;

const minuteUs = 60_000_000;
/** No zone changes its clocks within a quarter of an hour. */
const quarterUs = 15 * minuteUs;
/** The proleptic years 0 to 9999. */
const [firstUs, lastUs] = [-62_167_132_800_000_000, 253_402_214_400_000_000];

/** Throws RangeError for an unknown zone. */
export function zonedTime(timeZone: string): ZonedTime {
  const clock = zoneClock(timeZone);
  if (!clock) throw new RangeError(`${timeZone} is no time zone`);
  let [knownQuarter, knownUs] = [Number.NaN, 0];

  function offsetUs(timeUs: number): number {
    const quarter = Math.floor(timeUs / quarterUs);
    if (quarter !== knownQuarter) {
      const { day, minute } = clock!.local(quarter * quarterUs);
      knownUs = Math.round((day * 1440 + minute) * 60) * 1_000_000 - quarter * quarterUs;
      knownQuarter = quarter;
    }
    return knownUs;
  }

  function parts(timeUs: number): { date: string; time: string; fraction: string } {
    const localUs = timeUs + offsetUs(timeUs);
    const seconds = Math.floor(localUs / 1_000_000);
    const day = Math.floor(seconds / 86_400);
    const two = (number: number) => String(number).padStart(2, '0');
    const ofDay = seconds - day * 86_400;
    return {
      date: dateOf(day),
      time: `${two(Math.floor(ofDay / 3600))}:${two(Math.floor(ofDay / 60) % 60)}:${two(ofDay % 60)}`,
      fraction: String(localUs - seconds * 1_000_000).padStart(6, '0'),
    };
  }

  const within = (timeUs: number) => timeUs >= firstUs && timeUs < lastUs;
  return {
    iso: (timeUs) => {
      if (!within(timeUs)) return String(timeUs);
      const { date, time, fraction } = parts(timeUs);
      return `${date}T${time}.${fraction}${offsetText(offsetUs(timeUs))}`;
    },
    text: (timeUs) => {
      if (!within(timeUs)) return String(timeUs);
      const { date, time } = parts(timeUs);
      return `${date} ${time}`;
    },
  };
}

function offsetText(offsetUs: number): string {
  const minutes = Math.abs(Math.round(offsetUs / minuteUs));
  if (minutes === 0) return 'Z';
  const two = (number: number) => String(number).padStart(2, '0');
  return `${offsetUs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
