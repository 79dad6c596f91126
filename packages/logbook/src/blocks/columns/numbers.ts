/** Readings of a page: decimals of one scale as packed differences within their series, raw doubles where there is none. */
import { ByteReader } from '../../codec/byte-reader.ts';
import { ByteWriter } from '../../codec/byte-writer.ts';
import { powersOfTen, rawScale } from '../../codec/decimal.ts';
import type { Fields } from '../block-series.ts';
import type { Decimals } from '../row-table.ts';
import { maxMagnitude, readPacked, unzigzag, writePacked, zigzag } from './packed-integers.ts';
import type { PageGroups, ProfileRun } from './page-groups.ts';
import type { Scratch } from './scratch.ts';

interface Numbers {
  readonly scratch: Scratch;
  readonly groups: PageGroups;
  readonly runs: readonly ProfileRun[];
  readonly fields: readonly Fields[];
}

/**
 * For each run the length of its bytes, so that its readings are read without those of the others; then the bytes.
 * `numbersAt`: row in order of series → where its numbers begin.
 */
export function writeNumbers(
  out: ByteWriter,
  { groups, runs, fields, scratch }: Numbers,
  columns: { numbers: Decimals; numbersAt: Uint32Array },
): void {
  const bytes = new ByteWriter(16 * 1024);
  out.reserve(5 * runs.length);
  for (const run of runs) {
    const before = bytes.length;
    for (let field = 0; field < fields[run.profile]!.numbers; field++)
      writeField(bytes, { groups, run, field, scratch }, columns);
    out.varint(bytes.length - before);
  }
  out.append(bytes.written());
}

function writeField(
  out: ByteWriter,
  { groups, run, field, scratch }: { groups: PageGroups; run: ProfileRun; field: number; scratch: Scratch },
  { numbers, numbersAt }: { numbers: Decimals; numbersAt: Uint32Array },
): void {
  const scaled = scratch(2, run.to - run.from);
  const scale = scaleAll(numbers, numbersAt, { run, field, scaled });
  out.reserve(1 + 8 * (run.to - run.from));
  out.byte(scale);
  if (scale === rawScale) {
    for (let at = run.from; at < run.to; at++) {
      const index = numbersAt[at]! + field;
      const own = numbers.scales[index]!;
      const mantissa = numbers.mantissas[index]!;
      out.double(own === rawScale ? mantissa : mantissa / powersOfTen[own]!);
    }
    return;
  }
  const firsts = scratch(0, run.end - run.first);
  const steps = scratch(1, run.to - run.from);
  let count = 0;
  for (let place = run.first; place < run.end; place++) {
    const from = groups.starts[place]! - run.from;
    const to = groups.starts[place + 1]! - run.from;
    firsts[place - run.first] = scaled[from]!;
    for (let at = from + 1; at < to; at++) steps[count++] = zigzag(scaled[at]! - scaled[at - 1]!);
  }
  writePacked(out, firsts, run.end - run.first);
  writePacked(out, steps, count);
}

/**
 * The run's values of a field as whole numbers of the scale returned, the least that all have, or `rawScale`. Exact:
 * mantissa and power are whole numbers of a double, so their quotient is the same double at any scale.
 */
function scaleAll(
  { mantissas, scales }: Decimals,
  numbersAt: Uint32Array,
  { run, field, scaled }: { run: ProfileRun; field: number; scaled: Float64Array },
): number {
  let scale = 0;
  for (let at = run.from; at < run.to; at++) scale = Math.max(scale, scales[numbersAt[at]! + field]!);
  if (scale === rawScale) return rawScale;
  for (let at = run.from; at < run.to; at++) {
    const index = numbersAt[at]! + field;
    const value = mantissas[index]! * powersOfTen[scale - scales[index]!]!;
    // Half of it, so that the difference of two fits as well.
    if (!(Math.abs(value) < maxMagnitude / 4)) return rawScale;
    scaled[at - run.from] = value;
  }
  return scale;
}

/** The readings of a page, those of a run read when first asked for. */
export class PageNumbers {
  readonly #input: ByteReader;
  readonly #groups: PageGroups;
  readonly #runs: readonly ProfileRun[];
  readonly #fields: readonly Fields[];
  readonly #scratch: Scratch;
  /** Run → where its bytes begin; one more than runs. */
  readonly #places: Uint32Array;
  readonly #values: (Float64Array | undefined)[] = [];

  constructor(input: ByteReader, { groups, runs, fields, scratch }: Numbers) {
    this.#input = input;
    this.#groups = groups;
    this.#runs = runs;
    this.#fields = fields;
    this.#scratch = scratch;
    this.#places = new Uint32Array(runs.length + 1);
    for (let run = 0; run < runs.length; run++) this.#places[run + 1] = this.#places[run]! + input.varint();
    for (let run = 0; run < this.#places.length; run++) this.#places[run]! += input.at;
  }

  /** The values of the run's first field in order of series, then those of the next. */
  of(run: number): Float64Array {
    this.#values[run] ??= this.#read(run);
    return this.#values[run];
  }

  #read(number: number): Float64Array {
    const run = this.#runs[number]!;
    const rows = run.to - run.from;
    const fields = this.#fields[run.profile]!.numbers;
    const values = new Float64Array(fields * rows);
    const input = new ByteReader(this.#input.bytes, this.#places[number], this.#places[number + 1]);
    for (let field = 0; field < fields; field++)
      readField(input, values.subarray(field * rows, (field + 1) * rows), {
        groups: this.#groups,
        run,
        scratch: this.#scratch,
      });
    return values;
  }
}

function readField(
  input: ByteReader,
  into: Float64Array,
  { groups, run, scratch }: { groups: PageGroups; run: ProfileRun; scratch: Scratch },
): void {
  const scale = input.byte();
  if (scale === rawScale) {
    for (let at = 0; at < into.length; at++) into[at] = input.double();
    return;
  }
  const power = powersOfTen[scale];
  if (power === undefined) throw new RangeError(`there is no scale ${scale}`);
  const series = run.end - run.first;
  const firsts = readPacked(input, series, scratch(0, series));
  const steps = readPacked(input, into.length - series, scratch(1, into.length));
  let step = 0;
  for (let place = run.first; place < run.end; place++) {
    let scaled = firsts[place - run.first]!;
    let at = groups.starts[place]! - run.from;
    into[at++] = scaled / power;
    for (const last = groups.starts[place + 1]! - run.from; at < last; at++) {
      scaled += unzigzag(steps[step++]!);
      into[at] = scaled / power;
    }
  }
}
