/** What a block knows of its words and of the templates of its messages, read when first asked for. */
import { crc32 } from 'node:zlib';
import type { FileCipher } from '../crypt/keyring.ts';
import type { BlockMeta, Section } from './block-format.ts';
import type { FileHandles } from './file-handles.ts';
import type { Cache } from './page-cache.ts';
import { decodeTemplates, noTemplates, type TemplateCounts } from './templates/template-section.ts';
import { WordIndex } from './words/word-section.ts';

export interface BlockSections {
  /** Undefined where the block has no words or they are not known: an old block, a damaged index, a file that is gone. */
  words(): Promise<WordIndex | undefined> | WordIndex | undefined;
  /** Undefined where only the rows can tell. */
  templates(): Promise<TemplateCounts | undefined>;
}

export interface SectionsContext {
  readonly handles: FileHandles;
  readonly sections: Cache<Section, WordIndex>;
}

interface BlockFile {
  readonly path: string;
  readonly meta: Pick<BlockMeta, 'words' | 'templates'>;
  /** Undefined for a file in clear. */
  readonly cipher: FileCipher | undefined;
}

export function blockSections(
  { path, meta, cipher }: BlockFile,
  { handles, sections }: SectionsContext,
): BlockSections {
  const lost = new Set<Section>();
  /** Events are found without it, only slower; pages tell of the damage themselves. */
  const read = async <T>(section: Section, decode: (bytes: Uint8Array) => T): Promise<T | undefined> => {
    try {
      const bytes = await handles.read(path, section.offset, section.bytes);
      if (crc32(bytes) !== section.crc) throw new RangeError('the section does not match its checksum');
      return decode(cipher?.open(bytes, section.offset) ?? bytes);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const isDamage = error instanceof RangeError || error instanceof SyntaxError || code === 'EIO';
      if (!isDamage && code !== 'ENOENT') throw error;
      lost.add(section);
      return undefined;
    }
  };
  return {
    words() {
      const section = meta.words;
      if (section === undefined || section === 'unknown' || lost.has(section)) return undefined;
      const known = sections.get(section);
      if (known) return known;
      return read(section, (bytes) => {
        const index = new WordIndex(bytes);
        sections.put(section, index);
        return index;
      });
    },
    async templates() {
      const section = meta.templates;
      if (section === undefined) return noTemplates;
      return section === 'unknown' || lost.has(section) ? undefined : read(section, decodeTemplates);
    },
  };
}
