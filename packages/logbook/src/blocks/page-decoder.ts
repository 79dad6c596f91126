/** A page read back. Columns are decoded when first asked for: a scan decodes no values, a value no texts. */
import { crc32, zstdDecompressSync } from 'node:zlib';
import type { NewEvent, TraceContext } from '@mantinel/domain';
import { ByteReader } from '../codec/byte-reader.ts';
import { attributesOf, eventOf } from '../codec/series-event.ts';
import type { FileCipher } from '../crypt/keyring.ts';
import type { Automaton } from '../query/search/automaton.ts';
import type { TextMatcher } from '../query/source.ts';
import { firstWithSkeletonsFirst, type PageMeta } from './block-format.ts';
import type { RegisteredSeries } from './block-series.ts';
import { padding } from './columns/bits.ts';
import { PageNumbers } from './columns/numbers.ts';
import { type OrderColumns, readBothTimes, readSeqs } from './columns/order-columns.ts';
import { type ProfileRun, profileRuns } from './columns/page-groups.ts';
import { PageTexts } from './columns/page-texts.ts';
import type { Scratch } from './columns/scratch.ts';
import { type PageSeries, readSeries } from './columns/series-column.ts';
import { readTraces } from './columns/traces.ts';

export interface PageContext {
  readonly kinds: RegisteredSeries;
  readonly scratch: Scratch;
  readonly cipher: FileCipher | undefined;
  /** Of the block's format. */
  readonly version: number;
}

/** Keeps nothing of `stored`. Throws RangeError when the checksum does not match, or the seal: then nothing of the page can be trusted. */
export function decodePage(meta: PageMeta, stored: Uint8Array, context: PageContext): DecodedPage {
  if (stored.length !== meta.bytes || crc32(stored) !== meta.crc)
    throw new RangeError('the page does not match its checksum');
  return new DecodedPage(meta, context.cipher?.open(stored, meta.offset) ?? Buffer.from(stored), context);
}

