/** Alarm floods: times in which more is annunciated than a person can take (ISA-18.2, clause 16). */
import type { AlarmLimits } from './alarm-limits.ts';

export interface Flood {
  readonly fromUs: number;
  /** Absent while it lasts. */
  readonly toUs?: number;
  readonly annunciated: number;
}

/**
 * Of annunciations in order of time. A flood begins with the first of `floodBegins` within `floodUs` and ends when fewer than
 * `floodEnds` were annunciated within the `floodUs` before. `nowUs`: until when is known that nothing more came.
 */
export function floodsIn(
  timesUs: readonly number[],
  { floodBegins, floodEnds, floodUs }: Pick<AlarmLimits, 'floodBegins' | 'floodEnds' | 'floodUs'>,
  nowUs: number,
): Flood[] {
  const floods: Flood[] = [];
  let begun: number | undefined;
  /** Of the oldest annunciation that still counts. */
  let oldest = 0;

  const end = (atUs: number, next: number) => {
    floods.push({ fromUs: timesUs[begun!]!, toUs: atUs, annunciated: next - begun! });
    begun = undefined;
  };
  /** Lets those go that are too old by `untilUs`; `next` stands after the last that came. */
  const leave = (untilUs: number, next: number) => {
    while (oldest < next && timesUs[oldest]! + floodUs <= untilUs) {
      oldest += 1;
      if (begun !== undefined && next - oldest < floodEnds) end(timesUs[oldest - 1]! + floodUs, next);
    }
  };

  for (const [index, timeUs] of timesUs.entries()) {
    leave(timeUs, index);
    if (begun === undefined && index + 1 - oldest >= floodBegins) begun = oldest;
  }
  leave(nowUs, timesUs.length);
  if (begun !== undefined) floods.push({ fromUs: timesUs[begun]!, annunciated: timesUs.length - begun });
  return floods;
}
