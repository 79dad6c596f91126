/** The rows of a page in order of their series: how the columns of values see them. */

export interface PageGroups {
  /** The page's series as ascending numbers of the block's. */
  readonly series: Uint32Array;
  /** Place among them → where its rows begin; one more than places, so that the next entry is the end. */
  readonly starts: Uint32Array;
}

/** Series of one profile, whose values of a field stand together. */
export interface ProfileRun {
  readonly profile: number;
  /** Places from `first` to before `end`. */
  readonly first: number;
  readonly end: number;
  /** Rows in order of series from `from` to before `to`. */
  readonly from: number;
  readonly to: number;
}

export function profileRuns({ series, starts }: PageGroups, profileOf: Uint16Array): ProfileRun[] {
  const runs: ProfileRun[] = [];
  for (let first = 0, end = 0; first < series.length; first = end) {
    const profile = profileOf[series[first]!]!;
    while (end < series.length && profileOf[series[end]!] === profile) end++;
    runs.push({ profile, first, end, from: starts[first]!, to: starts[end]! });
  }
  return runs;
}
