/** A block file as a source of queries. */
import { open } from 'node:fs/promises';
import { crc32, zstdDecompressSync } from 'node:zlib';
import { AppError } from '@mantinel/contract/app-error';
import { type SeriesRegistry, seriesRegistry } from '../codec/series-registry.ts';
import { type FileCipher, type Keyring, markBytes } from '../crypt/keyring.ts';
import { CopiesLost, partsOf, wholeParts } from '../query/parts.ts';
import type { Parts, Source } from '../query/source.ts';
import { decodeFooter } from './block-footer.ts';
import {
  type BlockMeta,
  blockMagic,
  blockVersion,
  encryptedFlag,
  endMagic,
  headerBytes,
  markAt,
  oldestVersion,
  type PageMeta,
  trailerBytes,
} from './block-format.ts';
import { blockSections, type SectionsContext } from './block-sections.ts';
import type { Scratch } from './columns/scratch.ts';
import type { Cache } from './page-cache.ts';
import { type DecodedPage, decodePage } from './page-decoder.ts';
import { pagesHolding } from './words/pages-holding.ts';

/** What cannot be read any more, for the event that tells of the hole. */
export interface Damage {
  readonly epoch: number;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly file: string;
  readonly problem: string;
}

export interface Block extends Source {
  readonly name: string;
  readonly meta: BlockMeta;
  readonly bytes: number;
  /** Set when retention removes it: queries under way then find it empty. */
  removed: boolean;
  parts: Parts;
}

export interface BlockContext extends SectionsContext {
  readonly registry: SeriesRegistry;
  readonly cache: Cache<PageMeta, DecodedPage>;
  readonly scratch: Scratch;
  readonly keyring: Keyring;
  readonly onDamaged: (damage: Damage) => void;
}

/** Reads the footer. Throws RangeError when the file is damaged, `logbook.formatTooNew` when it is of a newer version, `logbook.keyMissing`. */
export async function readMeta(
  path: string,
  name: string,
  { keyring, registry = seriesRegistry() }: { keyring: Keyring; registry?: SeriesRegistry },
) {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const read = async (offset: number, length: number) => {
      if (offset < 0) throw new RangeError('the file is too short');
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
      if (bytesRead !== length) throw new RangeError('the file is too short');
      return buffer;
    };
    const header = await read(0, headerBytes);
    const version = header.readUInt16LE(8);
    // A damaged header says nothing, and nothing in it is needed: pages and footer carry checksums of their own.
    const isIntact = crc32(header.subarray(0, headerBytes - 4)) === header.readUInt32LE(headerBytes - 4);
    if (isIntact && header.toString('latin1', 0, 8) !== blockMagic) throw new RangeError('it is no block');
    // A flag names something that this version could not even skip.
    if (isIntact && (version > blockVersion || (header.readUInt16LE(10) & ~encryptedFlag) !== 0))
      throw new AppError('logbook.formatTooNew', { data: { file: name, version } });
    // Older ones were never released: their columns would read as other numbers.
    if (isIntact && version < oldestVersion)
      throw new RangeError(
        `its format ${version} is older than ${oldestVersion}, the oldest that can be read`,
      );
    const trailer = await read(size - trailerBytes, trailerBytes);
    if (trailer.toString('latin1', 12) !== endMagic) throw new RangeError('the end of the file is damaged');
    const footerAt = size - trailerBytes - trailer.readUInt32LE(0);
    const stored = await read(footerAt, trailer.readUInt32LE(0));
    if (crc32(stored) !== trailer.readUInt32LE(8))
      throw new RangeError('the footer does not match its checksum');
    const cipher = cipherOf(header, keyring);
    if (cipher === 'missing') {
      if (isIntact) throw new AppError('logbook.keyMissing', { data: { directory: name } });
      throw new RangeError('the header is damaged, and with it the name of the key');
    }
    const footer = decompressed(cipher?.open(stored, footerAt) ?? stored);
    return {
      meta: decodeFooter(footer, registry, isIntact ? version : blockVersion),
      bytes: size,
      cipher,
    };
  } finally {
    await file.close();
  }
}

/** Throws RangeError for what was never compressed: encrypted, under a header that no longer says so. */
function decompressed(stored: Uint8Array): Buffer {
  try {
    return zstdDecompressSync(stored);
  } catch (cause) {
    throw new RangeError('the footer cannot be read', { cause });
  }
}

/** Undefined for a file in clear. */
function cipherOf(header: Buffer, keyring: Keyring): FileCipher | 'missing' | undefined {
  if ((header.readUInt16LE(10) & encryptedFlag) === 0) return undefined;
  return keyring.ofFile(header.subarray(markAt, markAt + markBytes)) ?? 'missing';
}

export async function openBlock(path: string, name: string, context: BlockContext): Promise<Block> {
  const { handles, cache, onDamaged } = context;
  const { meta, bytes, cipher } = await readMeta(path, name, context);
  const { kinds } = meta;
  const pages = { kinds, scratch: context.scratch, cipher };
  const damaged = new Set<PageMeta>();
  const rowPages = meta.strands.flatMap((strand) => strand.pages);
  const copies = new Set<PageMeta>(meta.latePages);

  const withTexts = Uint8Array.from([...rowPages, ...meta.latePages], ({ textless }) => (textless ? 0 : 1));
  const { words, templates } = blockSections({ path, meta, cipher }, context);

  const load = async (page: PageMeta) => {
    const known = cache.get(page);
    if (known) return known;
    if (block.removed || damaged.has(page)) return undefined;
    try {
      const decoded = decodePage(page, await handles.read(path, page.offset, page.bytes), pages);
      cache.put(page, decoded);
      return decoded;
    } catch (error) {
      if (block.removed) return undefined;
      const isDamage = error instanceof RangeError || (error as NodeJS.ErrnoException).code === 'EIO';
      const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isDamage && !isGone) throw error;
      if (copies.has(page)) {
        block.parts = wholeParts(rowPages);
        throw new CopiesLost();
      }
      // The rest is read; the hole is told once.
      if (!damaged.has(page)) {
        damaged.add(page);
        const problem = `${page.rows} events cannot be read: ${(error as Error).message}`;
        onDamaged({ epoch: meta.epoch, fromSeq: page.minSeq, toSeq: page.maxSeq, file: name, problem });
      }
      return undefined;
    }
  };
  const block: Block = {
    ...boundsIn(meta),
    name,
    meta,
    bytes,
    epoch: meta.epoch,
    rows: meta.rows,
    seriesIds: kinds.ids,
    strands: meta.strands,
    parts: partsOf(rowPages, meta.latePages),
    byTime: meta.byTime,
    byReceived: meta.byReceived,
    async pagesHolding(need) {
      const index = await words();
      return index ? pagesHolding(index, need) : withTexts;
    },
    templates,
    load: (page) => load(page as PageMeta),
    removed: false,
  };
  return block;
}

function boundsIn(meta: BlockMeta) {
  const { minSeq, maxSeq, minTimeUs, maxTimeUs, minReceivedUs, maxReceivedUs } = meta;
  return { minSeq, maxSeq, minTimeUs, maxTimeUs, minReceivedUs, maxReceivedUs };
}
