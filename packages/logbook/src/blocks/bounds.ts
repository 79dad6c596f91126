/** Extents of rows in seq and in both times. */
import type { Bounds } from './block-format.ts';
import type { OrderColumns } from './columns/order-columns.ts';

export function boundsOf(columns: OrderColumns, rows: Uint32Array): Bounds {
  const extent = (values: Float64Array): [number, number] => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < rows.length; i++) {
      const value = values[rows[i]!]!;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    return [least, most];
  };
  const [minSeq, maxSeq] = extent(columns.seq);
  const [minTimeUs, maxTimeUs] = extent(columns.timeUs);
  const [minReceivedUs, maxReceivedUs] = extent(columns.receivedUs);
  return { minSeq, maxSeq, minTimeUs, maxTimeUs, minReceivedUs, maxReceivedUs };
}

/** The extent of all; without any, one that nothing overlaps. */
export function joinBounds(all: readonly Bounds[]): Bounds {
  const joined = {
    minSeq: Number.POSITIVE_INFINITY,
    maxSeq: Number.NEGATIVE_INFINITY,
    minTimeUs: Number.POSITIVE_INFINITY,
    maxTimeUs: Number.NEGATIVE_INFINITY,
    minReceivedUs: Number.POSITIVE_INFINITY,
    maxReceivedUs: Number.NEGATIVE_INFINITY,
  };
  for (const bounds of all) {
    joined.minSeq = Math.min(joined.minSeq, bounds.minSeq);
    joined.maxSeq = Math.max(joined.maxSeq, bounds.maxSeq);
    joined.minTimeUs = Math.min(joined.minTimeUs, bounds.minTimeUs);
    joined.maxTimeUs = Math.max(joined.maxTimeUs, bounds.maxTimeUs);
    joined.minReceivedUs = Math.min(joined.minReceivedUs, bounds.minReceivedUs);
    joined.maxReceivedUs = Math.max(joined.maxReceivedUs, bounds.maxReceivedUs);
  }
  return joined;
}
