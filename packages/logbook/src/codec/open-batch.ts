/** Reads an encoded batch column by column; each column is decoded when first asked for. Format: batch-format.ts. */

import { AppError } from '@mantinel/contract/app-error';
import type { Attributes, NewEvent, TraceContext } from '@mantinel/domain';
import { readNumber } from './decimal.ts';
import { RawBatch } from './raw-batch.ts';
import { attributeTypes, entryAt, type Series, seriesOf } from './series.ts';
import { attributesOf, eventOf } from './series-event.ts';
import { seriesWords } from './series-table.ts';
import { keyOfEntry, typeOfEntry } from './shape-table.ts';

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
  readonly #raw: RawBatch;
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
    this.#raw = new RawBatch(bytes);
  }

  get count(): number {
    return this.#raw.count;
  }

  get maxSeverity(): number {
    return this.#raw.maxSeverity;
  }

  get minTimeUs(): number {
    return this.#raw.minTimeUs;
  }

  get maxTimeUs(): number {
    return this.#raw.maxTimeUs;
  }

  get minReceivedUs(): number {
    return this.#raw.minReceivedUs;
  }

  get maxReceivedUs(): number {
    return this.#raw.maxReceivedUs;
  }

  get textCount(): number {
    return this.#raw.textCount;
  }

  get seriesOf(): Uint16Array {
    this.#seriesOf ??= this.#raw.seriesOf();
    return this.#seriesOf;
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
    const words = this.#raw.series();
    const list: Series[] = [];
    for (let from = 0; from < words.length; from += seriesWords)
      list.push(seriesOf(words.subarray(from, from + seriesWords), (index) => this.text(index), shapes));
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
    const from = this.#raw.section('messages');
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
    const from = this.#raw.section('traces');
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
    const text = this.#raw.bytes.toString('utf8', ends[index - 1]!, ends[index]!);
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

  #bothTimes(): [Float64Array, Float64Array] {
    this.#times ??= this.#raw.times();
    return this.#times;
  }

  #ends(): Uint32Array {
    this.#textEnds ??= this.#raw.stringEnds();
    return this.#textEnds;
  }

  #shapes(): Series['shape'][] {
    const raw = this.#raw.shapes();
    const shapes: Series['shape'][] = [[]];
    for (let at = 2; at < raw.length; at += 2) {
      const entry = raw[at + 1]!;
      const key = this.text(keyOfEntry(entry));
      shapes.push([...shapes[raw[at]!]!, { key, type: entryAt(attributeTypes, typeOfEntry(entry)) }]);
    }
    return shapes;
  }

  #allNumbers(): { values: Float64Array; start: Uint32Array } {
    if (this.#numbers) return this.#numbers;
    const start = this.#starts((type) => type === 'number' || type === 'boolean');
    const values = new Float64Array(start[this.count]!);
    const from = this.#raw.section('numbers');
    for (let index = 0; index < values.length; index++) values[index] = readNumber(from);
    this.#numbers = { values, start };
    return this.#numbers;
  }

  #allTextRefs(): { values: Uint32Array; start: Uint32Array } {
    if (this.#textRefs) return this.#textRefs;
    const start = this.#starts((type) => type === 'string' || type === 'json');
    const values = new Uint32Array(start[this.count]!);
    const from = this.#raw.section('texts');
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
