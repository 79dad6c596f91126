/** Readings are short decimals (12.345): stored as a whole number and a power of ten, exactly or not at all. */
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

export const powersOfTen: readonly number[] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
/** Instead of a scale: the value is no short decimal and stands as a double. */
export const rawScale = 7;
/** zigzag × 8 + scale must stay below 2^53. */
const mantissaLimit = 2 ** 48;

/** Writes any finite double; at most 9 bytes. Reading gives the identical double, -0 included. */
export function writeNumber(out: ByteWriter, value: number): void {
  for (let scale = 0; scale < powersOfTen.length; scale++) {
    const mantissa = Math.round(value * powersOfTen[scale]!);
    if (mantissa >= mantissaLimit || mantissa <= -mantissaLimit) break;
    if (mantissa / powersOfTen[scale]! === value) {
      if (mantissa === 0 && Object.is(value, -0)) break;
      out.varint((mantissa >= 0 ? mantissa * 2 : -mantissa * 2 - 1) * 8 + scale);
      return;
    }
  }
  out.byte(rawScale);
  out.double(value);
}

export function readNumber(from: ByteReader): number {
  const packed = from.varint();
  const scale = packed % 8;
  if (scale === rawScale) return from.double();
  const mantissa = mantissaOf(packed, scale);
  return scale === 0 ? mantissa : mantissa / powersOfTen[scale]!;
}

/** The same in its parts: the mantissa, or the double itself where the scale is `rawScale`. */
export function readDecimals(
  from: ByteReader,
  into: { readonly mantissas: Float64Array; readonly scales: Uint8Array },
  range: { readonly from: number; readonly to: number },
): void {
  const { mantissas, scales } = into;
  for (let at = range.from; at < range.to; at++) {
    const packed = from.varint();
    const scale = packed < 2 ** 31 ? packed & 7 : packed % 8;
    scales[at] = scale;
    mantissas[at] = scale === rawScale ? from.double() : mantissaOf(packed, scale);
  }
}

function mantissaOf(packed: number, scale: number): number {
  if (packed < 2 ** 31) {
    const small = packed >>> 3;
    return (small & 1) === 0 ? small >>> 1 : -((small + 1) >>> 1);
  }
  const zigzag = (packed - scale) / 8;
  return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
}
