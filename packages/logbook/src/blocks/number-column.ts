/** Doubles of one series and attribute: whole-number deltas of a decimal scale where that is exact, raw doubles where not. */
import type { ByteReader } from '../codec/byte-reader.ts';
import type { ByteWriter } from '../codec/byte-writer.ts';

const maxScale = 9;
const raw = 255;
const powers = Array.from({ length: maxScale + 1 }, (_, scale) => 10 ** scale);
/** Beyond this the difference of two scaled numbers would not fit a zigzag varint. */
const maxScaled = 2 ** 50;

const isExact = (value: number, power: number): boolean => {
  const scaled = Math.round(value * power);
  return Math.abs(scaled) < maxScaled && Object.is(scaled / power, value);
};

/** The least scale at which every value is a whole number, or `raw`. Machine readings are decimals of few digits. */
function scaleOf(values: Float64Array, from: number, to: number): number {
  let scale = 0;
  for (let i = from; i < to; i++) {
    while (!isExact(values[i]!, powers[scale]!)) if (++scale > maxScale) return raw;
    if (Object.is(values[i], -0)) return raw;
  }
  for (let i = from; i < to; i++) if (!isExact(values[i]!, powers[scale]!)) return raw;
  return scale;
}

export function writeNumbers(
  out: ByteWriter,
  values: Float64Array,
  range: { from: number; to: number },
): void {
  const scale = scaleOf(values, range.from, range.to);
  out.reserve(1 + 8 * (range.to - range.from));
  out.byte(scale);
  let previous = 0;
  for (let i = range.from; i < range.to; i++) {
    if (scale === raw) out.double(values[i]!);
    else {
      const scaled = Math.round(values[i]! * powers[scale]!);
      out.zigzag(scaled - previous);
      previous = scaled;
    }
  }
}

export function readNumbers(
  input: ByteReader,
  into: Float64Array,
  range: { from: number; to: number },
): void {
  const scale = input.byte();
  const power = powers[scale];
  if (power === undefined && scale !== raw) throw new RangeError(`there is no number coding ${scale}`);
  let scaled = 0;
  for (let i = range.from; i < range.to; i++) {
    if (power === undefined) into[i] = input.double();
    else {
      scaled += input.zigzag();
      into[i] = scaled / power;
    }
  }
}
