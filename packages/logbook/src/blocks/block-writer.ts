/** Builds block files from the rows of a segment: one for each site and retention class. */
import { crc32, zstdCompressSync } from 'node:zlib';
import type { FileCipher } from '../crypt/keyring.ts';
import { encodeFooter } from './block-footer.ts';
import {
  type BlockMeta,
  blockMagic,
  blockVersion,
  encryptedFlag,
  endMagic,
  headerBytes,
  type LatePage,
  markAt,
  type PageMeta,
  pageRows,
  type RetentionClass,
  type Section,
  type SeriesCounts,
  type StrandMeta,
  trailerBytes,
} from './block-format.ts';
import { arrange, type BlockSeries } from './block-series.ts';
import { boundsOf, joinBounds } from './bounds.ts';
import { Skeletons } from './columns/skeletons.ts';
import { encodeCounts } from './counts-section.ts';
import { pageEncoder } from './page-encoder.ts';
import { retentionClass } from './retention-class.ts';
import type { RowTable } from './row-table.ts';
import { strandsOf } from './strands.ts';
import { TemplateCollector } from './templates/template-collector.ts';
import { encodeTemplates } from './templates/template-section.ts';
import { countByTime } from './time-counts.ts';
import { Masks } from './words/masks.ts';
import { WordCollector } from './words/word-collector.ts';
import { encodeFilter } from './words/word-filter.ts';
import { encodeWords } from './words/word-section.ts';

export interface BlockPart {
  readonly site: string;
  readonly class: RetentionClass;
  /** Of the table, in seq order. */
  readonly rows: Uint32Array;
}

export function partsOf(table: RowTable): BlockPart[] {
  const parts = new Map<string, { site: string; class: RetentionClass; size: number; rows: Uint32Array }>();
  const partOfSeries = table.series.map((series) => {
    const part = { site: series.site, class: retentionClass(series), size: 0, rows: new Uint32Array(0) };
    const name = JSON.stringify([part.site, part.class]);
    if (!parts.has(name)) parts.set(name, part);
    return parts.get(name)!;
  });
  const counts = new Uint32Array(table.series.length);
  for (let row = 0; row < table.count; row++) counts[table.seriesOf[row]!]!++;
  counts.forEach((count, series) => {
    partOfSeries[series]!.size += count;
  });
  for (const part of parts.values()) [part.rows, part.size] = [new Uint32Array(part.size), 0];
  for (let row = 0; row < table.count; row++) {
    const part = partOfSeries[table.seriesOf[row]!]!;
    part.rows[part.size++] = row;
  }
  return [...parts.values()].filter((part) => part.rows.length > 0);
}

/** Builds the blocks of one table: what its pages share is made once. */
export function blockBuilder(
  segment: string,
  table: RowTable,
  rowsPerPage = pageRows,
): (part: BlockPart, cipher?: FileCipher) => Uint8Array[] {
  const skeletons = new Skeletons(table.strings);
  const masks = new Masks(skeletons);
  const words = new WordCollector(table.strings, { skeletons, masks });
  const templates = new TemplateCollector(table, { skeletons, masks });
  const encode = pageEncoder(table, { words, skeletons });
  return (part, cipher) =>
    buildBlock({ segment, table, rowsPerPage, encode, words, templates, cipher }, part);
}

interface Building {
  readonly segment: string;
  readonly table: RowTable;
  readonly rowsPerPage: number;
  readonly encode: ReturnType<typeof pageEncoder>;
  readonly words: WordCollector;
  readonly templates: TemplateCollector;
  /** Of the file; undefined when it is written in clear. */
  readonly cipher: FileCipher | undefined;
}

