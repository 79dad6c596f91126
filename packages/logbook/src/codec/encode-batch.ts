/** Events to the bytes of a frame; the format is described in batch-format.ts. */
import { AppError } from '@mantinel/contract/app-error';
import { type Attributes, kinds, type NewEvent, qualities, type TraceContext } from '@mantinel/domain';
import type { EncodedBatch } from '../event-store.ts';
import { batchFormatVersion, maxBatchEvents, maxDeltaSpanUs, sections, timeMode } from './batch-format.ts';
import { ByteWriter } from './byte-writer.ts';
import { writeNumber } from './decimal.ts';
import { jsonText } from './json-text.ts';
import { attributeTypeOf } from './series.ts';
import { SeriesTable, seriesWords } from './series-table.ts';
import { attributeEntry, ShapeTable } from './shape-table.ts';

const kindIndex = new Map<string, number>(kinds.map((kind, index) => [kind, index]));
const qualityIndex = new Map<string, number>(qualities.map((quality, index) => [quality, index]));
const traceIdPattern = /^[0-9a-f]{32}$/;
const spanIdPattern = /^[0-9a-f]{16}$/;

/** 1 to 65535 events; throws AppError `logbook.badBatch` naming the event and field. */
export const encodeBatch = (events: readonly NewEvent[]): EncodedBatch => createBatchEncoder()(events);

/** An encoder that reuses its buffers: for those who encode many batches. Not re-entrant; the bytes it returns are the caller's. */
export function createBatchEncoder(): (events: readonly NewEvent[]) => EncodedBatch {
  const encoder = new BatchEncoder();
  return (events) => encoder.encode(events);
}

class BatchEncoder {
  readonly #out = Object.fromEntries(sections.map((name) => [name, new ByteWriter(4096)])) as Record<
    (typeof sections)[number],
    ByteWriter
  >;
  readonly #header = new ByteWriter(256);
  readonly #stringBytes = new ByteWriter(4096);
  readonly #strings = new Map<string, number>();
  readonly #shapes = new ShapeTable();
  readonly #series = new SeriesTable();
  #seriesOf = new Uint16Array(256);
  #times = new Float64Array(256);
  #received = new Float64Array(256);
  #lastMessageRow = 0;
  #lastTraceRow = 0;

