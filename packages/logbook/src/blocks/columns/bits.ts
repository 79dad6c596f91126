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

/** Reads whole bytes ahead; `end` gives back those it did not need. */
export class BitReader {
  readonly #input: ByteReader;
  readonly #bytes: Uint8Array;
  #at: number;
  #pending = 0;
  #held = 0;

  constructor(input: ByteReader) {
    this.#input = input;
    this.#bytes = input.bytes;
    this.#at = input.at;
  }

  /** At most `mostBits`. */
  take(width: number): number {
    let held = this.#held;
    let pending = this.#pending;
    if (held < width) {
      const bytes = this.#bytes;
      let at = this.#at;
      for (; held <= mostBits; held += 8) pending |= byteAt(bytes, at++) << held;
      this.#at = at;
    }
    this.#pending = width === 0 ? pending : pending >>> width;
    this.#held = held - width;
    return pending & ((1 << width) - 1);
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

  /** How many ones stand before the next zero, which is taken too; `most`, below `mostBits`, when none stands before. */
  takeOnes(most: number): number {
    if (this.#held <= most) {
      const bytes = this.#bytes;
      let at = this.#at;
      let held = this.#held;
      let pending = this.#pending;
      for (; held <= mostBits; held += 8) pending |= byteAt(bytes, at++) << held;
      this.#at = at;
      this.#held = held;
      this.#pending = pending;
    }
    const zeros = ~this.#pending;
    const ones = zeros === 0 ? 32 : 31 - Math.clz32(zeros & -zeros);
    const taken = ones >= most ? most : ones + 1;
    this.#pending >>>= taken;
    this.#held -= taken;
    return ones >= most ? most : ones;
  }

  /** Throws RangeError when more was taken than there is. */
  end(): void {
    const at = this.#at - (this.#held >> 3);
    if (at > this.#input.end) throw new RangeError('the data ends in the middle of a value');
    this.#input.at = at;
  }
}

/** Ahead of the end there are zeros; `end` notices when they were used. */
const byteAt = (bytes: Uint8Array, at: number): number => (at < bytes.length ? bytes[at]! : 0);