/** The whole file as the pieces to write one after the other. */
function buildBlock(
  { segment, table, rowsPerPage, encode, words, templates, cipher }: Building,
  part: BlockPart,
): Uint8Array[] {
  const { rows } = part;
  const { kinds, seriesOf } = ownSeries(table, rows);
  const own = { ...table, series: kinds.series, seriesOf };
  const pieces: Uint8Array[] = [header(cipher)];
  let offset = headerBytes;
  const { strands, isStray } = strandsOf(own, rows, rowsPerPage);
  const presentWords = Math.ceil(kinds.series.length / 32);
  const isNone = new Uint8Array(table.count);
  const late: number[] = [];
  let pageCount = 0;
  const writePage = (pageRows: Uint32Array, strays: Uint8Array): PageMeta => {
    const { series, textless, ...encoded } = encode(pageRows, kinds, seriesOf);
    const bytes = cipher ? cipher.seal(encoded.bytes, offset) : encoded.bytes;
    const crc = crc32(bytes);
    const present = new Uint32Array(presentWords);
    for (const id of series) present[id >> 5]! |= 1 << (id & 31);
    const [minMainUs, maxMainUs] = momentsOf(table, pageRows, strays);
    const before = late.length;
    for (let i = 0; i < pageRows.length; i++) {
      const time = table.timeUs[pageRows[i]!]!;
      if (!(time >= minMainUs && time <= maxMainUs)) late.push(pageRows[i]!);
    }
    const rows = pageRows.length;
    const mainRows = rows - (late.length - before);
    const number = pageCount++;
    const page = {
      number,
      rows,
      ...boundsOf(table, pageRows),
      offset,
      bytes: bytes.length,
      crc,
      present,
      textless,
    };
    pieces.push(bytes);
    offset += bytes.length;
    return { ...page, minMainUs, maxMainUs, mainRows };
  };
  const writeStrand = (strand: Uint32Array): StrandMeta => {
    const pages: PageMeta[] = [];
    for (let at = 0; at < strand.length; at += rowsPerPage)
      pages.push(writePage(strand.subarray(at, at + rowsPerPage), isStray));
    return { rows: strand.length, ...joinBounds(pages), totals: totals(own, strand), pages };
  };
  const writeLatePages = (): LatePage[] => {
    const { timeUs } = table;
    const sorted = Uint32Array.from(late.sort((a, b) => timeUs[a]! - timeUs[b]! || a - b));
    const pages: LatePage[] = [];
    for (let at = 0; at < sorted.length; at += rowsPerPage) {
      const pageRows = sorted.subarray(at, at + rowsPerPage);
      const lateUs = Float64Array.from(pageRows, (row) => timeUs[row]!);
      pages.push({
        ...writePage(pageRows, isNone),
        lateUs,
        lateSeries: pageRows.map((row) => seriesOf[row]!),
      });
    }
    return pages;
  };
  const stored = strands.map(writeStrand);
  const latePages = writeLatePages();
  const writeSection = (plain: Uint8Array): Section => {
    const bytes = cipher ? cipher.seal(plain, offset) : plain;
    pieces.push(bytes);
    offset += bytes.length;
    return { offset: offset - bytes.length, bytes: bytes.length, crc: crc32(bytes) };
  };
  const collected = words.take();
  const counted = templates.count(rows, seriesOf);
  const bounds = joinBounds(stored);
  const durationUs = bounds.maxReceivedUs - bounds.minReceivedUs;
  const extent = { seriesCount: kinds.series.length, durationUs };
  const byTime = countByTime({ rows, seriesOf, times: table.timeUs }, extent);
  const byReceived = countByTime({ rows, seriesOf, times: table.receivedUs }, extent);
  const meta: BlockMeta = {
    segment,
    epoch: table.epoch,
    site: part.site,
    class: part.class,
    rows: rows.length,
    ...bounds,
    kinds,
    strands: stored,
    latePages,
    words: collected && writeSection(encodeWords(collected)),
    filter: collected && writeSection(encodeFilter(collected)),
    templates: counted && writeSection(encodeTemplates(counted)),
    unitUs: { time: byTime.unitUs, received: byReceived.unitUs },
    counts: { time: writeSection(encodeCounts(byTime)), received: writeSection(encodeCounts(byReceived)) },
  };
  pieces.push(...closing(encodeFooter(meta), (bytes) => cipher?.seal(bytes, offset) ?? bytes));
  return pieces;
}

/** The series that these rows use in the order of a block, and the rows numbered by it. */
function ownSeries(table: RowTable, rows: Uint32Array): { kinds: BlockSeries; seriesOf: Uint32Array } {
  const used = new Uint8Array(table.series.length);
  for (let i = 0; i < rows.length; i++) used[table.seriesOf[rows[i]!]!] = 1;
  const { order, ...kinds } = arrange(
    table.series,
    [...table.series.keys()].filter((id) => used[id] === 1),
  );
  const renumbered = new Uint32Array(table.series.length);
  order.forEach((id, index) => {
    renumbered[id] = index;
  });
  const seriesOf = new Uint32Array(table.count);
  for (let i = 0; i < rows.length; i++) seriesOf[rows[i]!] = renumbered[table.seriesOf[rows[i]!]!]!;
  return { kinds, seriesOf };
}

/** The extent of the rows that are no strays. */
function momentsOf({ timeUs }: RowTable, rows: Uint32Array, isStray: Uint8Array): [number, number] {
  let [minUs, maxUs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (isStray[row] === 1) continue;
    const time = timeUs[row]!;
    if (time < minUs) minUs = time;
    if (time > maxUs) maxUs = time;
  }
  return [minUs, maxUs];
}

function totals(table: RowTable, rows: Uint32Array): SeriesCounts {
  const all = new Uint32Array(table.series.length);
  for (let i = 0; i < rows.length; i++) all[table.seriesOf[rows[i]!]!]!++;
  const series = Uint32Array.from(all.keys()).filter((id) => all[id]! > 0);
  return { series, counts: series.map((id) => all[id]!) };
}

function header(cipher: FileCipher | undefined): Uint8Array {
  const bytes = Buffer.alloc(headerBytes);
  bytes.write(blockMagic, 'latin1');
  bytes.writeUInt16LE(blockVersion, 8);
  if (cipher) {
    bytes.writeUInt16LE(encryptedFlag, 10);
    bytes.set(cipher.mark, markAt);
  }
  bytes.writeUInt32LE(crc32(bytes.subarray(0, headerBytes - 4)), headerBytes - 4);
  return bytes;
}

function closing(footer: Uint8Array, seal: (bytes: Uint8Array) => Uint8Array): Uint8Array[] {
  const stored = seal(zstdCompressSync(footer));
  const trailer = Buffer.alloc(trailerBytes);
  trailer.writeUInt32LE(stored.length, 0);
  trailer.writeUInt32LE(footer.length, 4);
  trailer.writeUInt32LE(crc32(stored), 8);
  trailer.write(endMagic, 12, 'latin1');
  return [stored, trailer];
}
