/** What a block knows of its words, of the templates of its messages and of how many rows it has when: read when first asked for. */
import { crc32 } from 'node:zlib';
import type { FileCipher } from '../crypt/keyring.ts';
import type { Order } from '../event-store.ts';
import type { Need } from '../query/search/need.ts';
import type { BlockMeta, Section, TimeCounts } from './block-format.ts';
import type { Scratch } from './columns/scratch.ts';
import { decodeCounts } from './counts-section.ts';
import type { FileHandles } from './file-handles.ts';
import type { Cache } from './page-cache.ts';
import { decodeTemplates, noTemplates, type TemplateCounts } from './templates/template-section.ts';
import { pagesHolding } from './words/pages-holding.ts';
import { WordFilter } from './words/word-filter.ts';
import { WordIndex } from './words/word-section.ts';

export interface BlockSections {
  /** Undefined where it is not known: an old block, a damaged index, a file that is gone. */
  pagesHolding(need: Need): Promise<Uint8Array | 'nowhere' | undefined>;
  /** Undefined where only the rows can tell. */
  templates(): Promise<TemplateCounts | undefined>;
  /** Undefined where only the layout or the rows can tell. */
  counts(order: Order): Promise<TimeCounts | undefined>;
}

export interface SectionsContext {
  readonly handles: FileHandles;
  readonly indexes: Cache<Section, WordIndex>;
  readonly filters: Cache<Section, WordFilter>;
  readonly counts: Cache<Section, TimeCounts>;
  readonly scratch: Scratch;
}

interface BlockFile {
  readonly path: string;
  readonly meta: Pick<BlockMeta, 'words' | 'filter' | 'templates' | 'counts' | 'unitUs'>;
  /** Undefined for a file in clear. */
  readonly cipher: FileCipher | undefined;
}

export function blockSections(
  { path, meta: { words, filter, templates, counts, unitUs }, cipher }: BlockFile,
  { handles, indexes, filters, counts: counted, scratch }: SectionsContext,
): BlockSections {
  const lost = new Set<Section>();
  /** Events are found without it, only slower; pages tell of the damage themselves. */
  const read = async <T>(section: BlockMeta['words'], decode: (bytes: Uint8Array) => T) => {
    if (section === undefined || section === 'unknown' || lost.has(section)) return undefined;
    try {
      return decode(await readSection({ path, section, cipher }, handles));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const isDamage = error instanceof RangeError || error instanceof SyntaxError || code === 'EIO';
      if (!isDamage && code !== 'ENOENT') throw error;
      lost.add(section);
      return undefined;
    }
  };
  const kept = async <T>(
    cache: Cache<Section, T>,
    section: BlockMeta['words'],
    decode: (bytes: Uint8Array) => T,
  ) => {
    const known = typeof section === 'object' ? cache.get(section) : undefined;
    if (known !== undefined) return known;
    const made = await read(section, decode);
    if (made !== undefined) cache.put(section as Section, made);
    return made;
  };
  return {
    async pagesHolding(need) {
      if (words === undefined) return 'nowhere';
      const first = await kept(filters, filter, (bytes) => new WordFilter(bytes));
      if (first && !first.mayHold(need)) return 'nowhere';
      const index = await kept(indexes, words, (bytes) => new WordIndex(bytes));
      const pages = index && pagesHolding(index, need);
      return pages?.includes(1) === false ? 'nowhere' : pages;
    },
    async templates() {
      return templates === undefined ? noTemplates : read(templates, decodeTemplates);
    },
    async counts(order) {
      if (counts === 'unknown') return undefined;
      return kept(counted, counts[order], (bytes) => decodeCounts(bytes, { unitUs: unitUs[order], scratch }));
    },
  };
}

/** Throws RangeError where it is not as it was written. */
export async function readSection(
  { path, section, cipher }: { path: string; section: Section; cipher: FileCipher | undefined },
  handles: FileHandles,
): Promise<Uint8Array> {
  return handles.read({ path, ...section }, (bytes) => {
    if (crc32(bytes) !== section.crc) throw new RangeError('the section does not match its checksum');
    return cipher?.open(bytes, section.offset) ?? Buffer.from(bytes);
  });
}
