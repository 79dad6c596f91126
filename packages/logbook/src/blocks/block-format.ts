/**
 * The block file: rows of one segment, one site and one retention class, as independently readable pages.
 *
 *     header   8 bytes "MNTLBLK\n" · u16 format version · u16 flags · 48 bytes reserved, zero · u32 CRC-32 of these 60 bytes
 *     pages    each the columns below, one after the other, each compressed by zstd and under its own CRC-32
 *     footer   zstd of `encodeFooter`: identity, series, strands, pages, counts by time
 *     trailer  u32 stored length of the footer · u32 its raw length · u32 its CRC-32 · 8 bytes "MNTLEND\n"
 *
 * Places left for what comes later: flags bit 0 encryption of columns, bit 1 a token filter behind the pages, bit 2
 * templates of messages, bit 3 hashes for proofs. A file that sets a flag unknown here is too new to read.
 *
 * A strand is a run of rows whose time nearly follows their seq (or the strays, sorted by time), of series about equally
 * frequent; pages of a strand overlap little in either order, and a series in it is never thinly spread over many pages.
 */
import type { Series } from '../codec/series.ts';

export const blockMagic = 'MNTLBLK\n';
export const endMagic = 'MNTLEND\n';
/** 2 since times and sequence numbers are packed by bits. */
export const blockVersion = 2;
export const blockExtension = '.block';
export const headerBytes = 64;
export const trailerBytes = 20;
/** Rows a page holds at most: large enough to compress, small enough to decode in some tenths of a millisecond. */
export const pageRows = 2048;

export const columns = [
  'series',
  'seq',
  'received',
  'time',
  'numbers',
  'texts',
  'strings',
  'traces',
] as const;
export type ColumnName = (typeof columns)[number];
export const columnCount = columns.length;

/** Lengths in bytes, compressed unless both are equal; an empty column is not stored. */
export interface Column {
  readonly stored: number;
  readonly raw: number;
  readonly crc: number;
}

/** Inclusive extents of a set of rows in everything that a range can be asked of. */
export interface Bounds {
  readonly minSeq: number;
  readonly maxSeq: number;
  readonly minTimeUs: number;
  readonly maxTimeUs: number;
  readonly minReceivedUs: number;
  readonly maxReceivedUs: number;
}

export interface PageMeta extends Bounds {
  readonly rows: number;
  /** Of its first column in the file. */
  readonly offset: number;
  readonly columns: readonly Column[];
  /** One bit for each series of the block: whether a row of it is here. */
  readonly present: Uint32Array;
  /** No row here has any text but the empty one: not stored, told by the column of strings. */
  readonly textless: boolean;
}

export interface SeriesCounts {
  /** Ascending numbers of the block's series. */
  readonly series: Uint32Array;
  readonly counts: Uint32Array;
}

export interface StrandMeta extends Bounds {
  readonly rows: number;
  readonly totals: SeriesCounts;
  readonly pages: readonly PageMeta[];
}

/** Rows of each series in each span of time, where a row stands in span ⌊time ÷ unit⌋. */
export interface TimeCounts {
  readonly unitUs: number;
  /** Ascending numbers of the spans that hold rows. */
  readonly spans: Float64Array;
  /** Where a span's counts begin; one entry more than spans. */
  readonly starts: Uint32Array;
  readonly series: Uint32Array;
  readonly counts: Uint32Array;
}

export type RetentionClass = 'developer' | 'technical' | 'operator';

export interface BlockMeta extends Bounds {
  readonly segment: string;
  readonly epoch: number;
  readonly site: string;
  readonly class: RetentionClass;
  readonly rows: number;
  /** Sorted by machine. */
  readonly series: readonly Series[];
  readonly strands: readonly StrandMeta[];
  readonly byTime: TimeCounts;
  readonly byReceived: TimeCounts;
}
