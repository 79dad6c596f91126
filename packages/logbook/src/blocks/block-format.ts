/**
 * The block file: rows of one segment, one site and one retention class, as independently readable pages.
 *
 *     header   8 bytes "MNTLBLK\n" · u16 format version · u16 flags · 36 bytes mark of the key, zero in clear · 12 bytes reserved,
 *              zero · u32 CRC-32 of these 60 bytes
 *     pages    one after the other, each under its own CRC-32 in the footer
 *     words    which words stand in which pages (`words/word-section.ts`), under a CRC-32 in the footer
 *     filter   which words stand in any page (`words/word-filter.ts`), likewise
 *     templates  of messages, with their counts (`templates/template-section.ts`), likewise
 *     counts   of rows by time and by receipt (`counts-section.ts`), likewise
 *     footer   zstd of `encodeFooter`: identity, series, strands, pages
 *     trailer  u32 stored length of the footer · u32 its raw length · u32 its CRC-32 · 8 bytes "MNTLEND\n"
 *
 * A page: seven varints — stored and raw length of its series, length of its order, of its numbers, of the numbers of its
 * texts, stored and raw length of its texts — and then the parts (`columns/`), traces last: series and texts compressed by
 * zstd unless both lengths are equal, all else packed by bits already. Four bytes of zero end it.
 *
 * Flags bit 0: pages, words, filter, templates, counts and footer are sealed by the file's key (`crypt/keyring.ts`), checksums and lengths are of what is
 * stored. A file that sets a flag unknown here is too new to read.
 *
 * A strand is a run of rows of one clock in order of seq, of series about equally frequent: pages of a strand overlap in
 * neither order but for single late rows, and a series in it is never thinly spread over many. Late rows stand a second
 * time in pages of their own, sorted by time: else each would have its page opened for it alone.
 */
import type { Order } from '../event-store.ts';
import type { BlockSeries } from './block-series.ts';

export const blockMagic = 'MNTLBLK\n';
export const endMagic = 'MNTLEND\n';
/**
 * 4 since words are indexed and messages grouped, 5 since a filter tells which words a block has none of and counts stand apart,
 * 6 since the skeletons of a page's texts stand before what needs its series.
 */
export const blockVersion = 6;
export const firstWithWords = 4;
export const firstWithFilter = 5;
export const firstWithCounts = 5;
export const firstWithSkeletonsFirst = 6;
/** Packs numbers and digits in texts by bits, leaves late rows where they came; without an index of words or templates. */
export const oldestVersion = 3;
export const blockExtension = '.block';
/** Pages and footer are sealed. */
export const encryptedFlag = 1;
/** Where the header names the file's key. */
export const markAt = 12;
export const headerBytes = 64;
export const trailerBytes = 20;
/** Rows a page holds at most: large enough to compress, small enough to decode in some tenths of a millisecond. */
export const pageRows = 4096;

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
  /** In the order of the file. */
  readonly number: number;
  readonly rows: number;
  readonly offset: number;
  readonly bytes: number;
  readonly crc: number;
  /** One bit for each series of the block: whether a row of it is here. */
  readonly present: Uint32Array;
  /** No row here has any text but the empty one. */
  readonly textless: boolean;
  /** Most rows' times lie between two moments; those of the rest (late, or early) beside them. */
  readonly minMainUs: number;
  readonly maxMainUs: number;
  readonly mainRows: number;
}

/** Copies of the rows that lie beside their pages' moments, sorted by time: what order of time reads instead. */
export interface LatePage extends PageMeta {
  /** Of each row, ascending. */
  readonly lateUs: Float64Array;
  /** Its series of the block. */
  readonly lateSeries: Uint32Array;
}

/** A part of the file beside its pages. */
export interface Section {
  readonly offset: number;
  readonly bytes: number;
  readonly crc: number;
}

/** As narrow as the largest of them allows: a logbook of years keeps millions in memory. */
export type Counts = Uint16Array | Uint32Array;

export interface SeriesCounts {
  /** Ascending numbers of the block's series. */
  readonly series: Counts;
  readonly counts: Counts;
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
  readonly series: Counts;
  readonly counts: Counts;
}

/** Where the rows of a block stand: as much as all else in its footer, and asked for only where rows are. */
export interface BlockLayout {
  readonly strands: readonly StrandMeta[];
  readonly latePages: readonly LatePage[];
  /** In old blocks, which have no sections for them. */
  readonly footerCounts?: Readonly<Record<Order, TimeCounts>>;
}

export type RetentionClass = 'developer' | 'technical' | 'operator';

export interface BlockMeta extends Bounds, BlockLayout {
  readonly segment: string;
  readonly epoch: number;
  readonly site: string;
  readonly class: RetentionClass;
  readonly rows: number;
  readonly kinds: BlockSeries;
  /** Absent where no page holds a word; `unknown` in old blocks. */
  readonly words: Section | 'unknown' | undefined;
  readonly filter: Section | 'unknown' | undefined;
  /** Absent where no row has a message; `unknown` in old blocks. */
  readonly templates: Section | 'unknown' | undefined;
  /** The spans by which its rows are counted. */
  readonly unitUs: Readonly<Record<Order, number>>;
  /** `unknown` in old blocks, whose layout has them. */
  readonly counts: Readonly<Record<Order, Section>> | 'unknown';
}
