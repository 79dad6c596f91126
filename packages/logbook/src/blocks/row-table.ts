/** Events as columns before they become pages: what the rewriter gathers from the frames of a segment. */
import type { Series } from '../codec/series.ts';
import type { StringTable } from '../codec/string-table.ts';

export interface RowTable {
  readonly epoch: number;
  readonly count: number;
  readonly series: readonly Series[];
  /** Row → index into `series`. */
  readonly seriesOf: Uint32Array;
  readonly seq: Float64Array;
  readonly timeUs: Float64Array;
  readonly receivedUs: Float64Array;
  /** Row → where its numbers and booleans (0, 1) begin in `numbers`, in the order of its series' shape. */
  readonly numbersAt: Uint32Array;
  readonly numbers: Decimals;
  /** Row → where its texts begin in `texts`, which point into `strings`: its message, then its text and JSON attributes. */
  readonly textsAt: Uint32Array;
  readonly texts: Uint32Array;
  readonly strings: StringTable;
  readonly traces: TraceTable;
}

/** Whole numbers over powers of ten, as the frames have them; a scale of `rawScale` says that the value is no such decimal. */
export interface Decimals {
  readonly mantissas: Float64Array;
  readonly scales: Uint8Array;
}

export interface TraceTable {
  /** Row → its trace context, or -1. */
  readonly of: Int32Array;
  /** 16 bytes of the trace's id and 8 of the span's for each. */
  readonly ids: Uint8Array;
  readonly withSpan: Uint8Array;
}

export const traceBytes = 24;
