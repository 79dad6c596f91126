/** Sequence numbers and times of a page: packed differences where they are whole numbers of modest range, raw where not. */
import type { ByteReader } from '../codec/byte-reader.ts';
import type { ByteWriter } from '../codec/byte-writer.ts';
import { readPacked, writePacked } from './packed-integers.ts';

const raw = 0;
const sameForLine = 2;
/** Sources often give whole milliseconds or seconds. */
const units = [1_000_000, 1000, 1] as const;

/** Sequence numbers: the first as a double, then the differences. */
export function writeSeqs(out: ByteWriter, values: Float64Array): void {
  out.reserve(8);
  out.double(values[0]!);
  const deltas = new Float64Array(values.length - 1);
  for (let i = 0; i < deltas.length; i++) deltas[i] = values[i + 1]! - values[i]!;
  writePacked(out, deltas);
}

export function readSeqs(input: ByteReader, count: number): Float64Array {
  const values = new Float64Array(count);
  values[0] = input.double();
  const deltas = readPacked(input, count - 1);
  for (let i = 1; i < count; i++) values[i] = values[i - 1]! + deltas[i - 1]!;
  return values;
}

/** The first as a double; then whether each is that of the row before, and the differences of those that are not. */
export function writeReceived(out: ByteWriter, values: Float64Array): void {
  const unit = commonUnit(values);
  out.reserve(16);
  out.byte(unit === raw ? raw : 1);
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
    repeats[i] = delta === 0 ? 1 : 0;
    if (delta !== 0) deltas[changes++] = delta;
  }
  writePacked(out, repeats);
  writePacked(out, deltas.subarray(0, changes));
}

export function readReceived(input: ByteReader, count: number): Float64Array {
  if (input.byte() === raw) return readPacked(input, count);
  const values = new Float64Array(count);
  let value = input.double();
  values[0] = value;
  const repeats = readPacked(input, count - 1);
  let changes = 0;
  for (const repeat of repeats) changes += 1 - repeat;
  const deltas = readPacked(input, changes);
  let next = 0;
  for (let i = 1; i < count; i++) {
    if (repeats[i - 1] === 0) value += deltas[next++]!;
    values[i] = value;
  }
  return values;
}

/** The largest that divides all; `raw` unless every value and every difference is a safe integer. */
function commonUnit(values: Float64Array): number {
  let which = 0;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isSafeInteger(value)) return raw;
    if (value < least) least = value;
    if (value > most) most = value;
    while (value % units[which]! !== 0) which++;
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
  if (unit === raw || !timeUs.every((time, i) => isModest(time, receivedUs[i]!))) {
    out.byte(raw);
    writePacked(out, timeUs);
    return;
  }
  const delays = new Float64Array(timeUs.length);
  let lines = 0;
  let shared = true;
  for (let i = 0; i < delays.length; i++) {
    const isNew = i === 0 || receivedUs[i] !== receivedUs[i - 1];
    if (!isNew && timeUs[i] !== timeUs[i - 1]) shared = false;
    if (isNew) lines++;
  }
  let at = 0;
  for (let i = 0; i < delays.length; i++)
    if (!shared || i === 0 || receivedUs[i] !== receivedUs[i - 1])
      delays[at++] = Math.floor(receivedUs[i]! / unit) - timeUs[i]! / unit;
  out.byte(shared ? sameForLine : 1);
  out.varint(unit);
  writePacked(out, shared ? delays.subarray(0, lines) : delays);
}

const isModest = (timeUs: number, receivedUs: number): boolean =>
  Number.isSafeInteger(receivedUs) && Math.abs(receivedUs - timeUs) < 2 ** 49;

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