  encode(events: readonly NewEvent[]): EncodedBatch {
    const count = events.length;
    if (!(count >= 1 && count <= maxBatchEvents)) throw bad(`it holds ${count} events`);
    this.#begin(count);
    let maxSeverity = 0;
    for (let row = 0; row < count; row++) {
      const event = events[row]!;
      this.#seriesOf[row] = this.#row(event, row);
      if (event.severity > maxSeverity) maxSeverity = event.severity;
    }
    const header = this.#header;
    header.clear();
    header.byte(batchFormatVersion);
    header.byte(0);
    header.byte(maxSeverity);
    header.varint(count);
    header.varint(this.#strings.size);
    header.varint(this.#shapes.count);
    header.varint(this.#series.count);
    this.#out.strings.append(this.#stringBytes.written());
    this.#writeShapes();
    this.#writeSeries();
    this.#writeRows(count);
    const extent = [this.#writeTimes(this.#times, count), this.#writeTimes(this.#received, count)].flat();
    for (const name of sections) header.varint(this.#out[name].length);
    for (const bound of extent) header.double(bound);

    let size = header.length;
    for (const name of sections) size += this.#out[name].length;
    const bytes = Buffer.allocUnsafeSlow(size);
    bytes.set(header.written(), 0);
    let at = header.length;
    for (const name of sections) {
      bytes.set(this.#out[name].written(), at);
      at += this.#out[name].length;
    }
    return { bytes, count };
  }

  #begin(count: number): void {
    for (const name of sections) this.#out[name].clear();
    this.#stringBytes.clear();
    this.#strings.clear();
    this.#strings.set('', 0);
    this.#shapes.clear();
    this.#series.clear(count);
    this.#lastMessageRow = this.#lastTraceRow = 0;
    if (this.#times.length < count) {
      this.#times = new Float64Array(count);
      this.#received = new Float64Array(count);
      this.#seriesOf = new Uint16Array(count);
    }
  }

  /** Writes what is the row's own and returns its series. */
  #row(event: NewEvent, row: number): number {
    const { timeUs, receivedUs, severity, machine, path, message, trace } = event;
    if (!Number.isSafeInteger(timeUs)) throw bad('timeUs is not a whole number of microseconds', row);
    if (!Number.isSafeInteger(receivedUs)) throw bad('receivedUs is not a whole number of microseconds', row);
    this.#times[row] = timeUs;
    this.#received[row] = receivedUs;
    const kind = kindIndex.get(event.kind);
    if (kind === undefined) throw bad(`there is no kind ${String(event.kind)}`, row);
    const quality = qualityIndex.get(event.quality);
    if (quality === undefined) throw bad(`there is no quality ${String(event.quality)}`, row);
    if (!(Number.isInteger(severity) && severity >= 1 && severity <= 24))
      throw bad(`severity ${String(severity)} is not a whole number from 1 to 24`, row);
    if (message !== '') this.#message(message, row);
    if (trace !== undefined) this.#trace(trace, row);
    const shape = this.#attributes(event.attributes, row);
    return this.#series.index(
      this.#string(event.site, row, 'site'),
      machine === undefined ? 0 : this.#string(machine, row, 'machine') + 1,
      path === undefined ? 0 : this.#string(path, row, 'path') + 1,
      this.#string(event.code, row, 'code'),
      shape,
      kind | (severity << 8) | (quality << 16),
    );
  }

  #string(text: string, row: number, field: string): number {
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    if (typeof text !== 'string') throw bad(`${field} is not text`, row);
    const index = this.#strings.size;
    this.#strings.set(text, index);
    const lengths = this.#out.strings;
    lengths.reserve(8);
    lengths.varint(this.#stringBytes.text(text));
    return index;
  }

  #attributes(attributes: Attributes, row: number): number {
    if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes))
      throw bad('attributes are not an object', row);
    const { numbers, texts } = this.#out;
    let shape = 0;
    for (const key of Object.keys(attributes)) {
      const value = attributes[key]!;
      const type = attributeTypeOf(value);
      if (type === 0) {
        if (!Number.isFinite(value)) throw bad(`attribute ${key} is not a finite number`, row);
        numbers.reserve(9);
        writeNumber(numbers, value as number);
      } else if (type === 2) {
        numbers.reserve(9);
        writeNumber(numbers, value === true ? 1 : 0);
      } else if (type !== 3) {
        texts.reserve(8);
        texts.varint(this.#string(type === 1 ? (value as string) : json(value, key, row), row, key));
      }
      shape = this.#shapes.with(shape, attributeEntry(this.#string(key, row, 'an attribute name'), type));
    }
    return shape;
  }

  #message(message: string, row: number): void {
    const out = this.#out.messages;
    out.reserve(16);
    out.varint(row - this.#lastMessageRow);
    out.varint(this.#string(message, row, 'message'));
    this.#lastMessageRow = row;
  }

  #trace({ traceId, spanId }: TraceContext, row: number): void {
    if (!traceIdPattern.test(traceId))
      throw bad('trace.traceId is not 32 lower-case hexadecimal digits', row);
    if (spanId !== undefined && !spanIdPattern.test(spanId))
      throw bad('trace.spanId is not 16 lower-case hexadecimal digits', row);
    const out = this.#out.traces;
    out.reserve(40);
    out.varint(row - this.#lastTraceRow);
    out.byte(spanId === undefined ? 0 : 1);
    out.length += out.bytes.write(traceId, out.length, 'hex');
    if (spanId !== undefined) out.length += out.bytes.write(spanId, out.length, 'hex');
    this.#lastTraceRow = row;
  }

  #writeShapes(): void {
    const out = this.#out.shapes;
    const { count, parents, entries } = this.#shapes;
    out.reserve(count * 16);
    for (let shape = 1; shape < count; shape++) {
      out.varint(parents[shape]!);
      out.varint(entries[shape]!);
    }
  }

  #writeSeries(): void {
    const out = this.#out.series;
    const { count, words } = this.#series;
    out.reserve(count * 48);
    for (let at = 0; at < count * seriesWords; at += seriesWords) {
      for (let word = 0; word < 5; word++) out.varint(words[at + word]!);
      const packed = words[at + 5]!;
      out.byte(packed & 255);
      out.byte((packed >> 8) & 255);
      out.byte(packed >> 16);
    }
  }

  #writeRows(count: number): void {
    const out = this.#out.rows;
    out.reserve(count * 2);
    const wide = this.#series.count > 256;
    for (let row = 0; row < count; row++) {
      const series = this.#seriesOf[row]!;
      out.byte(series & 255);
      if (wide) out.byte(series >> 8);
    }
  }

  #writeTimes(times: Float64Array, count: number): [number, number] {
    let min = times[0]!;
    let max = min;
    for (let row = 1; row < count; row++) {
      const time = times[row]!;
      if (time < min) min = time;
      else if (time > max) max = time;
    }
    const out = this.#out.times;
    out.reserve(1 + count * 8);
    const deltas = max - min <= maxDeltaSpanUs;
    out.byte(deltas ? timeMode.deltas : timeMode.raw);
    let previous = min;
    for (let row = 0; row < count; row++) {
      const time = times[row]!;
      if (deltas) out.zigzag(time - previous);
      else out.double(time);
      previous = time;
    }
    return [min, max];
  }
}

function json(value: Parameters<typeof jsonText>[0], key: string, row: number): string {
  try {
    return jsonText(value);
  } catch (cause) {
    throw bad(`attribute ${key}: ${cause instanceof Error ? cause.message : String(cause)}`, row);
  }
}

const bad = (problem: string, row?: number) =>
  new AppError('logbook.badBatch', {
    data: { problem: row === undefined ? problem : `event ${row}: ${problem}` },
  });
