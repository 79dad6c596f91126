/** The description at the end of a block: everything a query needs to know before it opens a page. */
import { ByteReader } from '../codec/byte-reader.ts';
import { ByteWriter } from '../codec/byte-writer.ts';
import type { SeriesRegistry } from '../codec/series-registry.ts';
import {
  type BlockLayout,
  type BlockMeta,
  type Bounds,
  blockVersion,
  type Counts,
  firstWithCounts,
  firstWithFilter,
  firstWithWords,
  type LatePage,
  type PageMeta,
  type RetentionClass,
  type Section,
  type SeriesCounts,
  type StrandMeta,
  type TimeCounts,
} from './block-format.ts';
import { readSeries, type StoredSeries, storedSeries } from './block-series.ts';
import { padding } from './columns/bits.ts';
import { readMoments, writeMoments } from './columns/order-columns.ts';
import { type Scratch, scratchSpace } from './columns/scratch.ts';
import { narrow } from './counts-section.ts';

const orders = ['time', 'received'] as const;
const classes: readonly RetentionClass[] = ['developer', 'technical', 'operator'];

export function encodeFooter(meta: BlockMeta): Uint8Array {
  const out = new ByteWriter(64 * 1024);
  const scratch = scratchSpace();
  const { segment, site, kinds } = meta;
  const head = Buffer.from(JSON.stringify({ segment, site, ...storedSeries(kinds) }), 'utf8');
  out.varint(head.length);
  out.append(head);
  out.reserve(64);
  out.varint(meta.epoch);
  out.byte(classes.indexOf(meta.class));
  out.varint(meta.rows);
  writeBounds(out, meta);
  out.varint(meta.strands.length);
  for (const strand of meta.strands) {
    out.reserve(64);
    out.varint(strand.rows);
    writeBounds(out, strand);
    writeCounts(out, strand.totals);
    out.varint(strand.pages.length);
    for (const page of strand.pages) writePage(out, page);
  }
  out.reserve(5);
  out.varint(meta.latePages.length);
  for (const page of meta.latePages) writeLatePage(out, page, scratch);
  out.reserve(10);
  for (const order of orders) out.varint(meta.unitUs[order]);
  const counts = orders.map((order) => (meta.counts === 'unknown' ? meta.counts : meta.counts[order]));
  for (const section of [meta.words, meta.templates, meta.filter, ...counts])
    writeSection(out, section === 'unknown' ? undefined : section);
  out.append(new Uint8Array(padding));
  return out.written();
}

/** Of its series the numbers that the registry gives them. */
export type ReadMeta = Omit<BlockMeta, 'kinds'> & { readonly ids: Uint32Array };

export function decodeFooter(bytes: Uint8Array, registry: SeriesRegistry, version = blockVersion): ReadMeta {
  const input = new ByteReader(bytes, 0, bytes.length - padding);
  const head = JSON.parse(input.take(input.varint()).toString('utf8')) as Pick<
    BlockMeta,
    'segment' | 'site'
  > &
    StoredSeries;
  const { segment, site } = head;
  const ids = readSeries(head, registry);
  const epoch = input.varint();
  const retentionClass = classes[input.byte()];
  if (!retentionClass) throw new RangeError('the footer names an unknown retention class');
  const rows = input.varint();
  const bounds = readBounds(input);
  const layout = readLayout(input, { seriesCount: ids.length, version });
  const { footerCounts: counts } = layout;
  const unitUs = counts
    ? { time: counts.time.unitUs, received: counts.received.unitUs }
    : { time: input.varint(), received: input.varint() };
  const nextSection = (since: number): BlockMeta['words'] =>
    version < since ? 'unknown' : readSection(input);
  return {
    segment,
    site,
    ids,
    epoch,
    class: retentionClass,
    rows,
    ...bounds,
    ...layout,
    words: nextSection(firstWithWords),
    templates: nextSection(firstWithWords),
    filter: nextSection(firstWithFilter),
    unitUs,
    counts: counts ? 'unknown' : { time: someSection(input), received: someSection(input) },
  };
}

/** What must be known of a block before its layout can be read. */
export interface LayoutKind {
  readonly seriesCount: number;
  /** Of the block's format. */
  readonly version: number;
}

/** Of a footer whose other half is known already: of its series only how many they are is needed. */
export function decodeLayout(bytes: Uint8Array, kind: LayoutKind): BlockLayout {
  const input = new ByteReader(bytes, 0, bytes.length - padding);
  input.take(input.varint());
  input.varint();
  input.byte();
  input.varint();
  readBounds(input);
  return readLayout(input, kind);
}

function readLayout(input: ByteReader, { seriesCount, version }: LayoutKind): BlockLayout {
  const scratch = scratchSpace();
  let pageCount = 0;
  const presentWords = Math.ceil(seriesCount / 32);
  const readPages = <T>(read: (input: ByteReader, present: Uint32Array) => T): (T & { number: number })[] => {
    const count = input.varint();
    const present = new Uint32Array(count * presentWords);
    return Array.from({ length: count }, (_, i) => ({
      number: pageCount++,
      ...read(input, present.subarray(i * presentWords, (i + 1) * presentWords)),
    }));
  };
  const strands = times(input.varint(), (): StrandMeta => {
    const strandRows = input.varint();
    const strandBounds = readBounds(input);
    const totals = readCounts(input);
    return {
      rows: strandRows,
      ...strandBounds,
      totals,
      pages: readPages(readPage),
    };
  });
  const latePages = readPages((from, present) => readLatePage(from, present, scratch));
  if (version >= firstWithCounts) return { strands, latePages };
  const time = readTimeCounts(input);
  return { strands, latePages, footerCounts: { time, received: readTimeCounts(input) } };
}

