/** Readings of a page: decimals of one scale as packed differences within their series, raw doubles where there is none. */
import type { ByteReader } from '../../codec/byte-reader.ts';
import type { ByteWriter } from '../../codec/byte-writer.ts';
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

/** `numbersAt`: row in order of series → where its numbers begin. */
export function writeNumbers(
  out: ByteWriter,
  { groups, runs, fields, scratch }: Numbers,
  { numbers, numbersAt }: { numbers: Decimals; numbersAt: Uint32Array },
): void {
  const scaled = scratch(2, numbersAt.length);
  for (const run of runs) {
    for (let field = 0; field < fields[run.profile]!.numbers; field++) {
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
        continue;
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
  }
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

/** Values of each run and field together; `at` says where. */
export interface NumberValues {
  readonly values: Float64Array;
  /** Run → where the values of its first field begin. */
  readonly starts: Uint32Array;
}

export function readNumbers(input: ByteReader, { groups, runs, fields, scratch }: Numbers): NumberValues {
  const starts = new Uint32Array(runs.length);
  let length = 0;
  runs.forEach(({ profile, from, to }, run) => {
    starts[run] = length;
    length += fields[profile]!.numbers * (to - from);
  });
  const values = new Float64Array(length);
  let base = 0;
  for (const { profile, first, end, from, to } of runs) {
    for (let field = 0; field < fields[profile]!.numbers; field++, base += to - from) {
      const scale = input.byte();
      if (scale === rawScale) {
        for (let at = 0; at < to - from; at++) values[base + at] = input.double();
        continue;
      }
      const power = powersOfTen[scale];
      if (power === undefined) throw new RangeError(`there is no scale ${scale}`);
      const firsts = readPacked(input, end - first, scratch(0, end - first));
      const steps = readPacked(input, to - from - (end - first), scratch(1, to - from));
      let step = 0;
      for (let place = first; place < end; place++) {
        let scaled = firsts[place - first]!;
        let at = base + groups.starts[place]! - from;
        values[at++] = scaled / power;
        for (const last = base + groups.starts[place + 1]! - from; at < last; at++) {
          scaled += unzigzag(steps[step++]!);
          values[at] = scaled / power;
        }
      }
    }
  }
  return { values, starts };
}
