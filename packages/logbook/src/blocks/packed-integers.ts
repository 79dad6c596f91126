/** Whole numbers in as many bits as they need: equally wide above their least, or Rice codes where small ones prevail. */
import type { ByteReader } from '../codec/byte-reader.ts';
import type { ByteWriter } from '../codec/byte-writer.ts';

/** Beyond this a difference would not fit a zigzag varint. */
const maxMagnitude = 2 ** 50;
/** First byte: a width of bits up to 51, `rice` + the bits of the remainder, or `raw`. */
const rice = 64;
const raw = 255;
const maxRemainder = 24;
/** This many ones instead of a quotient announce a number by its own length. */
const escapeOnes = 16;
const lengthBits = 6;
const wordBits = 24;

export function writePacked(out: ByteWriter, values: Float64Array): void {
  out.reserve(32 + 12 * values.length);
  const shape = shapeOf(values);
  if (!shape) {
    out.byte(raw);
    for (const value of values) out.double(value);
    return;
  }
  const { min, step, width, remainder, stepOfAll } = shape;
  const bits = new BitWriter(out);
  if (remainder === undefined) {
    out.byte(width);
    out.zigzag(min);
    out.varint(step);
    if (width === 0) return;
    for (const value of values) bits.put((value - min) / step, width);
  } else {
    out.byte(rice + remainder);
    out.varint(stepOfAll);
    for (const value of values) bits.putRice(value / stepOfAll, remainder);
  }
  bits.end();
}

interface Shape {
  readonly min: number;
  /** Divides every distance from the least. */
  readonly step: number;
  readonly width: number;
  /** Divides every value. */
  readonly stepOfAll: number;
  /** Low bits of a Rice code; absent where equal widths are shorter. */
  readonly remainder: number | undefined;
}

/** Undefined when the values are not whole numbers of modest size. */
function shapeOf(values: Float64Array): Shape | undefined {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isInteger(value) || Object.is(value, -0)) return undefined;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (values.length === 0) return { min: 0, step: 1, width: 0, stepOfAll: 1, remainder: undefined };
  if (max >= maxMagnitude || min <= -maxMagnitude) return undefined;
  const step = commonStep(values, min);
  const width = bitsOf((max - min) / step);
  const stepOfAll = commonStep(values, 0);
  const lengths = new Uint32Array(lengthBits * 10);
  let negative = 0;
  for (const value of values) {
    if (value < 0) negative++;
    else lengths[bitsOf(value / stepOfAll)]!++;
  }
  let best = values.length * width;
  let remainder: number | undefined;
  const escapeCost = escapeOnes + lengthBits + 30;
  for (let low = 0; low <= maxRemainder; low++) {
    let cost = negative * escapeCost;
    for (let length = 0; length < lengths.length; length++) {
      // A number of `length` bits is three quarters of the next power on average.
      const quotient = length <= low ? 0 : 0.75 * 2 ** (length - low);
      cost += lengths[length]! * (quotient >= escapeOnes ? escapeCost : quotient + 1 + low);
    }
    if (cost < best) [best, remainder] = [cost, low];
  }
  return { min, step, width, stepOfAll, remainder };
}

function commonStep(values: Float64Array, from: number): number {
  let step = 0;
  for (const value of values) {
    let rest = Math.abs(value - from);
    while (rest !== 0) [step, rest] = [rest, step % rest];
    if (step === 1) break;
  }
  return step === 0 ? 1 : step;
}

const bitsOf = (value: number): number =>
  value < 2 ** 31 ? 32 - Math.clz32(value) : 32 + bitsOf(Math.floor(value / 2 ** 32));

const zigzag = (value: number): number => (value >= 0 ? value * 2 : -value * 2 - 1);

/** Least significant bits first. The writer has reserved room. */
class BitWriter {
  readonly #out: ByteWriter;
  #pending = 0;
  #held = 0;

  constructor(out: ByteWriter) {
    this.#out = out;
  }

  put(value: number, width: number): void {
    let rest = value;
    let left = width;
    for (; left > wordBits; left -= wordBits) {
      this.#word(rest % 2 ** wordBits, wordBits);
      rest = Math.floor(rest / 2 ** wordBits);
    }
    this.#word(rest, left);
  }

  putRice(value: number, remainder: number): void {
    const quotient = value < 0 ? escapeOnes : Math.floor(value / 2 ** remainder);
    if (quotient >= escapeOnes) {
      const coded = zigzag(value);
      const length = bitsOf(coded);
      this.#word(2 ** escapeOnes - 1, escapeOnes);
      this.#word(length, lengthBits);
      this.put(coded, length);
      return;
    }
    this.#word(2 ** quotient - 1, quotient + 1);
    this.#word(value % 2 ** remainder, remainder);
  }

  /** At most 24 bits. */
  #word(value: number, width: number): void {
    this.#pending |= value << this.#held;
    this.#held += width;
    for (; this.#held >= 8; this.#held -= 8) {
      this.#out.byte(this.#pending & 255);
      this.#pending >>>= 8;
    }
  }

  end(): void {
    if (this.#held > 0) this.#out.byte(this.#pending & 255);
  }
}

export function readPacked(input: ByteReader, count: number): Float64Array {
  const values = new Float64Array(count);
  const coding = input.byte();
  if (coding === raw) {
    for (let i = 0; i < count; i++) values[i] = input.double();
  } else if (coding >= rice) {
    if (coding > rice + maxRemainder) throw new RangeError(`there is no packing ${coding}`);
    const step = input.varint();
    const bits = new BitReader(input);
    for (let i = 0; i < count; i++) values[i] = bits.takeRice(coding - rice) * step;
    bits.end();
  } else {
    const min = input.zigzag();
    const step = input.varint();
    if (coding === 0) return values.fill(min);
    const bits = new BitReader(input);
    for (let i = 0; i < count; i++) values[i] = min + bits.take(coding) * step;
    bits.end();
  }
  return values;
}

/** Reads whole bytes ahead; what it did not need belongs to the last value's byte. */
class BitReader {
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

  take(width: number): number {
    if (width <= wordBits) return this.#word(width);
    let value = 0;
    let scale = 1;
    let left = width;
    for (; left > wordBits; left -= wordBits) {
      value += this.#word(wordBits) * scale;
      scale *= 2 ** wordBits;
    }
    return value + this.#word(left) * scale;
  }

  takeRice(remainder: number): number {
    let quotient = 0;
    while (quotient < escapeOnes && this.#word(1) === 1) quotient++;
    if (quotient < escapeOnes) return quotient * 2 ** remainder + this.#word(remainder);
    const coded = this.take(this.#word(lengthBits));
    return coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2;
  }

  #word(width: number): number {
    while (this.#held < width) {
      if (this.#at >= this.#input.end) throw new RangeError('the data ends in the middle of a value');
      this.#pending |= this.#bytes[this.#at++]! << this.#held;
      this.#held += 8;
    }
    const value = this.#pending & ((1 << width) - 1);
    this.#pending >>>= width;
    this.#held -= width;
    return value;
  }

  end(): void {
    this.#input.at = this.#at;
  }
}
