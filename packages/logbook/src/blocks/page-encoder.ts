/** Some thousand rows as one page. The format is described in `block-format.ts`. */
import { constants, zstdCompressSync } from 'node:zlib';
import { ByteWriter } from '../codec/byte-writer.ts';
import type { BlockSeries } from './block-series.ts';
import { padding } from './columns/bits.ts';
import { writeNumbers } from './columns/numbers.ts';
import { writeOrder } from './columns/order-columns.ts';
import { type PageGroups, profileRuns } from './columns/page-groups.ts';
import { scratchSpace } from './columns/scratch.ts';
import { writeSeries } from './columns/series-column.ts';
import type { Skeletons } from './columns/skeletons.ts';
import { PageStrings, writeRefs, writeStrings } from './columns/texts.ts';
import { writeTraces } from './columns/traces.ts';
import type { RowTable } from './row-table.ts';
import type { WordCollector } from './words/word-collector.ts';

const zstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };
const minCompressedBytes = 64;
const maxCompressedShare = 0.97;

export interface EncodedPage {
  readonly bytes: Uint8Array;
  /** The page's series as ascending numbers of the block's. */
  readonly series: Uint32Array;
  /** No row has any text but the empty one. */
  readonly textless: boolean;
}

/** Encodes pages of one table; keeps its buffers between pages, and tells `words` of each. */
export function pageEncoder(
  table: RowTable,
  { words, skeletons }: { words: WordCollector; skeletons: Skeletons },
): (rows: Uint32Array, kinds: BlockSeries, seriesOf: Uint32Array) => EncodedPage {
  const series = new ByteWriter(16 * 1024);
  const order = new ByteWriter(64 * 1024);
  const numbers = new ByteWriter(64 * 1024);
  const texts = new ByteWriter(64 * 1024);
  const refs = new ByteWriter(16 * 1024);
  const traces = new ByteWriter(16 * 1024);
  const page = new ByteWriter(64 * 1024);
  const scratch = scratchSpace();
  const strings = new PageStrings(table.strings.count);

  return (rows, kinds, seriesOf) => {
    for (const part of [series, order, numbers, texts, refs, traces, page]) part.clear();
    const { groups, placeOf, inOrder } = groupBySeries(rows, seriesOf, kinds.series.length);
    const runs = profileRuns(groups, kinds.profileOf);
    const grouped = { groups, runs, fields: kinds.fields, scratch };

    writeSeries(series, groups.series, { placeOf, kinds });
    const columns = {
      seq: pick(table.seq, rows),
      timeUs: pick(table.timeUs, rows),
      receivedUs: pick(table.receivedUs, rows),
    };
    writeOrder(order, columns, scratch);
    writeNumbers(numbers, grouped, {
      numbers: table.numbers,
      numbersAt: pickPlaces(table.numbersAt, inOrder),
    });
    writeRefs(refs, grouped, { texts: table.texts, textsAt: pickPlaces(table.textsAt, inOrder), strings });
    const textless = strings.list.every((string) => string === 0);
    const ofTexts = numbers.length;
    if (!textless) writeStrings({ out: texts, numbers }, strings.list, { skeletons, strings: table.strings });
    texts.append(refs.written());
    words.addPage(strings.list);
    strings.clear();
    writeTraces(traces, table.traces, rows);

    const storedSeries = compressed(series.written());
    const storedTexts = textless ? new Uint8Array(0) : compressed(texts.written());
    for (const length of [
      storedSeries.length,
      series.length,
      order.length,
      ofTexts,
      numbers.length - ofTexts,
      storedTexts.length,
      textless ? 0 : texts.length,
    ])
      page.varint(length);
    for (const part of [storedSeries, order.written(), numbers.written(), storedTexts, traces.written()])
      page.append(part);
    page.append(new Uint8Array(padding));
    const bytes = Uint8Array.from(page.written());
    return { bytes, series: groups.series, textless };
  };
}

/** As it is where compression gains next to nothing: random texts, and what is smaller than the call is worth. */
function compressed(raw: Uint8Array): Uint8Array {
  if (raw.length >= minCompressedBytes) {
    const stored = zstdCompressSync(raw, zstdOptions);
    if (stored.length < raw.length * maxCompressedShare) return stored;
  }
  return raw;
}

interface Grouped {
  readonly groups: PageGroups;
  /** Row of the page → place of its series. */
  readonly placeOf: Uint16Array;
  /** Rows of the table in order of series. */
  readonly inOrder: Uint32Array;
}

function groupBySeries(rows: Uint32Array, seriesOf: Uint32Array, seriesCount: number): Grouped {
  const counts = new Uint32Array(seriesCount);
  for (let i = 0; i < rows.length; i++) counts[seriesOf[rows[i]!]!]!++;
  let places = 0;
  for (let id = 0; id < seriesCount; id++) if (counts[id]! > 0) places++;
  const series = new Uint32Array(places);
  const starts = new Uint32Array(places + 1);
  const placeOfSeries = counts;
  for (let id = 0, place = 0; id < seriesCount; id++) {
    const count = counts[id]!;
    if (count === 0) continue;
    series[place] = id;
    starts[place + 1] = starts[place]! + count;
    placeOfSeries[id] = place++;
  }
  const placeOf = new Uint16Array(rows.length);
  const inOrder = new Uint32Array(rows.length);
  const next = starts.slice();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const place = placeOfSeries[seriesOf[row]!]!;
    placeOf[i] = place;
    inOrder[next[place]!++] = row;
  }
  return { groups: { series, starts }, placeOf, inOrder };
}

function pick(from: Float64Array, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = from[rows[i]!]!;
  return picked;
}

function pickPlaces(from: Uint32Array, rows: Uint32Array): Uint32Array {
  const picked = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = from[rows[i]!]!;
  return picked;
}
