/** Sequence numbers and times of a page: packed differences where they are whole numbers of modest range, raw where not. */
import type { ByteReader } from '../../codec/byte-reader.ts';
import type { ByteWriter } from '../../codec/byte-writer.ts';
import { readPacked, writePacked } from './packed-integers.ts';
import type { Scratch } from './scratch.ts';

const raw = 0;
const byRow = 1;
const byLine = 2;
/** Sources often give whole milliseconds or seconds. */
const units = [1_000_000, 1000, 1] as const;

export interface OrderColumns {
  readonly seq: Float64Array;
  readonly timeUs: Float64Array;
  readonly receivedUs: Float64Array;
}

export function writeOrder(
  out: ByteWriter,
  { seq, timeUs, receivedUs }: OrderColumns,
  scratch: Scratch,
): void {
  writeSeqs(out, seq, scratch);
  const lines = linesOf(receivedUs, scratch);
  writeLines(out, receivedUs, { lines, scratch });
  writeTimes(out, { timeUs, receivedUs }, { lines, scratch });
}

/** What stands behind the sequence numbers, which `readSeqs` has read from the same input. */
export function readBothTimes(input: ByteReader, count: number, scratch: Scratch): Omit<OrderColumns, 'seq'> {
  const receivedUs = new Float64Array(count);
  const lines = readLines(input, receivedUs, scratch);
  return { receivedUs, timeUs: readTimes(input, receivedUs, { lines, scratch }) };
}

/** Times that nearly follow each other. */
export function writeMoments(out: ByteWriter, values: Float64Array, scratch: Scratch): void {
  writeLines(out, values, { lines: linesOf(values, scratch), scratch });
}

export function readMoments(input: ByteReader, count: number, scratch: Scratch): Float64Array {
  const values = new Float64Array(count);
  readLines(input, values, scratch);
  return values;
}

/** The first as a double, then how many are missing before each other one. */
function writeSeqs(out: ByteWriter, values: Float64Array, scratch: Scratch): void {
  out.reserve(8);
  out.double(values[0]!);
  const missing = scratch(0, values.length);
  for (let i = 1; i < values.length; i++) missing[i - 1] = values[i]! - values[i - 1]! - 1;
  writePacked(out, missing, values.length - 1);
}

export function readSeqs(input: ByteReader, count: number, scratch: Scratch): Float64Array {
  const values = new Float64Array(count);
  let seq = input.double();
  values[0] = seq;
  const missing = readPacked(input, count - 1, scratch(0, count));
  for (let i = 1; i < count; i++) {
    seq += missing[i - 1]! + 1;
    values[i] = seq;
  }
  return values;
}

/** Rows received at once: in the first array how many more than one each line has. */
interface Lines {
  readonly count: number;
  readonly more: Float64Array;
}

function linesOf(values: Float64Array, scratch: Scratch): Lines {
  const more = scratch(0, values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (i > 0 && values[i] === values[i - 1]) more[count - 1]!++;
    else more[count++] = 0;
  }
  return { count, more };
}

/** The unit; how many lines; how many rows more than one each has; the first time as a double and the differences in units. */
function writeLines(
  out: ByteWriter,
  values: Float64Array,
  { lines, scratch }: { lines: Lines; scratch: Scratch },
): void {
  const unit = commonUnit(values);
  out.reserve(32);
  out.varint(unit);
  if (unit === raw) {
    writePacked(out, values);
    return;
  }
  out.varint(lines.count);
  writePacked(out, lines.more, lines.count);
  out.reserve(8);
  out.double(values[0]!);
  const steps = scratch(1, lines.count);
  let row = 0;
  for (let line = 1; line < lines.count; line++) {
    const before = values[row]!;
    row += 1 + lines.more[line - 1]!;
    steps[line - 1] = (values[row]! - before) / unit;
  }
  writePacked(out, steps, lines.count - 1);
}

/** Fills `into`; without lines every row is one of its own. */
function readLines(input: ByteReader, into: Float64Array, scratch: Scratch): Lines {
  const unit = input.varint();
  if (unit === raw) {
    readPacked(input, into.length, into);
    return { count: into.length, more: scratch(0, into.length).fill(0) };
  }
  const count = input.varint();
  if (count > into.length) throw new RangeError('there are more lines than rows');
  const more = readPacked(input, count, scratch(0, count));
  let value = input.double();
  const steps = readPacked(input, count - 1, scratch(1, count));
  let row = 0;
  for (let line = 0; line < count; line++) {
    if (line > 0) value += steps[line - 1]! * unit;
    for (const end = row + 1 + more[line]!; row < end; row++) into[row] = value;
  }
  return { count, more };
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
 * Rows of one line mostly share both, so that the delay is stored once for them.
 */
function writeTimes(
  out: ByteWriter,
  { timeUs, receivedUs }: Pick<OrderColumns, 'timeUs' | 'receivedUs'>,
  { lines, scratch }: { lines: Lines; scratch: Scratch },
): void {
  const unit = commonUnit(timeUs);
  out.reserve(16);
  if (unit === raw || !areModest(timeUs, receivedUs)) {
    out.byte(raw);
    writePacked(out, timeUs);
    return;
  }
  const delayOf = (row: number) => Math.floor(receivedUs[row]! / unit) - timeUs[row]! / unit;
  const delays = scratch(1, timeUs.length);
  let row = 0;
  let shared = true;
  for (let line = 0; line < lines.count; line++) {
    delays[line] = delayOf(row);
    const first = timeUs[row]!;
    for (const end = row + 1 + lines.more[line]!; row < end; row++) if (timeUs[row] !== first) shared = false;
  }
  if (!shared) for (row = 0; row < timeUs.length; row++) delays[row] = delayOf(row);
  out.byte(shared ? byLine : byRow);
  out.varint(unit);
  writePacked(out, delays, shared ? lines.count : timeUs.length);
}

function areModest(timeUs: Float64Array, receivedUs: Float64Array): boolean {
  for (let i = 0; i < timeUs.length; i++)
    if (!Number.isSafeInteger(receivedUs[i]) || !(Math.abs(receivedUs[i]! - timeUs[i]!) < 2 ** 49))
      return false;
  return true;
}

function readTimes(
  input: ByteReader,
  receivedUs: Float64Array,
  { lines, scratch }: { lines: Lines; scratch: Scratch },
): Float64Array {
  const count = receivedUs.length;
  const timeUs = new Float64Array(count);
  const coding = input.byte();
  if (coding === raw) return readPacked(input, count, timeUs);
  const unit = input.varint();
  if (coding === byRow) {
    const delays = readPacked(input, count, scratch(1, count));
    for (let row = 0; row < count; row++)
      timeUs[row] = (Math.floor(receivedUs[row]! / unit) - delays[row]!) * unit;
    return timeUs;
  }
  const delays = readPacked(input, lines.count, scratch(1, lines.count));
  let row = 0;
  for (let line = 0; line < lines.count; line++) {
    const time = (Math.floor(receivedUs[row]! / unit) - delays[line]!) * unit;
    for (const end = row + 1 + lines.more[line]!; row < end; row++) timeUs[row] = time;
  }
  return timeUs;
}
