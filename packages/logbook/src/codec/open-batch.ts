/** Reads an encoded batch column by column; each column is decoded when first asked for. Format: batch-format.ts. */

import { AppError } from '@mantinel/contract';
import { type Attributes, kinds, type NewEvent, qualities, type TraceContext } from '@mantinel/domain';
import { batchFormatVersion, sections, timeMode } from './batch-format.ts';
import { ByteReader } from './byte-reader.ts';
import { readNumber } from './decimal.ts';
import { attributeTypes, type Series } from './series.ts';
import { attributesOf, eventOf } from './series-event.ts';

export interface BatchColumns {
  readonly count: number;
  /** The most severe of the batch, and the extent of both times: known without decoding anything. */
  readonly maxSeverity: number;
  readonly minTimeUs: number;
  readonly maxTimeUs: number;
  readonly minReceivedUs: number;
  readonly maxReceivedUs: number;
  /** The batch's dictionary, in order of first use. */
  readonly series: readonly Series[];
  /** Row → index into `series`. */
  readonly seriesOf: Uint16Array;
  readonly timeUs: Float64Array;
  readonly receivedUs: Float64Array;
  /** Values of type number and boolean (0, 1), in row order and, within a row, in the order of its series' shape. */
  readonly numbers: Float64Array;
  /** Row → its first place in `numbers`; one more than rows, so that the next entry is the end. */
  readonly numberStart: Uint32Array;
  /** Values of type string and json as indices for `text`, ordered like `numbers`. */
  readonly texts: Uint32Array;
  readonly textStart: Uint32Array;
  /** Row → its message as an index for `text`; 0 is the empty message. */
  readonly messageOf: Uint32Array;
  /** How many texts the dictionary holds; each index below it is distinct text. */
  readonly textCount: number;
  text(index: number): string;
  /** The few rows that belong to a trace. */
  readonly traces: ReadonlyMap<number, TraceContext>;
  message(row: number): string;
  attributes(row: number): Attributes;
  trace(row: number): TraceContext | undefined;
  /** The row as it was handed in. */
  event(row: number): NewEvent;
}

/** Throws AppError `logbook.badBatch` for bytes no encoder wrote, `logbook.formatTooNew` for those of a newer one. */
export function openBatch(bytes: Uint8Array): BatchColumns {
  try {
    return new OpenBatch(bytes);
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new AppError('logbook.badBatch', { data: { problem: cause.message }, cause });
    throw cause;
  }
}

class OpenBatch implements BatchColumns {
  readonly count: number;
  readonly maxSeverity: number;
  readonly textCount: number;
  readonly minTimeUs: number;
  readonly maxTimeUs: number;
  readonly minReceivedUs: number;
  readonly maxReceivedUs: number;
  readonly #bytes: Uint8Array;
  readonly #shapeCount: number;
  readonly #seriesCount: number;
  /** Where each section begins, and the end of the last. */
  readonly #offsets: number[];
  #seriesOf: Uint16Array | undefined;
  #times: [Float64Array, Float64Array] | undefined;
  #series: readonly Series[] | undefined;
  #textEnds: Uint32Array | undefined;
  #texts: (string | undefined)[] = [''];
  #numbers: { values: Float64Array; start: Uint32Array } | undefined;
  #textRefs: { values: Uint32Array; start: Uint32Array } | undefined;
  #messageOf: Uint32Array | undefined;
  #traces: Map<number, TraceContext> | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const from = new ByteReader(bytes);
    const version = from.byte();
    if (version > batchFormatVersion)
      throw new AppError('logbook.formatTooNew', { data: { file: 'a batch of events', version } });
    if (version === 0 || from.byte() !== 0) throw new RangeError('the bytes are not an encoded batch');
    this.maxSeverity = from.byte();
    this.count = from.varint();
    this.textCount = from.varint();
    this.#shapeCount = from.varint();
    this.#seriesCount = from.varint();
    const lengths = sections.map(() => from.varint());
    this.minTimeUs = from.double();
    this.maxTimeUs = from.double();
    this.minReceivedUs = from.double();
    this.maxReceivedUs = from.double();
    this.#offsets = [from.at];
    for (const length of lengths) this.#offsets.push(this.#offsets.at(-1)! + length);
    if (this.#offsets.at(-1) !== bytes.length) throw new RangeError('the sections do not fill the batch');
    const wide = this.#seriesCount > 256 ? 2 : 1;
    if (this.count === 0 || lengths[sections.indexOf('rows')] !== this.count * wide)
      throw new RangeError('the rows do not fill their section');
  }

