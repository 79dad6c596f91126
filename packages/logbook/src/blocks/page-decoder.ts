/** A page read back. Columns are decoded when first asked for: a scan decodes no values, a value no texts. */
import { crc32, zstdDecompressSync } from 'node:zlib';
import type { NewEvent, TraceContext } from '@mantinel/domain';
import { ByteReader } from '../codec/byte-reader.ts';
import type { Series } from '../codec/series.ts';
import { attributesOf, eventOf } from '../codec/series-event.ts';
import { type ColumnName, columns, type PageMeta } from './block-format.ts';
import { readReceived, readSeqs, readTimes } from './integer-column.ts';
import { readNumbers } from './number-column.ts';
import { ownersOf } from './owners.ts';
import type { Fields } from './row-table.ts';

/** What the series of a block say of its rows. */
export interface RowKinds {
  readonly series: readonly Series[];
  readonly fields: readonly Fields[];
}

/** Throws RangeError when a checksum does not match: then nothing of the page can be trusted. */
export function decodePage(meta: PageMeta, stored: Uint8Array, kinds: RowKinds): DecodedPage {
  const parts = {} as Record<ColumnName, Uint8Array>;
  let at = 0;
  for (const [i, name] of columns.entries()) {
    const column = meta.columns[i]!;
    parts[name] = stored.subarray(at, at + column.stored);
    at += column.stored;
    if (parts[name].length !== column.stored || crc32(parts[name]) !== column.crc)
      throw new RangeError(`the column ${name} does not match its checksum`);
  }
  return new DecodedPage(meta, parts, kinds);
}

interface Groups {
  /** Row → its place among the page's series. */
  readonly placeOf: Uint16Array;
  /** Row → how many rows of its series stand before it. */
  readonly ordinalOf: Uint16Array;
  /** Place → series of the block. */
  readonly series: Uint32Array;
  readonly rows: Uint32Array;
}

/** Values of each field of each series together. */
interface Grouped<T> {
  readonly values: T;
  /** Place → where the values of its first field begin. */
  readonly starts: Uint32Array;
}

/** Rows with a trace context, their ids still as bytes. */
interface Traces {
  readonly bytes: Buffer;
  readonly places: ReadonlyMap<number, { readonly at: number; readonly withSpan: boolean }>;
}

export class DecodedPage {
  readonly count: number;
  readonly #meta: PageMeta;
  readonly #parts: Readonly<Record<ColumnName, Uint8Array>>;
  readonly #kinds: RowKinds;
  #groups: Groups | undefined;
  #seriesOf: Uint32Array | undefined;
  #seq: Float64Array | undefined;
  #timeUs: Float64Array | undefined;
  #receivedUs: Float64Array | undefined;
  #numbers: Grouped<Float64Array> | undefined;
  #texts: Grouped<Uint32Array> | undefined;
  #strings: { bytes: Buffer; ends: Uint32Array } | undefined;
  #traces: Traces | undefined;
  #hits: { needle: string; strings: Uint8Array | undefined } | undefined;

  constructor(meta: PageMeta, parts: Readonly<Record<ColumnName, Uint8Array>>, kinds: RowKinds) {
    this.count = meta.rows;
    this.#meta = meta;
    this.#parts = parts;
    this.#kinds = kinds;
  }

