/** How far a run is, in seconds of its program: active time, slower or faster by the feed override. */
import type { Moments } from '../runs/moments.ts';

export interface Progress {
  /** At each row of the moments, and at the end: one entry more. */
  readonly atS: Float64Array;
  readonly totalS: number;
}

/** `lastS`: seconds from the run's beginning to its end, to which the last row holds. */
export function progressOf(moments: Moments, lastS: number): Progress {
  const { count, active, feedOverride } = moments;
  const atS = new Float64Array(count + 1);
  for (let row = 0; row < count; row++) {
    const override = feedOverride[row]!;
    const factor = active[row] === 0 ? 0 : Number.isNaN(override) ? 1 : Math.max(0, override / 100);
    atS[row + 1] = atS[row]! + factor * Math.max(0, endOf(moments, row, lastS) - moments.atS[row]!);
  }
  return { atS, totalS: atS[count]! };
}

/** To when a row holds. */
export const endOf = ({ count, atS }: Moments, row: number, lastS: number): number =>
  row + 1 < count ? atS[row + 1]! : lastS;
