/**
 * Texts of a page. Rows point to strings, strings to skeletons; the numbers of the strings stand beside the readings.
 *
 *   refs       for each run of a profile and each field: 1 and the string of all its rows, or 0 and that of each row
 *   strings    how many; for each its skeleton: 0 when it is new, else its number + 1
 *   skeletons  how many; for each its length in bytes and its slots; then the bytes, a line feed after each
 *
 * A row's string is 0 when it is new, else how far back it was first seen, so that unique messages cost one zero byte.
 */
import { fold } from '@mantinel/domain';
import type { ByteReader } from '../../codec/byte-reader.ts';
import type { ByteWriter } from '../../codec/byte-writer.ts';
import type { StringTable } from '../../codec/string-table.ts';
import type { Automaton } from '../../query/search/automaton.ts';
import type { Fields } from '../block-series.ts';
import { textMatcher } from './matching-texts.ts';
import { readPacked, writePacked } from './packed-integers.ts';
import type { ProfileRun } from './page-groups.ts';
import { type Skeletons, slot, whole } from './skeletons.ts';

/** A skeleton of fewer strings in a page is not worth columns of numbers of its own. */
const leastStrings = 4;
const lineFeed = 10;

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
  { runs, fields }: Layout,
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
  out.reserve(5 * (list.length + 2));
  out.varint(list.length);
  for (const string of list) {
    const used = skeletons.of(string);
    const isWorthIt = used !== whole && (skeletons.slotsOf(used) === 0 || uses.get(used)! >= leastStrings);
    const skeleton = isWorthIt ? used : whole;
    const place = placeOf.get(skeleton);
    if (skeleton === whole || place === undefined) {
      out.varint(0);
      placeOf.set(skeleton, members.length);
      members.push({ skeleton, strings: [string] });
    } else {
      out.varint(place + 1);
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

/** Values of each run and field together. */
export interface TextRefs {
  readonly values: Uint32Array;
  /** Run → where those of its first field begin. */
  readonly starts: Uint32Array;
}

interface Layout {
  readonly runs: readonly ProfileRun[];
  readonly fields: readonly Fields[];
}

export function readRefs(input: ByteReader, { runs, fields }: Layout): TextRefs {
  const starts = new Uint32Array(runs.length);
  let length = 0;
  runs.forEach(({ profile, from, to }, run) => {
    starts[run] = length;
    length += fields[profile]!.texts * (to - from);
  });
  const values = new Uint32Array(length);
  let known = 0;
  const next = () => {
    const back = input.varint();
    return back === 0 ? known++ : known - back;
  };
  let base = 0;
  for (const { profile, from, to } of runs) {
    for (let field = 0; field < fields[profile]!.texts; field++) {
      const end = base + to - from;
      if (input.byte() === 1) values.fill(next(), base, end);
      else for (let at = base; at < end; at++) values[at] = next();
      base = end;
    }
  }
  return { values, starts };
}

/** The strings of a page, put together when asked for. */
export class PageTexts {
  readonly #skeletonOf: Uint32Array;
  /** String → its place among those of its skeleton. */
  readonly #ordinalOf: Uint32Array;
  readonly #slots: Uint32Array;
  /** Skeleton → how many strings have it. */
  readonly #members: readonly number[];
  readonly #bytes: Buffer;
  readonly #ends: Uint32Array;
  readonly #numbers: ByteReader;
  /** Skeleton → the numbers of each slot, decoded when first needed. */
  #columns: Float64Array[][] | undefined;
  readonly #texts: (string | undefined)[] = [];

  /** `numbers` stands where those of the strings begin. */
  constructor(input: ByteReader, numbers: ByteReader) {
    this.#skeletonOf = new Uint32Array(input.varint());
    this.#ordinalOf = new Uint32Array(this.#skeletonOf.length);
    const members: number[] = [];
    for (let string = 0; string < this.#skeletonOf.length; string++) {
      const told = input.varint();
      if (told > members.length) throw new RangeError('a text has no skeleton');
      const skeleton = told === 0 ? members.push(0) - 1 : told - 1;
      this.#skeletonOf[string] = skeleton;
      this.#ordinalOf[string] = members[skeleton]!++;
    }
    const count = input.varint();
    this.#ends = new Uint32Array(count);
    this.#slots = new Uint32Array(count);
    let end = 0;
    for (let skeleton = 0; skeleton < count; skeleton++) {
      end += input.varint() + 1;
      this.#ends[skeleton] = end;
      this.#slots[skeleton] = input.varint();
    }
    this.#bytes = input.take(end);
    this.#numbers = numbers;
    this.#members = members;
  }

  text(string: number): string {
    const known = this.#texts[string];
    if (known !== undefined) return known;
    const skeleton = this.#skeletonOf[string];
    if (skeleton === undefined) throw new RangeError('a row points to no text');
    const slots = this.#slots[skeleton]!;
    let text = this.#skeletonText(skeleton);
    if (slots > 0) {
      const columns = this.#allColumns()[skeleton]!;
      const ordinal = this.#ordinalOf[string]!;
      const parts = text.split(slotText);
      text = parts[0]!;
      for (let which = 0; which < slots; which++) text += columns[which]![ordinal]! + parts[which + 1]!;
    }
    this.#texts[string] = text;
    return text;
  }

  get count(): number {
    return this.#skeletonOf.length;
  }

  /** For each string whether its skeleton holds all pieces, which are folded and without digits; undefined when none does. */
  candidates(pieces: readonly string[]): Uint8Array | undefined {
    const all = fold(this.#bytes.toString('utf8'));
    if (!pieces.every((piece) => all.includes(piece))) return undefined;
    const bySkeleton = Uint8Array.from(this.#ends, (_, skeleton) => {
      const text = fold(this.#skeletonText(skeleton));
      return pieces.every((piece) => text.includes(piece)) ? 1 : 0;
    });
    if (!bySkeleton.includes(1)) return undefined;
    return Uint8Array.from(this.#skeletonOf, (skeleton) => bySkeleton[skeleton]!);
  }

  /** String → whether the automaton finds its pattern there. */
  matcher(automaton: Automaton): (string: number) => boolean {
    const stored = {
      skeletonOf: this.#skeletonOf,
      ordinalOf: this.#ordinalOf,
      slots: this.#slots,
      bytes: this.#bytes,
      ends: this.#ends,
      numbers: () => this.#allColumns(),
    };
    return textMatcher(stored, automaton);
  }

  #skeletonText(skeleton: number): string {
    const from = skeleton === 0 ? 0 : this.#ends[skeleton - 1]!;
    return this.#bytes.toString('utf8', from, this.#ends[skeleton]! - 1);
  }

  #allColumns(): Float64Array[][] {
    this.#columns ??= Array.from(this.#slots, (slots, skeleton) =>
      Array.from({ length: slots }, () => readPacked(this.#numbers, this.#members[skeleton]!)),
    );
    return this.#columns;
  }
}

const slotText = String.fromCharCode(slot);
