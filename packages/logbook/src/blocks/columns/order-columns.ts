/** Sequence numbers and times of a page: packed differences where they are whole numbers of modest range, raw where not. */
import type { ByteReader } from '../../codec/byte-reader.ts';
import type { ByteWriter } from '../../codec/byte-writer.ts';
import { readPacked, writePacked } from './packed-integers.ts';

const raw = 0;
const sameForLine = 2;
/** Sources often give whole milliseconds or seconds. */
const units = [1_000_000, 1000, 1] as const;

/** Sequence numbers: the first as a double, then how many are missing before each other one. */
export function writeSeqs(out: ByteWriter, values: Float64Array): void {
  out.reserve(8);
  out.double(values[0]!);
  const missing = new Float64Array(values.length - 1);
  for (let i = 0; i < missing.length; i++) missing[i] = values[i + 1]! - values[i]! - 1;
  writePacked(out, missing);
}

export function readSeqs(input: ByteReader, count: number): Float64Array {
  const values = new Float64Array(count);
  let seq = input.double();
  values[0] = seq;
  const missing = readPacked(input, count - 1);
  for (let i = 1; i < count; i++) {
    seq += missing[i - 1]! + 1;
    values[i] = seq;
  }
  return values;
}

/** Times that nearly follow each other: the unit, the first as a double; then whether each is that of the row before, and the differences of those that are not. */
export function writeMoments(out: ByteWriter, values: Float64Array): void {
  const unit = commonUnit(values);
  out.reserve(16);
  out.varint(unit);
  if (unit === raw) {
    writePacked(out, values);
    return;
  }
  out.double(values[0]!);
  const repeats = new Float64Array(values.length - 1);
  const deltas = new Float64Array(values.length - 1);
  let changes = 0;
  for (let i = 0; i < repeats.length; i++) {
    const delta = values[i + 1]! - values[i]!;
    if (delta === 0) repeats[i] = 1;
    else deltas[changes++] = delta / unit;
  }
  writePacked(out, repeats);
  writePacked(out, deltas, changes);
}

export function readMoments(input: ByteReader, count: number): Float64Array {
  const unit = input.varint();
  if (unit === raw) return readPacked(input, count);
  const values = new Float64Array(count);
  let value = input.double();
  values[0] = value;
  const repeats = readPacked(input, count - 1);
  let changes = 0;
  for (let i = 0; i < repeats.length; i++) changes += 1 - repeats[i]!;
  const deltas = readPacked(input, changes);
  let next = 0;
  for (let i = 1; i < count; i++) {
    if (repeats[i - 1] === 0) value += deltas[next++]! * unit;
    values[i] = value;
  }
  return values;
}

/** The largest that divides all; `raw` unless every value and every difference is a safe integer. */
function commonUnit(values: Float64Array): number {
  let which = 0;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isSafeInteger(value)) return raw;
    if (value < least) least = value;
    if (value > most) most = value;
    // Quicker than a remainder of doubles; the last unit divides everything.
    while (which < units.length - 1 && Math.floor(value / units[which]!) * units[which]! !== value) which++;
  }
  return most - least < 2 ** 50 ? units[which]! : raw;
}

/**
 * The source's times by how many units they lie behind the received times, which carry the disorder of neither clock.
 * Rows of one message share both, so that the delay is stored once for them.
 */
export function writeTimes(out: ByteWriter, timeUs: Float64Array, receivedUs: Float64Array): void {
  const unit = commonUnit(timeUs);
  out.reserve(16);
  if (unit === raw || !areModest(timeUs, receivedUs)) {
    out.byte(raw);
    writePacked(out, timeUs);
    return;
  }
  const delays = new Float64Array(timeUs.length);
  let shared = true;
  for (let i = 0; i < delays.length; i++) {
    const isNew = i === 0 || receivedUs[i] !== receivedUs[i - 1];
    if (!isNew && timeUs[i] !== timeUs[i - 1]) shared = false;
  }
  let at = 0;
  for (let i = 0; i < delays.length; i++)
    if (!shared || i === 0 || receivedUs[i] !== receivedUs[i - 1])
      delays[at++] = Math.floor(receivedUs[i]! / unit) - timeUs[i]! / unit;
  out.byte(shared ? sameForLine : 1);
  out.varint(unit);
  writePacked(out, delays, at);
}

function areModest(timeUs: Float64Array, receivedUs: Float64Array): boolean {
  for (let i = 0; i < timeUs.length; i++)
    if (!Number.isSafeInteger(receivedUs[i]) || !(Math.abs(receivedUs[i]! - timeUs[i]!) < 2 ** 49))
      return false;
  return true;
}

export function readTimes(input: ByteReader, receivedUs: Float64Array): Float64Array {
  const coding = input.byte();
  const count = receivedUs.length;
  if (coding === raw) return readPacked(input, count);
  const unit = input.varint();
  const shared = coding === sameForLine;
  let lines = 1;
  for (let i = 1; i < count; i++) if (receivedUs[i] !== receivedUs[i - 1]) lines++;
  const delays = readPacked(input, shared ? lines : count);
  const timeUs = new Float64Array(count);
  let at = -1;
  for (let i = 0; i < count; i++) {
    if (!shared || i === 0 || receivedUs[i] !== receivedUs[i - 1]) at++;
    timeUs[i] = (Math.floor(receivedUs[i]! / unit) - delays[at]!) * unit;
  }
  return timeUs;
}
