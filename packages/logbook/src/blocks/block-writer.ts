/** Builds block files from the rows of a segment: one for each site and retention class. */
import { crc32, zstdCompressSync } from 'node:zlib';
import { isVisibleAt } from '@mantinel/domain';
import type { Series } from '../codec/series.ts';
import { encodeFooter, isTextless } from './block-footer.ts';
import {
  type BlockMeta,
  blockMagic,
  blockVersion,
  endMagic,
  headerBytes,
  type PageMeta,
  pageRows,
  type RetentionClass,
  type SeriesCounts,
  type StrandMeta,
  trailerBytes,
} from './block-format.ts';
import { boundsOf } from './bounds.ts';
import { type EncodedPage, pageEncoder } from './page-encoder.ts';
import type { RowTable } from './row-table.ts';
import { type Strand, strandsOf } from './strands.ts';
import { countByTime } from './time-counts.ts';

/** The class of the mildest level that shows an event. */
function retentionClass(series: Pick<Series, 'severity' | 'kind'>): RetentionClass {
  if (isVisibleAt('operator', series)) return 'operator';
  return isVisibleAt('technical', series) ? 'technical' : 'developer';
}

export interface BlockPart {
  readonly site: string;
  readonly class: RetentionClass;
  /** Of the table, in seq order. */
  readonly rows: Uint32Array;
}

export function partsOf(table: RowTable): BlockPart[] {
  const parts = new Map<string, { site: string; class: RetentionClass; rows: number[] }>();
  const partOfSeries = table.series.map((series) => {
    const part = { site: series.site, class: retentionClass(series), rows: [] };
    const name = JSON.stringify([part.site, part.class]);
    if (!parts.has(name)) parts.set(name, part);
    return parts.get(name)!;
  });
  for (let row = 0; row < table.count; row++) partOfSeries[table.seriesOf[row]!]!.rows.push(row);
  return [...parts.values()]
    .filter((part) => part.rows.length > 0)
    .map((part) => ({ ...part, rows: Uint32Array.from(part.rows) }));
}

/** The whole file as the pieces to write one after the other. */
export function buildBlock(
  segment: string,
  table: RowTable,
  part: BlockPart,
  rowsPerPage = pageRows,
): Uint8Array[] {
  const narrowed = ownSeries(table, part.rows);
  const encode = pageEncoder(narrowed);
  const pieces: Uint8Array[] = [header()];
  let offset = headerBytes;
  const place = (page: EncodedPage) => {
    const at = offset;
    for (const bytes of page.bytes) {
      pieces.push(bytes);
      offset += bytes.length;
    }
    return at;
  };
  const words = Math.ceil(narrowed.series.length / 32);
  const writePage = (rows: Uint32Array): PageMeta => {
    const page = encode(rows);
    const present = new Uint32Array(words);
    for (const row of rows) {
      const series = narrowed.seriesOf[row]!;
      present[series >> 5]! |= 1 << (series & 31);
    }
    return {
      rows: rows.length,
      ...boundsOf(narrowed, rows),
      offset: place(page),
      columns: page.columns,
      present,
      textless: isTextless(page.columns),
    };
  };
  const writeStrand = (strand: Strand): StrandMeta => {
    const pages: PageMeta[] = [];
    for (let at = 0; at < strand.rows.length; at += strand.pageRows)
      pages.push(writePage(strand.rows.subarray(at, at + strand.pageRows)));
    const { rows } = strand;
    return { rows: rows.length, ...boundsOf(narrowed, rows), totals: totals(narrowed, rows), pages };
  };
  const { rows } = part;
  const { seriesOf } = narrowed;
  const meta: BlockMeta = {
    segment,
    epoch: table.epoch,
    site: part.site,
    class: part.class,
    rows: rows.length,
    ...boundsOf(narrowed, rows),
    series: narrowed.series,
    strands: strandsOf(narrowed, rows, rowsPerPage).map(writeStrand),
    byTime: countByTime({ rows, seriesOf, times: table.timeUs }),
    byReceived: countByTime({ rows, seriesOf, times: table.receivedUs }),
  };
  pieces.push(...sealed(encodeFooter(meta)));
  return pieces;
}

/** The table with only the series that these rows use, sorted and numbered anew. */
function ownSeries(table: RowTable, rows: Uint32Array): RowTable {
  const used = new Uint8Array(table.series.length);
  for (const row of rows) used[table.seriesOf[row]!] = 1;
  const sorted = [...table.series.keys()]
    .filter((id) => used[id] === 1)
    .map((id) => ({ id, series: table.series[id]!, sortKey: sortKey(table.series[id]!) }))
    .sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
  const renumbered = new Uint32Array(table.series.length);
  sorted.forEach(({ id }, index) => {
    renumbered[id] = index;
  });
  const seriesOf = new Uint32Array(table.count);
  for (const row of rows) seriesOf[row] = renumbered[table.seriesOf[row]!]!;
  return { ...table, series: sorted.map(({ series }) => series), seriesOf };
}

const sortKey = ({ machine, kind, path, code, severity, quality }: Series) =>
  `${machine ?? ''}\n${kind}\n${path ?? ''}\n${code}\n${severity}${quality}`;

function totals(table: RowTable, rows: Uint32Array): SeriesCounts {
  const all = new Uint32Array(table.series.length);
  for (const row of rows) all[table.seriesOf[row]!]!++;
  const series = Uint32Array.from(all.keys()).filter((id) => all[id]! > 0);
  return { series, counts: series.map((id) => all[id]!) };
}

function header(): Uint8Array {
  const bytes = Buffer.alloc(headerBytes);
  bytes.write(blockMagic, 'latin1');
  bytes.writeUInt16LE(blockVersion, 8);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, headerBytes - 4)), headerBytes - 4);
  return bytes;
}

function sealed(footer: Uint8Array): Uint8Array[] {
  const stored = zstdCompressSync(footer);
  const trailer = Buffer.alloc(trailerBytes);
  trailer.writeUInt32LE(stored.length, 0);
  trailer.writeUInt32LE(footer.length, 4);
  trailer.writeUInt32LE(crc32(stored), 8);
  trailer.write(endMagic, 12, 'latin1');
  return [stored, trailer];
}
