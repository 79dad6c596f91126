/** A message of a machine tells of several of its items: coding the machine once for all of them saves half the column. */
import type { Series } from '../codec/series.ts';

export interface Owners {
  /** Series of the page → which run of series of one machine it belongs to. */
  readonly ownerOf: Uint16Array;
  /** Owner → its first series of the page. */
  readonly starts: readonly number[];
}

/** `ids`: the page's series in their order, those of one machine together. */
export function ownersOf(series: readonly Pick<Series, 'machine'>[], ids: ArrayLike<number>): Owners {
  const ownerOf = new Uint16Array(ids.length);
  const starts: number[] = [];
  let machine: string | undefined;
  for (let at = 0; at < ids.length; at++) {
    const owner = series[ids[at]!]!.machine;
    if (at === 0 || owner !== machine) starts.push(at);
    machine = owner;
    ownerOf[at] = starts.length - 1;
  }
  return { ownerOf, starts };
}
