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
  const used = Int32Array.from(list, (string) => skeletons.of(string));
  const uses = new Uint32Array(skeletons.table.count);
  for (let i = 0; i < used.length; i++) if (used[i] !== whole) uses[used[i]!]!++;
  const placeOf = new Int32Array(uses.length).fill(-1);
  const members: { skeleton: number; strings: number[] }[] = [];
  /** String → its skeleton as it is told. */
  const told = new Uint32Array(list.length);
  for (let i = 0; i < used.length; i++) {
    const skeleton = used[i]!;
    const isWorthIt =
      skeleton !== whole && (skeletons.slotsOf(skeleton) === 0 || uses[skeleton]! >= leastStrings);
    const place = isWorthIt ? placeOf[skeleton]! : -1;
    if (place < 0) {
      if (isWorthIt) placeOf[skeleton] = members.length;
      members.push({ skeleton: isWorthIt ? skeleton : whole, strings: [list[i]!] });
    } else {
      told[i] = place + 1;
      members[place]!.strings.push(list[i]!);
    }
  }
  out.reserve(10 * (members.length + 1));
  out.varint(members.length);
  for (const { skeleton, strings: own } of members) {
    const [table, index] = skeleton === whole ? [strings, own[0]!] : [skeletons.table, skeleton];
    out.varint(table.ends[index]! - table.startOf(index));
    out.varint(skeleton === whole ? 0 : skeletons.slotsOf(skeleton));
  }
  for (const { skeleton, strings: own } of members) {
    const [table, index] = skeleton === whole ? [strings, own[0]!] : [skeletons.table, skeleton];
    out.appendPart(table.bytes, table.startOf(index), table.ends[index]!);
    out.reserve(1);
    out.byte(lineFeed);
  }
  out.reserve(5 * (told.length + 1));
  out.varint(told.length);
  for (let i = 0; i < told.length; i++) out.varint(told[i]!);
  const values = new Float64Array(list.length);
  for (const { skeleton, strings: own } of members) {
    if (skeleton === whole) continue;
    for (let which = 0; which < skeletons.slotsOf(skeleton); which++) {
      for (let i = 0; i < own.length; i++) values[i] = skeletons.number(own[i]!, which);
      writePacked(numbers, values, own.length);
    }
  }
}
