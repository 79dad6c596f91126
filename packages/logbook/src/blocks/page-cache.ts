/** Decoded pages by least recent use, bounded by bytes. */

import type { PageMeta } from './block-format.ts';
import type { DecodedPage } from './page-decoder.ts';

/** A decoded row in its columns; the values of text and number columns come on top, as raw bytes. */
const bytesPerRow = 44;

export interface PageCache {
  get(page: PageMeta): DecodedPage | undefined;
  put(page: PageMeta, decoded: DecodedPage): void;
}

export function pageCache(maxBytes: number): PageCache {
  const pages = new Map<PageMeta, DecodedPage>();
  let bytes = 0;
  const sizeOf = ({ rows, columns }: PageMeta) =>
    columns.reduce((sum, { stored, raw }) => sum + stored + raw, rows * bytesPerRow);
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
