/** Decoded parts of blocks by least recent use, bounded by bytes. */

import type { BlockLayout, PageMeta, Section, TimeCounts } from './block-format.ts';
import type { DecodedPage } from './page-decoder.ts';

/** A decoded row in its columns: seq, times, series and values; texts come on top, about as long as they are stored. */
const bytesPerRow = 48;

export interface Cache<Key, Value> {
  get(key: Key): Value | undefined;
  put(key: Key, value: Value): void;
}

export const pageCache = (maxBytes: number): Cache<PageMeta, DecodedPage> =>
  leastRecentCache(maxBytes, ({ rows, bytes: stored }) => 2 * stored + rows * bytesPerRow);

export const sectionCache = <Value>(maxBytes: number): Cache<Section, Value> =>
  leastRecentCache(maxBytes, ({ bytes }) => bytes);

export const countsCache = (maxBytes: number): Cache<Section, TimeCounts> =>
  leastRecentCache(maxBytes, (_, counts) => countsBytes(counts));

const countsBytes = ({ spans, series }: TimeCounts) => 12 * spans.length + 4 * series.length;

/** A page's description and what each order reads of it: two dozen numbers in objects. */
const bytesPerPage = 1000;

export const layoutCache = <Value extends BlockLayout>(maxBytes: number): Cache<Section, Value> =>
  leastRecentCache(maxBytes, (_, { strands, latePages, footerCounts: counts }) => {
    let bytes = 0;
    for (const { pages, totals } of [...strands, { pages: latePages, totals: { series: [] } }]) {
      const present = pages[0]?.present.byteLength ?? 0;
      bytes += pages.length * (bytesPerPage + present) + 4 * totals.series.length;
    }
    for (const { lateUs } of latePages) bytes += 12 * lateUs.length;
    if (counts) bytes += countsBytes(counts.time) + countsBytes(counts.received);
    return bytes;
  });

export function leastRecentCache<Key, Value>(
  maxBytes: number,
  sizeOf: (key: Key, value: Value) => number,
): Cache<Key, Value> {
  const entries = new Map<Key, Value>();
  let bytes = 0;
  return {
    get(key) {
      const value = entries.get(key);
      if (value !== undefined) {
        entries.delete(key);
        entries.set(key, value);
      }
      return value;
    },
    put(key, value) {
      const known = entries.get(key);
      if (known !== undefined) bytes -= sizeOf(key, known);
      bytes += sizeOf(key, value);
      entries.delete(key);
      entries.set(key, value);
      for (const [oldest, old] of entries) {
        if (bytes <= maxBytes) break;
        entries.delete(oldest);
        bytes -= sizeOf(oldest, old);
      }
    },
  };
}
