/** A block file as a source of queries. */
import { open } from 'node:fs/promises';
import { crc32, zstdDecompressSync } from 'node:zlib';
import { AppError } from '@mantinel/contract/app-error';
import { type SeriesRegistry, seriesRegistry } from '../codec/series-registry.ts';
import { type FileCipher, type Keyring, markBytes } from '../crypt/keyring.ts';
import { CopiesLost, wholeParts } from '../query/parts.ts';
import type { Layout, Source } from '../query/source.ts';
import { decodeFooter } from './block-footer.ts';
import {
  type BlockMeta,
  type Bounds,
  blockMagic,
  blockVersion,
  encryptedFlag,
  endMagic,
  headerBytes,
  markAt,
  oldestVersion,
  type PageMeta,
  type StrandMeta,
  trailerBytes,
} from './block-format.ts';
import { type LayoutContext, layoutReader } from './block-layout.ts';
import { blockSections, type SectionsContext } from './block-sections.ts';
import { narrow } from './counts-section.ts';
import type { Cache } from './page-cache.ts';
import { type DecodedPage, decodePage } from './page-decoder.ts';

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
  readonly meta: Pick<BlockMeta, 'segment' | 'site' | 'class'>;
  readonly bytes: number;
  /** Set when retention removes it: queries under way then find it empty. */
  removed: boolean;
}

export interface BlockContext extends SectionsContext, LayoutContext {
  readonly cache: Cache<PageMeta, DecodedPage>;
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
    const section = { offset: footerAt, bytes: stored.length, crc: trailer.readUInt32LE(8) };
    if (crc32(stored) !== section.crc) throw new RangeError('the footer does not match its checksum');
    const cipher = cipherOf(header, keyring);
    if (cipher === 'missing') {
      if (isIntact) throw new AppError('logbook.keyMissing', { data: { directory: name } });
      throw new RangeError('the header is damaged, and with it the name of the key');
    }
    // What a damaged header said is not known; old ones are few.
    const written = isIntact ? version : blockVersion;
    const footer = decompressed(cipher?.open(stored, footerAt) ?? stored);
    return {
      meta: decodeFooter(footer, registry, written),
      version: written,
      footer: section,
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

const nothing: Layout = { strands: [], parts: wholeParts([]) };

export async function openBlock(path: string, name: string, context: BlockContext): Promise<Block> {
  const { handles, cache, onDamaged, scratch } = context;
  const { known, footer, cipher, version } = await readKnown(path, name, context);
  const { epoch } = known;
  const layout = layoutReader({ path, footer, cipher, version, ids: known.seriesIds }, context);
  const sections = blockSections({ path, meta: known.meta, cipher }, context);
  /** Numbers of pages, and the footer: the hole is told once, and the rest is read. */
  const damaged = new Set<number | 'footer'>();

  /** What `read` gives; undefined where that is gone or damaged. */
  const sound = async <T>(
    what: PageMeta | 'footer',
    read: () => Promise<T>,
    onLost = (): void => undefined,
  ): Promise<T | undefined> => {
    const key = what === 'footer' ? what : what.number;
    if (block.removed || damaged.has(key)) return undefined;
    try {
      return await read();
    } catch (error) {
      if (block.removed) return undefined;
      const isDamage = error instanceof RangeError || (error as NodeJS.ErrnoException).code === 'EIO';
      const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isDamage && !isGone) throw error;
      onLost();
      if (damaged.has(key)) return undefined;
      damaged.add(key);
      const { rows: lost, minSeq: fromSeq, maxSeq: toSeq } = what === 'footer' ? known : what;
      const problem = `${lost} events cannot be read: ${(error as Error).message}`;
      onDamaged({ epoch, fromSeq, toSeq, file: name, problem });
      return undefined;
    }
  };
  const open = () => sound('footer', layout.open);
  const load = async (page: PageMeta) => {
    const decoded = cache.get(page);
    if (decoded) return decoded;
    const opened = await open();
    if (!opened) return undefined;
    const { kinds, rowPages } = opened;
    const read = async () => {
      const context = { kinds: kinds(), scratch, cipher, version };
      const { offset, bytes } = page;
      const decoded = await handles.read({ path, offset, bytes }, (stored) =>
        decodePage(page, stored, context),
      );
      cache.put(page, decoded);
      return decoded;
    };
    return sound(page, read, () => {
      if (page.number < rowPages.length) return;
      layout.loseCopies();
      throw new CopiesLost();
    });
  };
  const block: Block = {
    ...known,
    name,
    layout: async () => (await open()) ?? nothing,
    async pagesHolding(need) {
      const holding = await sections.pagesHolding(need);
      if (holding !== undefined) return holding;
      const { rowPages = [], latePages = [] } = (await open()) ?? {};
      return Uint8Array.from([...rowPages, ...latePages], ({ textless }) => (textless ? 0 : 1));
    },
    templates: sections.templates,
    async counts(order) {
      if (block.removed) return undefined;
      return (await sections.counts(order)) ?? (await open())?.footerCounts?.[order];
    },
    load: (page) => load(page as PageMeta),
    removed: false,
  };
  return block;
}

/** What is kept of a footer; apart, so that nothing holds on to the rest. */
async function readKnown(path: string, name: string, context: BlockContext) {
  const { meta, bytes, footer, cipher, version } = await readMeta(path, name, context);
  const {
    epoch,
    rows,
    segment,
    site,
    class: retentionClass,
    words,
    filter,
    templates,
    counts,
    unitUs,
  } = meta;
  const { ids } = meta;
  const known = {
    ...boundsIn(meta),
    epoch,
    rows,
    bytes,
    meta: { segment, site, class: retentionClass, words, filter, templates, counts, unitUs },
    seriesIds: ids,
    seriesRows: rowsBySeries(meta.strands, ids.length),
    unitUs,
  };
  return { known, footer, cipher, version };
}

function rowsBySeries(strands: readonly StrandMeta[], count: number) {
  const rows = new Uint32Array(count);
  for (const { totals } of strands)
    for (let i = 0; i < totals.series.length; i++) rows[totals.series[i]!]! += totals.counts[i]!;
  return narrow(rows);
}

function boundsIn(meta: Bounds): Bounds {
  const { minSeq, maxSeq, minTimeUs, maxTimeUs, minReceivedUs, maxReceivedUs } = meta;
  return { minSeq, maxSeq, minTimeUs, maxTimeUs, minReceivedUs, maxReceivedUs };
}
