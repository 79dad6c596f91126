/** Whole numbers in as many bits as they need: equally wide above their least, or Rice codes where small ones prevail. */
import type { ByteReader } from '../../codec/byte-reader.ts';
import type { ByteWriter } from '../../codec/byte-writer.ts';
import { BitReader, BitWriter, mostBits } from './bits.ts';

/** From here on a number would not fit a zigzag varint. */
export const maxMagnitude = 2 ** 50;
/** First byte: a width of bits up to 51, `rice` + the bits of the remainder, or `raw`. */
const rice = 64;
const raw = 255;
const maxRemainder = mostBits;
/** This many ones instead of a quotient announce a number by its own length. */
const escapeOnes = 16;
const lengthBits = 6;
const escapeCost = escapeOnes + lengthBits + 30;

/** The first `count` of the values. Any double comes back; whole numbers of a magnitude below `maxMagnitude` packed. */
export function writePacked(out: ByteWriter, values: Float64Array, count = values.length): void {
  out.reserve(32 + 12 * count);
  const shape = shapeOf(values, count);
  if (!shape) {
    out.byte(raw);
    for (let i = 0; i < count; i++) out.double(values[i]!);
    return;
  }
  const { min, width, remainder } = shape;
  const bits = new BitWriter(out);
  if (remainder === undefined) {
    out.byte(width);
    out.zigzag(min);
    if (width === 0) return;
    if (width <= mostBits) for (let i = 0; i < count; i++) bits.put(values[i]! - min, width);
    else for (let i = 0; i < count; i++) bits.putLong(values[i]! - min, width);
  } else {
    out.byte(rice + remainder);
    for (let i = 0; i < count; i++) putRice(bits, values[i]!, remainder);
  }
  bits.end();
}

function putRice(bits: BitWriter, value: number, remainder: number): void {
  if (value >= 0 && value < 2 ** 30) {
    const quotient = value >>> remainder;
    if (quotient < escapeOnes) {
      bits.put((1 << quotient) - 1, quotient + 1);
      bits.put(value & ((1 << remainder) - 1), remainder);
      return;
    }
  } else if (value >= 0 && value / 2 ** remainder < escapeOnes) {
    const quotient = Math.floor(value / 2 ** remainder);
    bits.put((1 << quotient) - 1, quotient + 1);
    bits.put(value % 2 ** remainder, remainder);
    return;
  }
  const coded = zigzag(value);
  const length = bitsOf(coded);
  bits.put(2 ** escapeOnes - 1, escapeOnes);
  bits.put(length, lengthBits);
  bits.putLong(coded, length);
}

interface Shape {
  readonly min: number;
  readonly width: number;
  /** Low bits of a Rice code; absent where equal widths are shorter. */
  readonly remainder: number | undefined;
}

const lengths = 52;
/** Ones and the zero of a quotient, by how many bits the number is longer than the remainder: on average it is three quarters of the next power. */
const quotientBits = Array.from(
  { length: lengths + 1 },
  (_, longer) => 1 + (longer === 0 ? 0 : 0.75 * 2 ** longer),
);

/** Undefined when the values are not whole numbers of modest size. */
function shapeOf(values: Float64Array, count: number): Shape | undefined {
  if (count === 0) return { min: 0, width: 0, remainder: undefined };
  const counts = new Uint32Array(lengths);
  let [min, max] = [values[0]!, values[0]!];
  let negative = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
    const small = value | 0;
    if (small === value && small > 0) counts[32 - Math.clz32(small)]!++;
    else if (small === value && small < 0) negative++;
    else if (small === value && !Object.is(value, -0)) counts[0]!++;
    else if (!Number.isInteger(value) || Math.abs(value) >= maxMagnitude || value === 0) return undefined;
    else if (value < 0) negative++;
    else counts[bitsOf(value)]!++;
  }
  const width = bitsOf(max - min);
  let best = count * width;
  let remainder: number | undefined;
  let longest = lengths - 1;
  while (longest > 0 && counts[longest] === 0) longest--;
  for (let low = 0; low <= Math.min(longest, maxRemainder); low++) {
    let cost = negative * escapeCost;
    for (let length = 0; length <= longest; length++) {
      const bits = quotientBits[length <= low ? 0 : length - low]!;
      cost += counts[length]! * (bits > escapeOnes ? escapeCost : bits + low);
    }
    if (cost < best) [best, remainder] = [cost, low];
  }
  return { min, width, remainder };
}

const bitsOf = (value: number): number =>
  value < 2 ** 31 ? 32 - Math.clz32(value) : 32 + bitsOf(Math.floor(value / 2 ** 32));

/** Small magnitudes of either sign become small numbers. */
export const zigzag = (value: number): number => (value >= 0 ? value * 2 : -value * 2 - 1);
export const unzigzag = (coded: number): number => (coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2);

/** Fills the first `count` of `values`. Throws RangeError for what `writePacked` did not write. */
export function readPacked(
  input: ByteReader,
  count: number,
  values: Float64Array = new Float64Array(count),
): Float64Array {
  const coding = input.byte();
  if (coding === raw) {
    for (let i = 0; i < count; i++) values[i] = input.double();
    return values;
  }
  if (coding >= rice) {
    if (coding > rice + maxRemainder) throw new RangeError(`there is no packing ${coding}`);
    const bits = new BitReader(input);
    takeRice(bits, values, { count, remainder: coding - rice });
    bits.end();
    return values;
  }
  const min = input.zigzag();
  if (coding === 0) return values.fill(min, 0, count);
  const bits = new BitReader(input);
  if (coding <= mostBits) takeEqual(bits, values, { count, width: coding, min });
  else for (let i = 0; i < count; i++) values[i] = min + bits.takeLong(coding);
  bits.end();
  return values;
}

/** The place in a local variable, each number from one word: a page holds tens of thousands of them. */
function takeEqual(
  bits: BitReader,
  into: Float64Array,
  { count, width, min }: { count: number; width: number; min: number },
): void {
  const { view } = bits;
  let { at } = bits;
  const mask = (1 << width) - 1;
  for (let i = 0; i < count; i++) {
    into[i] = min + ((view.getInt32(at >>> 3, true) >>> (at & 7)) & mask);
    at += width;
  }
  bits.at = at;
}

/** The same for Rice codes: so many ones as the quotient says, a zero, the remainder. */
function takeRice(
  bits: BitReader,
  into: Float64Array,
  { count, remainder }: { count: number; remainder: number },
): void {
  const { view } = bits;
  let { at } = bits;
  const mask = (1 << remainder) - 1;
  const scale = 2 ** remainder;
  for (let i = 0; i < count; i++) {
    const zeros = ~(view.getInt32(at >>> 3, true) >>> (at & 7));
    const ones = 31 - Math.clz32(zeros & -zeros);
    if (ones >= escapeOnes) {
      bits.at = at + escapeOnes;
      into[i] = unzigzag(bits.takeLong(bits.take(lengthBits)));
      at = bits.at;
      continue;
    }
    at += ones + 1;
    into[i] = ones * scale + ((view.getInt32(at >>> 3, true) >>> (at & 7)) & mask);
    at += remainder;
  }
  bits.at = at;
}