  /** Row → series of the block. */
  get seriesOf(): Uint32Array {
    if (this.#seriesOf) return this.#seriesOf;
    const { placeOf, series } = this.#grouped();
    const seriesOf = new Uint32Array(this.count);
    for (let row = 0; row < seriesOf.length; row++) seriesOf[row] = series[placeOf[row]!]!;
    this.#seriesOf = seriesOf;
    return seriesOf;
  }

  get seq(): Float64Array {
    this.#seq ??= readSeqs(this.#open('seq'), this.count);
    return this.#seq;
  }

  get timeUs(): Float64Array {
    this.#timeUs ??= readTimes(this.#open('time'), this.receivedUs);
    return this.#timeUs;
  }

  get receivedUs(): Float64Array {
    this.#receivedUs ??= readReceived(this.#open('received'), this.count);
    return this.#receivedUs;
  }

  event(row: number): NewEvent {
    const { placeOf, ordinalOf, rows } = this.#grouped();
    const place = placeOf[row]!;
    const series = this.#kinds.series[this.seriesOf[row]!]!;
    const members = rows[place]!;
    let number = this.#allNumbers().starts[place]! + ordinalOf[row]!;
    let text = this.#allTexts().starts[place]! + ordinalOf[row]!;
    const nextNumber = () => {
      const value = this.#allNumbers().values[number]!;
      number += members;
      return value;
    };
    const nextText = () => {
      const value = this.#string(this.#allTexts().values[text]!);
      text += members;
      return value;
    };
    const message = nextText();
    return eventOf(series, {
      timeUs: this.timeUs[row]!,
      receivedUs: this.receivedUs[row]!,
      message,
      attributes: attributesOf(series.shape, { nextNumber, nextText }),
      trace: this.#traceOf(row),
    });
  }

  mayContain(needle: string): boolean {
    return this.#hitsOf(needle) !== undefined;
  }

  /** Whether the message or a text attribute of the row contains `needle`, which is in lower case. */
  contains(row: number, needle: string): boolean {
    const strings = this.#hitsOf(needle);
    if (!strings) return false;
    const { placeOf, ordinalOf, rows } = this.#grouped();
    const place = placeOf[row]!;
    const { starts, values } = this.#allTexts();
    let at = starts[place]! + ordinalOf[row]!;
    if (strings[values[at]!] === 1) return true;
    for (const { type } of this.#kinds.series[this.seriesOf[row]!]!.shape) {
      if (type !== 'string' && type !== 'json') continue;
      at += rows[place]!;
      if (type === 'string' && strings[values[at]!] === 1) return true;
    }
    return false;
  }

  #hitsOf(needle: string): Uint8Array | undefined {
    if (this.#hits?.needle !== needle) this.#hits = { needle, strings: this.#search(needle) };
    return this.#hits.strings;
  }

  /** For each string of the page whether it contains the needle; undefined when none does, seen in one pass over all. */
  #search(needle: string): Uint8Array | undefined {
    const { bytes, ends } = this.#allStrings();
    const all = bytes.toString('utf8');
    if (!all.toLowerCase().includes(needle)) return undefined;
    return Uint8Array.from(ends, (_, index) => (this.#string(index).toLowerCase().includes(needle) ? 1 : 0));
  }

  #open(name: ColumnName): ByteReader {
    const { raw } = this.#meta.columns[columns.indexOf(name)]!;
    if (raw === this.#parts[name].length) return new ByteReader(this.#parts[name]);
    // With room for everything at once zstd allocates a single chunk.
    return new ByteReader(zstdDecompressSync(this.#parts[name], { chunkSize: raw + 64 }));
  }

  #grouped(): Groups {
    if (this.#groups) return this.#groups;
    const input = this.#open('series');
    const series = new Uint32Array(input.varint());
    let id = 0;
    for (let place = 0; place < series.length; place++) {
      id += input.varint();
      series[place] = id;
    }
    const { starts } = ownersOf(this.#kinds.series, series);
    const placeOf = new Uint16Array(this.count);
    const ordinalOf = new Uint16Array(this.count);
    const rows = new Uint32Array(series.length);
    let start = 0;
    for (let row = 0; row < placeOf.length; row++) {
      const owner = input.varint();
      if (owner !== 0) start = starts[owner - 1]!;
      placeOf[row] = start;
    }
    for (let row = 0; row < placeOf.length; row++) {
      const place = placeOf[row]! + input.varint();
      placeOf[row] = place;
      ordinalOf[row] = rows[place]!++;
    }
    this.#groups = { placeOf, ordinalOf, series, rows };
    return this.#groups;
  }

  #allNumbers(): Grouped<Float64Array> {
    if (this.#numbers) return this.#numbers;
    const { starts, length, fields } = this.#layout('numbers');
    const values = new Float64Array(length);
    const input = this.#open('numbers');
    this.#eachField(starts, fields, (from, to) => readNumbers(input, values, { from, to }));
    this.#numbers = { values, starts };
    return this.#numbers;
  }

  #allTexts(): Grouped<Uint32Array> {
    if (this.#texts) return this.#texts;
    const { starts, length, fields } = this.#layout('texts');
    const values = new Uint32Array(length);
    const input = this.#open('texts');
    let known = 0;
    const next = () => {
      const back = input.varint();
      return back === 0 ? known++ : known - back;
    };
    this.#eachField(starts, fields, (from, to) => {
      if (input.byte() === 1) values.fill(next(), from, to);
      else for (let i = from; i < to; i++) values[i] = next();
    });
    this.#texts = { values, starts };
    return this.#texts;
  }

  #layout(sort: keyof Fields): { starts: Uint32Array; length: number; fields: Uint16Array } {
    const { series, rows } = this.#grouped();
    const fields = new Uint16Array(series.length);
    const starts = new Uint32Array(series.length);
    let length = 0;
    for (let place = 0; place < starts.length; place++) {
      fields[place] = this.#kinds.fields[series[place]!]![sort];
      starts[place] = length;
      length += fields[place]! * rows[place]!;
    }
    return { starts, length, fields };
  }

  #eachField(starts: Uint32Array, fields: Uint16Array, read: (from: number, to: number) => void): void {
    const { rows } = this.#grouped();
    for (let place = 0; place < starts.length; place++) {
      for (let field = 0; field < fields[place]!; field++) {
        const from = starts[place]! + field * rows[place]!;
        read(from, from + rows[place]!);
      }
    }
  }

  #allStrings(): { bytes: Buffer; ends: Uint32Array } {
    if (this.#strings) return this.#strings;
    const input = this.#open('strings');
    const ends = new Uint32Array(input.at === input.end ? 0 : input.varint());
    let end = 0;
    for (let i = 0; i < ends.length; i++) {
      // Each is followed by a line feed.
      end += input.varint() + 1;
      ends[i] = end;
    }
    this.#strings = { bytes: input.take(end), ends };
    return this.#strings;
  }

  #string(index: number): string {
    const { bytes, ends } = this.#allStrings();
    return bytes.toString('utf8', index === 0 ? 0 : ends[index - 1]!, ends[index]! - 1);
  }

  #traceOf(row: number): TraceContext | undefined {
    this.#traces ??= this.#openTraces();
    const { bytes, places } = this.#traces;
    const place = places.get(row);
    if (!place) return undefined;
    const hex = (from: number, length: number) => bytes.toString('hex', from, from + length);
    const traceId = hex(place.at, 16);
    return place.withSpan ? { traceId, spanId: hex(place.at + 16, 8) } : { traceId };
  }

  #openTraces(): Traces {
    const input = this.#open('traces');
    const places = new Map<number, { at: number; withSpan: boolean }>();
    const count = input.at === input.end ? 0 : input.varint();
    let [row, at] = [0, 0];
    for (let i = 0; i < count; i++) {
      const coded = input.varint();
      row += coded >>> 1;
      const withSpan = (coded & 1) === 1;
      places.set(row, { at, withSpan });
      at += withSpan ? 24 : 16;
    }
    return { bytes: input.take(at), places };
  }
}
