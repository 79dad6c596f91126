/** Readings are short decimals (12.345): stored as a whole number and a power of ten, exactly or not at all. */
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

const powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000] as const;
const rawDouble = 7;
/** zigzag × 8 + scale must stay below 2^53. */
const mantissaLimit = 2 ** 48;

/** Writes any finite double; at most 9 bytes. Reading gives the identical double, -0 included. */
export function writeNumber(out: ByteWriter, value: number): void {
  for (let scale = 0; scale < powers.length; scale++) {
    const mantissa = Math.round(value * powers[scale]!);
    if (mantissa >= mantissaLimit || mantissa <= -mantissaLimit) break;
    if (mantissa / powers[scale]! === value) {
      if (mantissa === 0 && Object.is(value, -0)) break;
      out.varint((mantissa >= 0 ? mantissa * 2 : -mantissa * 2 - 1) * 8 + scale);
      return;
    }
  }
  out.byte(rawDouble);
  out.double(value);
}

export function readNumber(from: ByteReader): number {
  const packed = from.varint();
  const scale = packed % 8;
  if (scale === rawDouble) return from.double();
  const zigzag = (packed - scale) / 8;
  const mantissa = zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
  return scale === 0 ? mantissa : mantissa / powers[scale]!;
}
