/** The half of a block's footer that says where its rows stand: read when rows are asked for, and forgotten again by and by. */
import { zstdDecompressSync } from 'node:zlib';
import type { SeriesRegistry } from '../codec/series-registry.ts';
import type { FileCipher } from '../crypt/keyring.ts';
import { partsOf, wholeParts } from '../query/parts.ts';
import type { Layout } from '../query/source.ts';
import { decodeLayout } from './block-footer.ts';
import type { BlockLayout, PageMeta, Section } from './block-format.ts';
import { readSection } from './block-sections.ts';
import { type RegisteredSeries, seriesOf } from './block-series.ts';
import type { FileHandles } from './file-handles.ts';
import type { Cache } from './page-cache.ts';

export interface OpenLayout extends BlockLayout {
  readonly parts: Layout['parts'];
  /** Told when the first page is decoded. */
  kinds(): RegisteredSeries;
  /** Those of rows, copies not among them. */
  readonly rowPages: readonly PageMeta[];
}

export interface LayoutContext {
  readonly registry: SeriesRegistry;
  readonly handles: FileHandles;
  readonly layouts: Cache<Section, OpenLayout>;
}

export interface LayoutReader {
  /** Throws RangeError where the footer is damaged, and what the file system throws. */
  open(): Promise<OpenLayout>;
  /** Its copies of late rows cannot be read: from now on rows are told apart by time no more. */
  loseCopies(): void;
}

export function layoutReader(
  {
    path,
    footer,
    cipher,
    ids,
    version,
  }: {
    path: string;
    footer: Section;
    cipher: FileCipher | undefined;
    ids: Uint32Array;
    version: number;
  },
  { registry, handles, layouts }: LayoutContext,
): LayoutReader {
  let hasCopies = true;
  let reading: Promise<OpenLayout> | undefined;
  const read = async (): Promise<OpenLayout> => {
    const stored = await readSection({ path, section: footer, cipher }, handles);
    const layout = decodeLayout(zstdDecompressSync(stored), { seriesCount: ids.length, version });
    const rowPages = layout.strands.flatMap(({ pages }) => pages);
    const parts = hasCopies ? partsOf(rowPages, layout.latePages) : wholeParts(rowPages);
    let told: RegisteredSeries | undefined;
    const kinds = () => {
      told ??= seriesOf(ids, registry);
      return told;
    };
    const opened = { ...layout, parts, rowPages, kinds };
    layouts.put(footer, opened);
    return opened;
  };
  return {
    async open() {
      const known = layouts.get(footer);
      if (known) return known;
      // Queries at the same time share one reading, and so the decoded pages.
      reading ??= read().finally(() => {
        reading = undefined;
      });
      return reading;
    },
    loseCopies() {
      hasCopies = false;
      const known = layouts.get(footer);
      if (known) layouts.put(footer, { ...known, parts: wholeParts(known.rowPages) });
    },
  };
}
