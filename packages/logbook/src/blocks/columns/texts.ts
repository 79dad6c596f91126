/**
 * Texts of a page as they are written. Rows point to strings, strings to skeletons; the numbers of the strings stand beside the readings.
 *
 *   skeletons  how many; for each its length in bytes and its slots; then the bytes, a line feed after each
 *   strings    how many; for each its skeleton: 0 when it is new, else its number + 1
 *   refs       for each run of a profile and each field: 1 and the string of all its rows, or 0 and that of each row
 *
 * A row's string is 0 when it is new, else how far back it was first seen, so that unique messages cost one zero byte. What an
 * expression looks at first stands first: refs cannot be read without the series of the rows. Before format 6 they came the other
 * way round, refs, strings, skeletons.
 */
import type { ByteWriter } from '../../codec/byte-writer.ts';
import type { StringTable } from '../../codec/string-table.ts';
import { writePacked } from './packed-integers.ts';
import type { RefsLayout } from './page-texts.ts';
import { lineFeed, type Skeletons, whole } from './skeletons.ts';

/** A skeleton of fewer strings in a page is not worth columns of numbers of its own. */
const leastStrings = 4;

/** Strings of a page in the order of their first use; its arrays are as long as the table's strings. */
export class PageStrings {
  readonly list: number[] = [];
  readonly #placeOf: Int32Array;

  constructor(strings: number) {
    this.#placeOf = new Int32Array(strings).fill(-1);
  }

  write(out: ByteWriter, string: number): void {
    const seen = this.#placeOf[string]!;
    out.varint(seen < 0 ? 0 : this.list.length - seen);
    if (seen < 0) this.#placeOf[string] = this.list.push(string) - 1;
  }

  clear(): void {
    for (const string of this.list) this.#placeOf[string] = -1;
    this.list.length = 0;
  }
}

/** `textsAt`: row in order of series → where its texts begin in `texts`. */
export function writeRefs(
  out: ByteWriter,
  { runs, fields }: RefsLayout,
  { texts, textsAt, strings }: { texts: Uint32Array; textsAt: Uint32Array; strings: PageStrings },
): void {
  for (const { profile, from, to } of runs) {
    for (let field = 0; field < fields[profile]!.texts; field++) {
      const first = texts[textsAt[from]! + field]!;
      let at = from + 1;
      while (at < to && texts[textsAt[at]! + field] === first) at++;
      out.reserve(1 + 5 * (to - from));
      out.byte(at === to ? 1 : 0);
      if (at === to) strings.write(out, first);
      else for (at = from; at < to; at++) strings.write(out, texts[textsAt[at]! + field]!);
    }
  }
}

/** Writes the strings' skeletons to `out` and their numbers to `numbers`. */
export function writeStrings(
  { out, numbers }: { out: ByteWriter; numbers: ByteWriter },
  list: readonly number[],
  { skeletons, strings }: { skeletons: Skeletons; strings: StringTable },
): void {
  const uses = new Map<number, number>();
  for (const string of list) {
    const skeleton = skeletons.of(string);
    uses.set(skeleton, (uses.get(skeleton) ?? 0) + 1);
  }
  const placeOf = new Map<number, number>();
  const members: { skeleton: number; strings: number[] }[] = [];
  /** String → its skeleton as it is told. */
  const told: number[] = [];
  for (const string of list) {
    const used = skeletons.of(string);
    const isWorthIt = used !== whole && (skeletons.slotsOf(used) === 0 || uses.get(used)! >= leastStrings);
    const skeleton = isWorthIt ? used : whole;
    const place = placeOf.get(skeleton);
    if (skeleton === whole || place === undefined) {
      told.push(0);
      placeOf.set(skeleton, members.length);
      members.push({ skeleton, strings: [string] });
    } else {
      told.push(place + 1);
      members[place]!.strings.push(string);
    }
  }
  out.reserve(10 * (members.length + 1));
  out.varint(members.length);
  for (const { skeleton, strings: own } of members) {
    out.varint(bytesOf(skeleton, own).length);
    out.varint(skeleton === whole ? 0 : skeletons.slotsOf(skeleton));
  }
  for (const { skeleton, strings: own } of members) {
    out.append(bytesOf(skeleton, own));
    out.reserve(1);
    out.byte(lineFeed);
  }
  out.reserve(5 * (told.length + 1));
  out.varint(told.length);
  for (const skeleton of told) out.varint(skeleton);
  for (const { skeleton, strings: own } of members) {
    if (skeleton === whole) continue;
    const values = new Float64Array(own.length);
    for (let which = 0; which < skeletons.slotsOf(skeleton); which++) {
      for (let i = 0; i < own.length; i++) values[i] = skeletons.number(own[i]!, which);
      writePacked(numbers, values);
    }
  }

  function bytesOf(skeleton: number, own: readonly number[]): Uint8Array {
    return skeleton === whole ? strings.view(own[0]!) : skeletons.table.view(skeleton);
  }
}
