/** What a filter says of the series of a source, before any row is looked at. */

import type { Order } from '../event-store.ts';
import type { Program } from './search/program.ts';

/** What a series says of its rows. */
export const verdict = { none: 0, all: 1, ifRowMatches: 2 } as const;

export interface SourceSelection {
  /** Series of the source → verdict. */
  readonly verdicts: Uint8Array;
  /** Series with any verdict but `none`, and those whose rows all match. */
  readonly wanted: Uint32Array;
  readonly sure: Uint32Array;
  /** What is asked of the rows of a series of the source, where its verdict leaves that open. */
  programFor(series: number): Program;
  /** The same, each once. */
  readonly distinct: readonly Program[];
}

/** What a source counts by time, added up by groups of series: whoever looks on asks for the same again and again. */
export interface SpanSums {
  readonly order: Order;
  /** Series of the registry → group. */
  readonly of: ArrayLike<number>;
  readonly spans: Float64Array;
  /** Span × groups + group → rows. */
  readonly counts: Uint32Array;
}
