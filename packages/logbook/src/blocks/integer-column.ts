/** Sequence numbers and times of a page: deltas where they are whole numbers of modest range, raw doubles where not. */
import type { ByteReader } from '../codec/byte-reader.ts';
import type { ByteWriter } from '../codec/byte-writer.ts';

const raw = 0;
/** Sources often give whole milliseconds or seconds. */
const units = [1_000_000, 1000, 1] as const;

/** The first as a double, then zigzag deltas divided by the largest unit that all share. */
export function writeIntegers(out: ByteWriter, values: Float64Array): void {
  const unit = commonUnit(values);
  out.reserve(8 + 8 * values.length);
  out.varint(unit);
  let previous = values[0]!;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (unit === raw || i === 0) out.double(value);
    else out.zigzag((value - previous) / unit);
    previous = value;
  }
}

/** `raw` unless every value and every difference is a safe integer. */
function commonUnit(values: Float64Array): number {
  let which = 0;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isSafeInteger(value)) return raw;
    if (value < least) least = value;
    if (value > most) most = value;
    while (value % units[which]! !== 0) which++;
  }
  return most - least < 2 ** 51 ? units[which]! : raw;
}

export function readIntegers(input: ByteReader, count: number): Float64Array {
  const unit = input.varint();
  const values = new Float64Array(count);
  let value = 0;
  for (let i = 0; i < count; i++) {
    value = unit === raw || i === 0 ? input.double() : value + unzigzag(input.varint()) * unit;
    values[i] = value;
  }
  return values;
}

/** Nearly all deltas fit 32 bits, where shifts are several times faster than division. */
function unzigzag(coded: number): number {
  if (coded < 2 ** 31) return (coded >>> 1) ^ -(coded & 1);
  return coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2;
}

/**
 * The source's times by how many units they lie behind the received times, which carry the disorder of neither clock.
 * Rows of one message share that delay, which then costs one zero byte.
 */
export function writeTimes(out: ByteWriter, timeUs: Float64Array, receivedUs: Float64Array): void {
  const unit = commonUnit(timeUs);
  const exact = unit !== raw && timeUs.every((time, i) => isModest(time, receivedUs[i]!));
  out.reserve(16 + 8 * timeUs.length);
  out.byte(exact ? 1 : raw);
  if (!exact) {
    writeIntegers(out, timeUs);
    return;
  }
  out.varint(unit);
  let previous = Number.NaN;
  for (let i = 0; i < timeUs.length; i++) {
    const delay = Math.floor(receivedUs[i]! / unit) - timeUs[i]! / unit;
    if (delay === previous) out.varint(0);
    else out.varint(delay < 0 ? -2 * delay : 2 * delay + 1);
    previous = delay;
  }
}

const isModest = (timeUs: number, receivedUs: number): boolean =>
  Number.isSafeInteger(receivedUs) && Math.abs(receivedUs - timeUs) < 2 ** 51;

export function readTimes(input: ByteReader, receivedUs: Float64Array): Float64Array {
  if (input.byte() === raw) return readIntegers(input, receivedUs.length);
  const unit = input.varint();
  const timeUs = new Float64Array(receivedUs.length);
  let delay = 0;
  for (let i = 0; i < timeUs.length; i++) {
    const coded = input.varint();
    if (coded !== 0) delay = coded % 2 === 0 ? -coded / 2 : (coded - 1) / 2;
    timeUs[i] = (Math.floor(receivedUs[i]! / unit) - delay) * unit;
  }
  return timeUs;
}
