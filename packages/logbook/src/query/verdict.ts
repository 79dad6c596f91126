/** What a filter says of the series of a source, before any row is looked at. */

import type { TimeCounts } from '../blocks/block-format.ts';
import type { Need } from './search/need.ts';
import type { Program } from './search/program.ts';

/** What a series says of its rows. */
export const verdict = { none: 0, all: 1, ifRowMatches: 2 } as const;

export interface SourceSelection {
  /** Series of the source → verdict. */
  readonly verdicts: Uint8Array;
  /** Series with any verdict but `none`, and those whose rows all match. */
  readonly wanted: Uint32Array;
  readonly sure: Uint32Array;
  /** Series of the source → what is asked of its rows, where its verdict leaves that open. */
  readonly programs: readonly (Program | undefined)[];
  /** What a page must hold where none of its series is sure. */
  readonly need: Need;
  /** Summaries added up by groups of series, kept by `tally`. */
  readonly perSpan: WeakMap<TimeCounts, { readonly of: ArrayLike<number>; readonly counts: Uint32Array }>;
}