  get seriesOf(): Uint16Array {
    if (this.#seriesOf) return this.#seriesOf;
    const { bytes, at } = this.#section('rows');
    const rows = new Uint16Array(this.count);
    if (this.#seriesCount <= 256) rows.set(bytes.subarray(at, at + this.count));
    else for (let row = 0; row < this.count; row++) rows[row] = bytes.readUInt16LE(at + row * 2);
    this.#seriesOf = rows;
    return rows;
  }

  get timeUs(): Float64Array {
    return this.#bothTimes()[0];
  }

  get receivedUs(): Float64Array {
    return this.#bothTimes()[1];
  }

  get series(): readonly Series[] {
    if (this.#series) return this.#series;
    const shapes = this.#shapes();
    const from = this.#section('series');
    const list: Series[] = [];
    for (let index = 0; index < this.#seriesCount; index++) {
      const site = this.text(from.varint());
      const machine = from.varint();
      const path = from.varint();
      const code = this.text(from.varint());
      const shape = at(shapes, from.varint());
      list.push({
        site,
        ...(machine > 0 && { machine: this.text(machine - 1) }),
        ...(path > 0 && { path: this.text(path - 1) }),
        kind: at(kinds, from.byte()),
        severity: from.byte(),
        code,
        quality: at(qualities, from.byte()),
        shape,
      });
    }
    this.#series = list;
    return list;
  }

  get numbers(): Float64Array {
    return this.#allNumbers().values;
  }

  get numberStart(): Uint32Array {
    return this.#allNumbers().start;
  }

  get texts(): Uint32Array {
    return this.#allTextRefs().values;
  }

  get textStart(): Uint32Array {
    return this.#allTextRefs().start;
  }

  get messageOf(): Uint32Array {
    if (this.#messageOf) return this.#messageOf;
    const from = this.#section('messages');
    const messages = new Uint32Array(this.count);
    for (let row = 0; from.at < from.end; ) {
      row += from.varint();
      messages[row] = from.varint();
    }
    this.#messageOf = messages;
    return messages;
  }

  get traces(): ReadonlyMap<number, TraceContext> {
    if (this.#traces) return this.#traces;
    const from = this.#section('traces');
    const traces = new Map<number, TraceContext>();
    for (let row = 0; from.at < from.end; ) {
      row += from.varint();
      const withSpan = from.byte() === 1;
      const traceId = from.take(16).toString('hex');
      traces.set(row, withSpan ? { traceId, spanId: from.take(8).toString('hex') } : { traceId });
    }
    this.#traces = traces;
    return traces;
  }

  text(index: number): string {
    const known = this.#texts[index];
    if (known !== undefined) return known;
    const ends = this.#ends();
    if (index >= this.textCount) throw new RangeError('a text is missing from the dictionary');
    const text = this.#section('strings').bytes.toString('utf8', ends[index - 1]!, ends[index]!);
    this.#texts[index] = text;
    return text;
  }

  message(row: number): string {
    return this.text(this.messageOf[row]!);
  }

  trace(row: number): TraceContext | undefined {
    return this.traces.get(row);
  }

  attributes(row: number): Attributes {
    const { shape } = this.series[this.seriesOf[row]!]!;
    let number = this.numberStart[row]!;
    let text = this.textStart[row]!;
    return attributesOf(shape, {
      nextNumber: () => this.numbers[number++]!,
      nextText: () => this.text(this.texts[text++]!),
    });
  }

  event(row: number): NewEvent {
    return eventOf(this.series[this.seriesOf[row]!]!, {
      timeUs: this.timeUs[row]!,
      receivedUs: this.receivedUs[row]!,
      message: this.message(row),
      attributes: this.attributes(row),
      trace: this.trace(row),
    });
  }

  #section(name: (typeof sections)[number]): ByteReader {
    const index = sections.indexOf(name);
    return new ByteReader(this.#bytes, this.#offsets[index], this.#offsets[index + 1]);
  }

  #bothTimes(): [Float64Array, Float64Array] {
    if (this.#times) return this.#times;
    const from = this.#section('times');
    this.#times = [this.#readTimes(from, this.minTimeUs), this.#readTimes(from, this.minReceivedUs)];
    return this.#times;
  }

  #readTimes(from: ByteReader, min: number): Float64Array {
    const times = new Float64Array(this.count);
    if (from.byte() === timeMode.raw) {
      for (let row = 0; row < times.length; row++) times[row] = from.double();
    } else {
      let time = min;
      for (let row = 0; row < times.length; row++) {
        time += from.zigzag();
        times[row] = time;
      }
    }
    return times;
  }

  /** Byte offsets where the texts end; text n begins where text n - 1 ends. */
  #ends(): Uint32Array {
    if (this.#textEnds) return this.#textEnds;
    const from = this.#section('strings');
    const ends = new Uint32Array(this.textCount);
    let length = 0;
    for (let index = 1; index < this.textCount; index++) {
      length += from.varint();
      ends[index] = length;
    }
    if (from.at + length !== from.end) throw new RangeError('the texts do not fill their section');
    for (let index = 0; index < this.textCount; index++) ends[index]! += from.at;
    this.#textEnds = ends;
    return ends;
  }

  #shapes(): Series['shape'][] {
    const from = this.#section('shapes');
    const shapes: Series['shape'][] = [[]];
    while (shapes.length < this.#shapeCount) {
      const parent = at(shapes, from.varint());
      const entry = from.varint();
      shapes.push([
        ...parent,
        { key: this.text(Math.floor(entry / 8)), type: at(attributeTypes, entry % 8) },
      ]);
    }
    return shapes;
  }

  #allNumbers(): { values: Float64Array; start: Uint32Array } {
    if (this.#numbers) return this.#numbers;
    const start = this.#starts((type) => type === 'number' || type === 'boolean');
    const values = new Float64Array(start[this.count]!);
    const from = this.#section('numbers');
    for (let index = 0; index < values.length; index++) values[index] = readNumber(from);
    this.#numbers = { values, start };
    return this.#numbers;
  }

  #allTextRefs(): { values: Uint32Array; start: Uint32Array } {
    if (this.#textRefs) return this.#textRefs;
    const start = this.#starts((type) => type === 'string' || type === 'json');
    const values = new Uint32Array(start[this.count]!);
    const from = this.#section('texts');
    for (let index = 0; index < values.length; index++) values[index] = from.varint();
    this.#textRefs = { values, start };
    return this.#textRefs;
  }

  #starts(counts: (type: Series['shape'][number]['type']) => boolean): Uint32Array {
    const perSeries = this.series.map(({ shape }) => shape.filter(({ type }) => counts(type)).length);
    const starts = new Uint32Array(this.count + 1);
    const { seriesOf } = this;
    for (let row = 0; row < this.count; row++) starts[row + 1] = starts[row]! + perSeries[seriesOf[row]!]!;
    return starts;
  }
}

function at<T>(list: readonly T[], index: number): T {
  const entry = list[index];
  if (entry === undefined) throw new RangeError('an index points outside its dictionary');
  return entry;
}
