/** Hours in which nobody is told, on the wall clock of a zone. */
import { zoneClock } from '@mantinel/domain';

export interface QuietHours {
  readonly from: string;
  /** At or before `from`: on the next day. */
  readonly to: string;
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** When the quiet that reigns at `timeUs` ends; undefined when there is none. Of an unknown zone there is none. */
export function quietUntil({ from, to }: QuietHours, timeZone: string, timeUs: number): number | undefined {
  const clock = zoneClock(timeZone);
  if (!clock) return undefined;
  const { day } = clock.local(timeUs);
  // Begun yesterday or today: the whole of it on the time line, so that a changed clock makes it longer or shorter and no more.
  for (const begun of [day - 1, day]) {
    const startUs = clock.instantUs(begun, minuteOf(from));
    const endUs = clock.instantUs(minuteOf(to) <= minuteOf(from) ? begun + 1 : begun, minuteOf(to));
    if (startUs <= timeUs && timeUs < endUs) return endUs;
  }
  return undefined;
}
