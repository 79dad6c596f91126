/** Decoded parts of blocks by least recent use, bounded by bytes. */

import type { PageMeta, Section } from './block-format.ts';
import type { DecodedPage } from './page-decoder.ts';
import type { WordIndex } from './words/word-section.ts';

/** A decoded row in its columns: seq, times, series and values; texts come on top, about as long as they are stored. */
const bytesPerRow = 48;

export interface Cache<Key, Value> {
  get(key: Key): Value | undefined;
  put(key: Key, value: Value): void;
}

export const pageCache = (maxBytes: number): Cache<PageMeta, DecodedPage> =>
  leastRecentCache(maxBytes, ({ rows, bytes: stored }) => 2 * stored + rows * bytesPerRow);

export const sectionCache = (maxBytes: number): Cache<Section, WordIndex> =>
  leastRecentCache(maxBytes, ({ bytes }) => bytes);

function leastRecentCache<Key, Value>(maxBytes: number, sizeOf: (key: Key) => number): Cache<Key, Value> {
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
      if (!entries.has(key)) bytes += sizeOf(key);
      entries.set(key, value);
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes) break;
        entries.delete(oldest);
        bytes -= sizeOf(oldest);
      }
    },
  };
}
