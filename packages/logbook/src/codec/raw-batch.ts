/** An encoded batch as numbers: its sections and dictionaries, without making a string. Format: batch-format.ts. */
import { AppError } from '@mantinel/contract/app-error';
import { batchFormatVersion, sections, timeMode } from './batch-format.ts';
import { ByteReader } from './byte-reader.ts';
import { seriesWords } from './series-table.ts';

export class RawBatch {
  readonly bytes: Buffer;
  readonly count: number;
  readonly maxSeverity: number;
  readonly textCount: number;
  readonly shapeCount: number;
  readonly seriesCount: number;
  readonly minTimeUs: number;
  readonly maxTimeUs: number;
  readonly minReceivedUs: number;
  readonly maxReceivedUs: number;
  /** Where each section begins, and the end of the last. */
  readonly #offsets: number[];

  /** Throws RangeError for bytes no encoder wrote, AppError `logbook.formatTooNew` for those of a newer one. */
  constructor(bytes: Uint8Array) {
    const from = new ByteReader(bytes);
    this.bytes = from.bytes;
    const version = from.byte();
    if (version > batchFormatVersion)
      throw new AppError('logbook.formatTooNew', { data: { file: 'a batch of events', version } });
    if (version === 0 || from.byte() !== 0) throw new RangeError('the bytes are not an encoded batch');
    this.maxSeverity = from.byte();
    this.count = from.varint();
    this.textCount = from.varint();
    this.shapeCount = from.varint();
    this.seriesCount = from.varint();
    const lengths = sections.map(() => from.varint());
    this.minTimeUs = from.double();
    this.maxTimeUs = from.double();
    this.minReceivedUs = from.double();
    this.maxReceivedUs = from.double();
    let at = from.at;
    this.#offsets = [at, ...lengths.map((length) => (at += length))];
    if (at !== bytes.length) throw new RangeError('the sections do not fill the batch');
    const wide = this.seriesCount > 256 ? 2 : 1;
    if (this.count === 0 || lengths[sections.indexOf('rows')] !== this.count * wide)
      throw new RangeError('the rows do not fill their section');
  }

  section(name: (typeof sections)[number]): ByteReader {
    const index = sections.indexOf(name);
    return new ByteReader(this.bytes, this.#offsets[index], this.#offsets[index + 1]);
  }

  /** Row → index into the batch's series. */
  seriesOf(): Uint16Array {
    const { bytes, at } = this.section('rows');
    const rows = new Uint16Array(this.count);
    if (this.seriesCount <= 256) rows.set(bytes.subarray(at, at + this.count));
    else for (let row = 0; row < this.count; row++) rows[row] = bytes.readUInt16LE(at + row * 2);
    for (const series of rows) if (series >= this.seriesCount) throw new RangeError('a row names no series');
    return rows;
  }

  /** `timeUs` and `receivedUs` of each row. */
  times(): [Float64Array, Float64Array] {
    const from = this.section('times');
    return [this.#readTimes(from, this.minTimeUs), this.#readTimes(from, this.minReceivedUs)];
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

  /** Where each string ends in `bytes`; string n begins where string n - 1 ends, string 0 is empty. */
  stringEnds(): Uint32Array {
    const from = this.section('strings');
    const ends = new Uint32Array(this.textCount);
    let length = 0;
    for (let index = 1; index < ends.length; index++) {
      length += from.varint();
      ends[index] = length;
    }
    if (from.at + length !== from.end) throw new RangeError('the texts do not fill their section');
    for (let index = 0; index < ends.length; index++) ends[index]! += from.at;
    return ends;
  }

  /** Shape n's parent and `attributeEntry` at 2n; shape 0 has neither. */
  shapes(): Uint32Array {
    const from = this.section('shapes');
    const shapes = new Uint32Array(2 * this.shapeCount);
    for (let at = 2; at < shapes.length; at += 2) {
      shapes[at] = from.varint();
      shapes[at + 1] = from.varint();
      if (shapes[at]! >= at / 2) throw new RangeError('a shape grows from a later one');
    }
    return shapes;
  }

  /** `seriesWords` for each series. */
  series(): Int32Array {
    const from = this.section('series');
    const words = new Int32Array(seriesWords * this.seriesCount);
    for (let at = 0; at < words.length; at += seriesWords) {
      for (let word = 0; word < 5; word++) words[at + word] = from.varint();
      words[at + 5] = from.byte() | (from.byte() << 8) | (from.byte() << 16);
    }
    return words;
  }
}
