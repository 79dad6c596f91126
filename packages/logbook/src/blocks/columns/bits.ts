/** Bits in a row, least significant first. */
import type { ByteReader } from '../../codec/byte-reader.ts';
import type { ByteWriter } from '../../codec/byte-writer.ts';

/** Widest number put or taken at once: with up to 7 bits waiting it still fits an integer of 32 bits. */
export const mostBits = 24;

/** Room must have been reserved in the writer. */
export class BitWriter {
  readonly #out: ByteWriter;
  #pending = 0;
  #held = 0;

  constructor(out: ByteWriter) {
    this.#out = out;
  }

  /** At most `mostBits`. */
  put(value: number, width: number): void {
    const { bytes } = this.#out;
    let at = this.#out.length;
    let pending = this.#pending | (value << this.#held);
    let held = this.#held + width;
    for (; held >= 8; held -= 8) {
      bytes[at++] = pending;
      pending >>>= 8;
    }
    this.#out.length = at;
    this.#pending = pending;
    this.#held = held;
  }

  /** A whole number of any width up to 53 bits. */
  putLong(value: number, width: number): void {
    let rest = value;
    let left = width;
    for (; left > mostBits; left -= mostBits) {
      this.put(rest % 2 ** mostBits, mostBits);
      rest = Math.floor(rest / 2 ** mostBits);
    }
    this.put(rest, left);
  }

  end(): void {
    if (this.#held > 0) this.#out.byte(this.#pending & 255);
  }
}

/** Bytes behind the last bits that a reader may look at, though it does not use them. */
export const padding = 4;

export class BitReader {
  readonly view: DataView;
  readonly #input: ByteReader;
  /** In bits. */
  at: number;

  constructor(input: ByteReader) {
    this.#input = input;
    const { bytes, end } = input;
    const isPadded = bytes.length - end >= padding;
    const padded = isPadded ? bytes : Buffer.concat([bytes, Buffer.alloc(padding)]);
    this.view = new DataView(padded.buffer, padded.byteOffset, padded.length);
    this.at = input.at * 8;
  }

  /** At most `mostBits`. */
  take(width: number): number {
    const { at } = this;
    this.at = at + width;
    return (this.view.getInt32(at >>> 3, true) >>> (at & 7)) & ((1 << width) - 1);
  }

  takeLong(width: number): number {
    let value = 0;
    let scale = 1;
    let left = width;
    for (; left > mostBits; left -= mostBits) {
      value += this.take(mostBits) * scale;
      scale *= 2 ** mostBits;
    }
    return value + this.take(left) * scale;
  }

  /** Lets the input go on behind the last byte used. Throws RangeError when more was taken than there is. */
  end(): void {
    const at = (this.at + 7) >>> 3;
    if (at > this.#input.end) throw new RangeError('the data ends in the middle of a value');
    this.#input.at = at;
  }
}