/** Where a part stands in the page, and its length when it is not compressed any more. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly raw: number;
}

type Parts = Record<'series' | 'order' | 'numbers' | 'textNumbers' | 'texts' | 'traces', Part>;

export class DecodedPage {
  readonly count: number;
  readonly #kinds: RegisteredSeries;
  readonly #textless: boolean;
  readonly #version: number;
  readonly #scratch: Scratch;
  readonly #stored: Uint8Array;
  readonly #parts: Parts;
  #series: PageSeries | undefined;
  #seqs: { readonly seq: Float64Array; readonly rest: ByteReader } | undefined;
  #times: Omit<OrderColumns, 'seq'> | undefined;
  #runs: readonly ProfileRun[] | undefined;
  /** Row in order of series → its run. */
  #runOf: Uint16Array | undefined;
  #numbers: PageNumbers | undefined;
  #texts: PageTexts | undefined;
  #traceOf: ((row: number) => TraceContext | undefined) | undefined;

  constructor({ rows, textless }: PageMeta, stored: Uint8Array, { kinds, scratch, version }: PageContext) {
    this.count = rows;
    this.#textless = textless;
    this.#kinds = kinds;
    this.#version = version;
    this.#scratch = scratch;
    this.#stored = stored;
    this.#parts = partsOf(stored);
  }

  /** Row → series of the block. */
  get seriesOf(): Uint32Array {
    return this.#pageSeries().seriesOf;
  }

  get seq(): Float64Array {
    return this.#allSeqs().seq;
  }

  get timeUs(): Float64Array {
    return this.#bothTimes().timeUs;
  }

  get receivedUs(): Float64Array {
    return this.#bothTimes().receivedUs;
  }

  event(row: number): NewEvent {
    const { run, at, rows } = this.#placeOf(row);
    const series = this.#kinds.at(this.seriesOf[row]!);
    let number = at;
    const nextNumber = () => {
      const value = this.#allNumbers().of(run)[number]!;
      number += rows;
      return value;
    };
    let text = this.#textless ? 0 : this.#allTexts().refs().starts[run]! + at;
    const nextText = () => {
      if (this.#textless) return '';
      const value = this.#allTexts().text(this.#allTexts().refs().values[text]!);
      text += rows;
      return value;
    };
    const message = nextText();
    return eventOf(series, {
      timeUs: this.timeUs[row]!,
      receivedUs: this.receivedUs[row]!,
      message,
      attributes: attributesOf(series.shape, { nextNumber, nextText }),
      trace: this.#trace(row),
    });
  }

  /** How many texts the page has; without any there is the empty one. */
  get texts(): number {
    return this.#textless ? 1 : this.#allTexts().count;
  }

  text(number: number): string {
    return this.#textless ? '' : this.#allTexts().text(number);
  }

  textOf(row: number, field: number): number {
    if (this.#textless) return 0;
    const { run, at, rows } = this.#placeOf(row);
    const { starts, values } = this.#allTexts().refs();
    return values[starts[run]! + at + field * rows]!;
  }

  numberOf(row: number, field: number): number {
    const { run, at, rows } = this.#placeOf(row);
    return this.#allNumbers().of(run)[at + field * rows]!;
  }

  candidates(pieces: readonly string[]): Uint8Array | undefined {
    return this.#textless ? undefined : this.#allTexts().candidates(pieces);
  }

  matcher(automaton: Automaton): TextMatcher {
    if (!this.#textless) return this.#allTexts().matcher(automaton);
    const isFound = automaton.test(new Uint8Array());
    return { matches: () => isFound, matchesAny: () => isFound };
  }

  /** The row's run, its place among the run's rows, and how many those are. */
  #placeOf(row: number): { run: number; at: number; rows: number } {
    const position = this.#pageSeries().positionOf[row]!;
    const run = this.#runOfPosition()[position]!;
    const { from, to } = this.#allRuns()[run]!;
    return { run, at: position - from, rows: to - from };
  }

  #pageSeries(): PageSeries {
    this.#series ??= readSeries(this.#open('series'), this.count, this.#kinds);
    return this.#series;
  }

  #allSeqs() {
    if (this.#seqs) return this.#seqs;
    const rest = this.#open('order');
    this.#seqs = { seq: readSeqs(rest, this.count, this.#scratch), rest };
    return this.#seqs;
  }

  #bothTimes(): Omit<OrderColumns, 'seq'> {
    this.#times ??= readBothTimes(this.#allSeqs().rest, this.count, this.#scratch);
    return this.#times;
  }

  #allRuns(): readonly ProfileRun[] {
    this.#runs ??= profileRuns(this.#pageSeries(), this.#kinds.profileOf);
    return this.#runs;
  }

  #runOfPosition(): Uint16Array {
    if (this.#runOf) return this.#runOf;
    this.#runOf = new Uint16Array(this.count);
    for (const [run, { from, to }] of this.#allRuns().entries()) this.#runOf.fill(run, from, to);
    return this.#runOf;
  }

  #layout() {
    const { fields } = this.#kinds;
    return { groups: this.#pageSeries(), runs: this.#allRuns(), fields, scratch: this.#scratch };
  }

  #allNumbers(): PageNumbers {
    this.#numbers ??= new PageNumbers(this.#open('numbers'), this.#layout());
    return this.#numbers;
  }

  #allTexts(): PageTexts {
    this.#texts ??= new PageTexts({
      texts: this.#open('texts'),
      numbers: this.#open('textNumbers'),
      refsFirst: this.#version < firstWithSkeletonsFirst,
      layout: () => this.#layout(),
    });
    return this.#texts;
  }

  #open(name: keyof Parts): ByteReader {
    const { from, to, raw } = this.#parts[name];
    if (raw === to - from) return new ByteReader(this.#stored, from, to);
    // With room for everything at once zstd allocates a single chunk.
    return new ByteReader(zstdDecompressSync(this.#stored.subarray(from, to), { chunkSize: raw + 64 }));
  }

  #trace(row: number): TraceContext | undefined {
    this.#traceOf ??= readTraces(this.#open('traces'));
    return this.#traceOf(row);
  }
}

function partsOf(stored: Uint8Array): Parts {
  const input = new ByteReader(stored);
  const [series, rawSeries, order, numbers, textNumbers, texts, rawTexts] = Array.from({ length: 7 }, () =>
    input.varint(),
  ) as [number, number, number, number, number, number, number];
  let to = input.at;
  const next = (length: number, raw = length): Part => {
    const from = to;
    to += length;
    return { from, to, raw };
  };
  const parts = {
    series: next(series, rawSeries),
    order: next(order),
    numbers: next(numbers),
    textNumbers: next(textNumbers),
    texts: next(texts, rawTexts),
  };
  return { ...parts, traces: next(stored.length - padding - to) };
}
