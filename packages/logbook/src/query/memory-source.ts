/** A segment not yet rewritten, as a source: its frames are indexed once, as they come, and decoded again only for rows shown. */
import type { NewEvent } from '@mantinel/domain';
import type { SeriesCounts } from '../blocks/block-format.ts';
import { boundsOf, joinBounds } from '../blocks/bounds.ts';
import { type BatchColumns, openBatch } from '../codec/open-batch.ts';
import { RawBatch } from '../codec/raw-batch.ts';
import { SeriesDictionary } from '../codec/series-dictionary.ts';
import type { SeriesRegistry } from '../codec/series-registry.ts';
import { wholeParts } from './parts.ts';
import { mayHold } from './search/may-hold.ts';
import type { Need } from './search/need.ts';
import type { Rows, Source, SourcePage } from './source.ts';

export interface MemoryFrame {
  readonly firstSeq: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** What the append side keeps of a segment until its blocks are there. */
export interface MemorySegment {
  readonly name: string;
  readonly epoch: number;
  /** Of its last durable event. */
  readonly lastSeq: number;
  /** Durable frames in seq order; the open segment's grow. */
  readonly frames: readonly MemoryFrame[];
}

const pageRows = 4096;

interface MemoryPage extends SourcePage {
  readonly from: number;
}

/** Grows with its segment. */
export interface SegmentIndex {
  /** Indexes at most so many frames more; false when more are waiting. */
  advance(frames: number): boolean;
  /** What has been indexed so far; later rows do not appear in it. */
  source(): Source;
}

export function segmentIndex(segment: MemorySegment, registry: SeriesRegistry): SegmentIndex {
  const seriesIds: number[] = [];
  const dictionary = new SeriesDictionary();
  const columns = growingColumns();
  /** Frame → its first row. */
  const frameRows: number[] = [];
  let opened: { frame: number; batch: BatchColumns } | undefined;
  let pages: MemoryPage[] = [];
  let openFrom = 0;
  let latest: Source | undefined;

  const add = (frame: MemoryFrame) => {
    const batch = new RawBatch(frame.bytes);
    const local = dictionary.of(batch);
    for (let own = seriesIds.length; own < dictionary.series.length; own++)
      seriesIds.push(registry.intern(dictionary.series[own]!));
    frameRows.push(columns.count);
    columns.append(frame.firstSeq, batch, local);
    if (columns.count - openFrom >= pageRows) {
      pages = [...pages, describePage(openFrom, pages.length)];
      openFrom = columns.count;
    }
    latest = undefined;
  };
  const describePage = (from: number, number: number): MemoryPage => ({
    from,
    number,
    ...columns.describe(from, columns.count, seriesIds.length),
  });
  const frameOf = (row: number): number => {
    let [low, high] = [0, frameRows.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (frameRows[middle]! <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const openFrame = (frame: number): BatchColumns => {
    // Neighbouring rows are asked for one after the other.
    if (opened?.frame !== frame) opened = { frame, batch: openBatch(segment.frames[frame]!.bytes) };
    return opened.batch;
  };
  const batchOf = (row: number): { frame: number; batch: BatchColumns; row: number } => {
    const frame = frameOf(row);
    return { frame, batch: openFrame(frame), row: row - frameRows[frame]! };
  };
  /** Frames keep their texts in dictionaries of their own: numbers go on from one to the next. */
  const textNumbers = (from: number, to: number) => {
    const first = frameOf(from);
    const starts = [0];
    for (let frame = first; frame <= frameOf(to - 1); frame++)
      starts.push(starts.at(-1)! + new RawBatch(segment.frames[frame]!.bytes).textCount);
    return {
      count: starts.at(-1)!,
      numberOf: (frame: number, text: number) => starts[frame - first]! + text,
      text(number: number) {
        const place = starts.findLastIndex((start) => start <= number);
        return openFrame(first + place).text(number - starts[place]!);
      },
    };
  };
  /** Most frames hold nothing of what is looked for, which is quicker seen in their bytes than by opening them. */
  const pagesHolding = (own: readonly MemoryPage[], need: Need): Uint8Array =>
    Uint8Array.from(own, ({ from, rows }) => {
      const last = frameOf(from + rows - 1);
      for (let frame = frameOf(from); frame <= last; frame++) {
        const { bytes, at, end } = new RawBatch(segment.frames[frame]!.bytes).section('strings');
        if (mayHold(bytes.subarray(at, end), need)) return 1;
      }
      return 0;
    });
  const load = (page: SourcePage): Rows => {
    const { from, rows } = page as MemoryPage;
    let texts: ReturnType<typeof textNumbers> | undefined;
    const allTexts = () => {
      texts ??= textNumbers(from, from + rows);
      return texts;
    };
    return {
      count: rows,
      ...columns.slice(from, from + rows),
      event(row): NewEvent {
        const at = batchOf(from + row);
        return at.batch.event(at.row);
      },
      get texts() {
        return allTexts().count;
      },
      text: (number) => allTexts().text(number),
      textOf(row, field) {
        const { frame, batch, row: own } = batchOf(from + row);
        const text = field === 0 ? batch.messageOf[own]! : batch.texts[batch.textStart[own]! + field - 1]!;
        return allTexts().numberOf(frame, text);
      },
      numberOf(row, field) {
        const { batch, row: own } = batchOf(from + row);
        return batch.numbers[batch.numberStart[own]! + field]!;
      },
    };
  };

  return {
    advance(frames) {
      // A sealed segment reads its frames from disk: only when something is missing.
      if (columns.lastSeq >= segment.lastSeq) return true;
      const to = Math.min(segment.frames.length, frameRows.length + frames);
      for (let frame = frameRows.length; frame < to; frame++) add(segment.frames[frame]!);
      return frameRows.length === segment.frames.length;
    },
    source() {
      if (latest) return latest;
      const all = columns.count > openFrom ? [...pages, describePage(openFrom, pages.length)] : pages;
      const bounds = joinBounds(all);
      const totals = columns.totals(seriesIds.length);
      const strand = { ...bounds, rows: columns.count, totals, pages: all };
      const layout = { strands: [strand], parts: wholeParts(all) };
      latest = {
        ...bounds,
        epoch: segment.epoch,
        rows: columns.count,
        seriesIds: [...seriesIds],
        seriesRows: totals.counts,
        layout: () => layout,
        pagesHolding: (need) => pagesHolding(all, need),
        load,
      };
      return latest;
    },
  };
}

function growingColumns() {
  let seriesOf = new Uint32Array(pageRows);
  let seq = new Float64Array(pageRows);
  let timeUs = new Float64Array(pageRows);
  let receivedUs = new Float64Array(pageRows);
  let totals = new Uint32Array(64);
  let count = 0;
  const room = (rows: number) => {
    if (rows <= seq.length) return;
    const capacity = Math.max(rows, seq.length * 2);
    const grown = (from: Float64Array) => {
      const to = new Float64Array(capacity);
      to.set(from);
      return to;
    };
    // Sources handed out earlier keep the old arrays, whose rows never change.
    [seq, timeUs, receivedUs] = [grown(seq), grown(timeUs), grown(receivedUs)];
    const series = new Uint32Array(capacity);
    series.set(seriesOf);
    seriesOf = series;
  };
  return {
    get count() {
      return count;
    },
    get lastSeq() {
      return count === 0 ? 0 : seq[count - 1]!;
    },
    append(firstSeq: number, batch: RawBatch, local: Uint32Array) {
      room(count + batch.count);
      const rows = batch.seriesOf();
      for (let row = 0; row < batch.count; row++) {
        const series = local[rows[row]!]!;
        seriesOf[count + row] = series;
        seq[count + row] = firstSeq + row;
        if (series >= totals.length) {
          const more = new Uint32Array(Math.max(series + 1, totals.length * 2));
          more.set(totals);
          totals = more;
        }
        totals[series]!++;
      }
      const times = batch.times();
      timeUs.set(times[0], count);
      receivedUs.set(times[1], count);
      count += batch.count;
    },
    slice: (from: number, to: number) => ({
      seriesOf: seriesOf.subarray(from, to),
      seq: seq.subarray(from, to),
      timeUs: timeUs.subarray(from, to),
      receivedUs: receivedUs.subarray(from, to),
    }),
    totals(series: number): SeriesCounts {
      return { series: Uint32Array.from({ length: series }, (_, id) => id), counts: totals.slice(0, series) };
    },
    describe(from: number, to: number, series: number): Omit<SourcePage, 'number'> {
      const rows = Uint32Array.from({ length: to - from }, (_, i) => from + i);
      const present = new Uint32Array(Math.ceil(series / 32));
      for (const row of rows) present[seriesOf[row]! >> 5]! |= 1 << (seriesOf[row]! & 31);
      const bounds = boundsOf({ seq, timeUs, receivedUs }, rows);
      return { ...bounds, rows: rows.length, present };
    },
  };
}
