/** Decoded pages by least recent use, bounded by bytes. */

import type { PageMeta } from './block-format.ts';
import type { DecodedPage } from './page-decoder.ts';

/** A decoded row in its columns: seq, times, series and values; texts come on top, about as long as they are stored. */
const bytesPerRow = 48;

export interface PageCache {
  get(page: PageMeta): DecodedPage | undefined;
  put(page: PageMeta, decoded: DecodedPage): void;
}

export function pageCache(maxBytes: number): PageCache {
  const pages = new Map<PageMeta, DecodedPage>();
  let bytes = 0;
  const sizeOf = ({ rows, bytes: stored }: PageMeta) => 2 * stored + rows * bytesPerRow;
  return {
    get(page) {
      const decoded = pages.get(page);
      if (decoded) {
        pages.delete(page);
        pages.set(page, decoded);
      }
      return decoded;
    },
    put(page, decoded) {
      if (!pages.has(page)) bytes += sizeOf(page);
      pages.set(page, decoded);
      for (const oldest of pages.keys()) {
        if (bytes <= maxBytes) break;
        pages.delete(oldest);
        bytes -= sizeOf(oldest);
      }
    },
  };
}