/** No section has no bytes. */
function writeSection(
  out: ByteWriter,
  { offset, bytes, crc }: Section = { offset: 0, bytes: 0, crc: 0 },
): void {
  out.reserve(24);
  out.varint(offset);
  out.varint(bytes);
  out.varint(crc);
}

function readSection(input: ByteReader): Section | undefined {
  const section = { offset: input.varint(), bytes: input.varint(), crc: input.varint() };
  return section.bytes > 0 ? section : undefined;
}

function someSection(input: ByteReader): Section {
  const section = readSection(input);
  if (!section) throw new RangeError('the footer names no counts');
  return section;
}

function times<T>(count: number, make: () => T): T[] {
  const made: T[] = [];
  for (let i = 0; i < count; i++) made.push(make());
  return made;
}

function writeBounds(out: ByteWriter, bounds: Bounds): void {
  out.double(bounds.minSeq);
  out.double(bounds.maxSeq);
  out.double(bounds.minTimeUs);
  out.double(bounds.maxTimeUs);
  out.double(bounds.minReceivedUs);
  out.double(bounds.maxReceivedUs);
}

function readBounds(input: ByteReader): Bounds {
  return {
    minSeq: input.double(),
    maxSeq: input.double(),
    minTimeUs: input.double(),
    maxTimeUs: input.double(),
    minReceivedUs: input.double(),
    maxReceivedUs: input.double(),
  };
}

function writePage(out: ByteWriter, page: PageMeta): void {
  out.reserve(120 + 5 * page.present.length);
  out.varint(page.rows);
  writeBounds(out, page);
  out.varint(page.offset);
  out.varint(page.bytes);
  out.varint(page.crc);
  out.byte(page.textless ? 1 : 0);
  for (const word of page.present) out.varint(word);
  out.double(page.minMainUs);
  out.double(page.maxMainUs);
  out.varint(page.mainRows);
}

/** Fills `present`. */
function readPage(input: ByteReader, present: Uint32Array): Omit<PageMeta, 'number'> {
  const rows = input.varint();
  const bounds = readBounds(input);
  const offset = input.varint();
  const bytes = input.varint();
  const crc = input.varint();
  const textless = input.byte() === 1;
  for (let i = 0; i < present.length; i++) present[i] = input.varint();
  const [minMainUs, maxMainUs, mainRows] = [input.double(), input.double(), input.varint()];
  return { rows, ...bounds, offset, bytes, crc, present, textless, minMainUs, maxMainUs, mainRows };
}

function writeLatePage(out: ByteWriter, page: LatePage, scratch: Scratch): void {
  writePage(out, page);
  writeMoments(out, page.lateUs, scratch);
  out.reserve(5 * page.rows);
  for (const series of page.lateSeries) out.varint(series);
}

function readLatePage(input: ByteReader, present: Uint32Array, scratch: Scratch): Omit<LatePage, 'number'> {
  const page = readPage(input, present);
  const lateUs = readMoments(input, page.rows, scratch);
  const lateSeries = new Uint32Array(page.rows);
  for (let i = 0; i < lateSeries.length; i++) lateSeries[i] = input.varint();
  return { ...page, lateUs, lateSeries };
}

function writeCounts(out: ByteWriter, { series, counts }: SeriesCounts): void {
  out.reserve(5);
  out.varint(series.length);
  writeAscending(out, series, counts);
}

function readCounts(input: ByteReader): SeriesCounts {
  const length = input.varint();
  const counted = { series: new Uint32Array(length), counts: new Uint32Array(length) };
  readAscending(input, counted, { from: 0, to: length });
  return { series: narrow(counted.series), counts: narrow(counted.counts) };
}

function writeAscending(out: ByteWriter, series: Counts, counts: Counts): void {
  out.reserve(10 * series.length + 16);
  let previous = 0;
  for (let i = 0; i < series.length; i++) {
    out.varint(series[i]! - previous);
    out.varint(counts[i]!);
    previous = series[i]!;
  }
}

function readAscending(input: ByteReader, into: SeriesCounts, range: { from: number; to: number }): void {
  let id = 0;
  for (let i = range.from; i < range.to; i++) {
    id += input.varint();
    into.series[i] = id;
    into.counts[i] = input.varint();
  }
}

/** As they stood in the footer before format 5. */
function readTimeCounts(input: ByteReader): TimeCounts {
  const unitUs = input.varint();
  const spans = new Float64Array(input.varint());
  const cells = input.varint();
  const counted = { series: new Uint32Array(cells), counts: new Uint32Array(cells) };
  const starts = new Uint32Array(spans.length + 1);
  for (let i = 0; i < spans.length; i++) {
    spans[i] = input.double();
    starts[i + 1] = starts[i]! + input.varint();
    readAscending(input, counted, { from: starts[i]!, to: starts[i + 1]! });
  }
  return { unitUs, spans, starts, series: narrow(counted.series), counts: narrow(counted.counts) };
}
