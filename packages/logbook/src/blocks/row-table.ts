/** Events as columns before they become pages: what the rewriter gathers from the frames of a segment. */
import type { TraceContext } from '@mantinel/domain';
import type { Series } from '../codec/series.ts';

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
  readonly numbers: Float64Array;
  /** Row → where its texts begin in `texts`, which point into `strings`: its message, then its text and JSON attributes. */
  readonly textsAt: Uint32Array;
  readonly texts: Uint32Array;
  readonly strings: readonly string[];
  readonly traces: ReadonlyMap<number, TraceContext>;
}

/** How many values of each sort an event of this series carries beside what the series says. */
export interface Fields {
  /** Numbers and booleans. */
  readonly numbers: number;
  /** The message, text and JSON attributes. */
  readonly texts: number;
}

export function fieldsOf(series: Pick<Series, 'shape'>): Fields {
  let [numbers, texts] = [0, 1];
  for (const { type } of series.shape) {
    if (type === 'number' || type === 'boolean') numbers++;
    else if (type !== 'null') texts++;
  }
  return { numbers, texts };
}
