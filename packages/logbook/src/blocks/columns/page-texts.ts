/** Texts of a page read back, as far as they are asked for: the skeletons, then which string has which, then what rows point to. */
import { fold } from '@mantinel/domain';
import type { ByteReader } from '../../codec/byte-reader.ts';
import type { Automaton } from '../../query/search/automaton.ts';
import type { TextMatcher } from '../../query/source.ts';
import type { Fields } from '../block-series.ts';
import { type StoredSkeletons, type StoredStrings, textMatcher } from './matching-texts.ts';
import { readPacked } from './packed-integers.ts';
import type { ProfileRun } from './page-groups.ts';
import { lineFeed, slot } from './skeletons.ts';

/** Values of each run and field together. */
interface TextRefs {
  readonly values: Uint32Array;
  /** Run → where those of its first field begin. */
  readonly starts: Uint32Array;
}

export interface RefsLayout {
  readonly runs: readonly ProfileRun[];
  readonly fields: readonly Fields[];
}

interface PageStrings extends StoredStrings {
  /** Skeleton → how many strings have it. */
  readonly members: readonly number[];
}

export interface TextsInput {
  /** See `texts.ts`. */
  readonly texts: ByteReader;
  /** Stands where the numbers of the strings begin. */
  readonly numbers: ByteReader;
  /** As before format 6. */
  readonly refsFirst: boolean;
  layout(): RefsLayout;
}

export class PageTexts {
  readonly #input: TextsInput;
  readonly #skeletons: StoredSkeletons;
  #strings: PageStrings | undefined;
  #refs: TextRefs | undefined;
  /** Skeleton → the numbers of each slot, decoded when first needed. */
  #columns: Float64Array[][] | undefined;
  readonly #texts: (string | undefined)[] = [];

  /** Throws RangeError where the texts are not as they were written, as do all others here. */
  constructor(input: TextsInput) {
    this.#input = input;
    if (input.refsFirst) {
      this.#refs = readRefs(input.texts, input.layout());
      this.#strings = readStrings(input.texts);
    }
    this.#skeletons = readSkeletons(input.texts);
  }

  get count(): number {
    return this.#allStrings().skeletonOf.length;
  }

  refs(): TextRefs {
    this.#allStrings();
    this.#refs ??= readRefs(this.#input.texts, this.#input.layout());
    return this.#refs;
  }

  text(string: number): string {
    const known = this.#texts[string];
    if (known !== undefined) return known;
    const { skeletonOf, ordinalOf } = this.#allStrings();
    const skeleton = skeletonOf[string];
    if (skeleton === undefined) throw new RangeError('a row points to no text');
    const slots = this.#skeletons.slots[skeleton]!;
    let text = this.#skeletonText(skeleton);
    if (slots > 0) {
      const columns = this.#allColumns()[skeleton]!;
      const ordinal = ordinalOf[string]!;
      const parts = text.split(slotText);
      text = parts[0]!;
      for (let which = 0; which < slots; which++) text += columns[which]![ordinal]! + parts[which + 1]!;
    }
    this.#texts[string] = text;
    return text;
  }

  /** For each string whether its skeleton holds all pieces, which are folded and without digits; undefined when none does. */
  candidates(pieces: readonly string[]): Uint8Array | undefined {
    const { bytes, ends } = this.#skeletons;
    const all = fold(bytes.toString('utf8'));
    if (!pieces.every((piece) => all.includes(piece))) return undefined;
    const lines = all.split('\n');
    // A text of several lines is a skeleton of as many.
    const textOf = (skeleton: number) =>
      lines.length === ends.length + 1 ? lines[skeleton]! : fold(this.#skeletonText(skeleton));
    const bySkeleton = new Uint8Array(ends.length);
    for (let skeleton = 0; skeleton < ends.length; skeleton++)
      if (pieces.every((piece) => textOf(skeleton).includes(piece))) bySkeleton[skeleton] = 1;
    if (!bySkeleton.includes(1)) return undefined;
    const { skeletonOf } = this.#allStrings();
    const byString = new Uint8Array(skeletonOf.length);
    // `from` with a function is twenty times slower.
    for (let string = 0; string < byString.length; string++)
      byString[string] = bySkeleton[skeletonOf[string]!]!;
    return byString;
  }

  matcher(automaton: Automaton): TextMatcher {
    const { slots, bytes, ends } = this.#skeletons;
    const strings = () => this.#allStrings();
    return textMatcher({ slots, bytes, ends, strings, numbers: () => this.#allColumns() }, automaton);
  }

  #allStrings(): PageStrings {
    this.#strings ??= readStrings(this.#input.texts);
    return this.#strings;
  }

  #skeletonText(skeleton: number): string {
    const { bytes, ends } = this.#skeletons;
    const from = skeleton === 0 ? 0 : ends[skeleton - 1]!;
    return bytes.toString('utf8', from, ends[skeleton]! - 1);
  }

  #allColumns(): Float64Array[][] {
    const { members } = this.#allStrings();
    this.#columns ??= Array.from(this.#skeletons.slots, (slots, skeleton) =>
      Array.from({ length: slots }, () => readPacked(this.#input.numbers, members[skeleton]!)),
    );
    return this.#columns;
  }
}

const slotText = String.fromCharCode(slot);

function readSkeletons(input: ByteReader): StoredSkeletons {
  const count = input.varint();
  const ends = new Uint32Array(count);
  const slots = new Uint32Array(count);
  let end = 0;
  for (let skeleton = 0; skeleton < count; skeleton++) {
    end += input.varint() + 1;
    ends[skeleton] = end;
    slots[skeleton] = input.varint();
  }
  const bytes = input.take(end);
  // Also where a header is damaged and an older format is read as this one: nothing is passed over for bytes that are no text.
  for (let skeleton = 0; skeleton < count; skeleton++)
    if (bytes[ends[skeleton]! - 1] !== lineFeed)
      throw new RangeError('a text does not end where it is said to');
  return { slots, ends, bytes };
}

function readStrings(input: ByteReader): PageStrings {
  const skeletonOf = new Uint32Array(input.varint());
  const ordinalOf = new Uint32Array(skeletonOf.length);
  const members: number[] = [];
  for (let string = 0; string < skeletonOf.length; string++) {
    const told = input.varint();
    if (told > members.length) throw new RangeError('a text has no skeleton');
    const skeleton = told === 0 ? members.push(0) - 1 : told - 1;
    skeletonOf[string] = skeleton;
    ordinalOf[string] = members[skeleton]!++;
  }
  return { skeletonOf, ordinalOf, members };
}

function readRefs(input: ByteReader, { runs, fields }: RefsLayout): TextRefs {
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
