/** A message of a machine tells of several of its items: coding the machine once for all of them saves half the column. */
import type { Series } from '../codec/series.ts';

export interface Owners {
  /** Series of the page → which run of series of one machine it belongs to. */
  readonly ownerOf: Uint16Array;
  /** Series of the page → its place within that run. */
  readonly placeOf: Uint16Array;
  /** Owner → its first series of the page. */
  readonly starts: Uint16Array;
}

/** `series` of a page in their order, those of one machine together. */
export function ownersOf(series: readonly Pick<Series, 'machine'>[]): Owners {
  const ownerOf = new Uint16Array(series.length);
  const placeOf = new Uint16Array(series.length);
  const starts: number[] = [];
  for (let at = 0; at < series.length; at++) {
    if (at === 0 || series[at]!.machine !== series[at - 1]!.machine) starts.push(at);
    ownerOf[at] = starts.length - 1;
    placeOf[at] = at - starts.at(-1)!;
  }
  return { ownerOf, placeOf, starts: Uint16Array.from(starts) };
}
