/** Looks for a regular expression in the strings of a page where they stand: in their skeletons once, whatever numbers belong into them. */
import type { Automaton } from '../../query/search/automaton.ts';
import type { TextMatcher } from '../../query/source.ts';
import { slot } from './skeletons.ts';

export interface StoredSkeletons {
  /** Skeleton → how many numbers belong into it. */
  readonly slots: Uint32Array;
  /** The skeletons, a line feed after each, and where they end with it. */
  readonly bytes: Buffer;
  readonly ends: Uint32Array;
}

export interface StoredStrings {
  readonly skeletonOf: Uint32Array;
  /** String → its place among those of its skeleton. */
  readonly ordinalOf: Uint32Array;
}

/** Strings of a page as it keeps them (see `texts.ts`); those behind a function are read when first needed. */
export interface StoredTexts extends StoredSkeletons {
  strings(): StoredStrings;
  /** Skeleton → slot → the numbers of its strings. */
  numbers(): readonly (readonly Float64Array[])[];
}

/** More states than these are not told apart for a skeleton: its strings are looked at one by one. */
const mostStates = 16;
/** What a skeleton says of its strings; 0 until it is asked. */
const never = 1;
const always = 2;
const byNumbers = 3;

export function textMatcher(texts: StoredTexts, automaton: Automaton): TextMatcher {
  const { bytes, slots } = texts;
  const answers = new Uint8Array(slots.length);
  const afterNumbers = new Map<number, readonly number[]>();
  let { generation } = automaton;
  return {
    matches,
    /** Mostly the skeletons alone tell: the strings of a page are some hundred more. */
    matchesAny() {
      let asksNumbers = false;
      for (let skeleton = 0; skeleton < slots.length; skeleton++) {
        const answer = answerOnce(skeleton);
        if (answer === always) return true;
        if (answer === byNumbers) asksNumbers = true;
      }
      return asksNumbers && texts.strings().skeletonOf.some((_, string) => matches(string));
    },
  };

  function matches(string: number): boolean {
    const skeleton = texts.strings().skeletonOf[string]!;
    const answer = answerOnce(skeleton);
    return answer === byNumbers ? matchesWhole(string, skeleton) : answer === always;
  }

  function answerOnce(skeleton: number): number {
    answers[skeleton] ||= slots[skeleton] === 0 ? answerOfText(skeleton) : answerOf(skeleton);
    return answers[skeleton]!;
  }

  function answerOfText(skeleton: number): number {
    const state = automaton.run(automaton.start, bytes, startOf(skeleton), endOf(skeleton));
    return automaton.isFoundAt(state) ? always : never;
  }

  /** Follows all states at once that numbers can lead to: most skeletons say the same whatever these are. */
  function answerOf(skeleton: number): number {
    if (automaton.generation !== generation) {
      ({ generation } = automaton);
      afterNumbers.clear();
    }
    let states: readonly number[] = [automaton.start];
    let at = startOf(skeleton);
    for (let left = slots[skeleton]!; left > 0; left--) {
      const cut = bytes.indexOf(slot, at);
      states = afterNumber(states.map((state) => automaton.run(state, bytes, at, cut)));
      if (states.length > mostStates || automaton.generation !== generation) return byNumbers;
      at = cut + 1;
    }
    const found = states.filter((state) =>
      automaton.isFoundAt(automaton.run(state, bytes, at, endOf(skeleton))),
    ).length;
    if (automaton.generation !== generation) return byNumbers;
    return found === 0 ? never : found === states.length ? always : byNumbers;
  }

  function afterNumber(states: readonly number[]): readonly number[] {
    if (states.every((state) => state === states[0])) return afterNumberAt(states[0]!);
    return [...new Set(states.flatMap(afterNumberAt))];
  }

  /** Every state that one digit or more lead to. */
  function afterNumberAt(from: number): readonly number[] {
    const known = afterNumbers.get(from);
    if (known) return known;
    const after = new Set<number>();
    const step = (state: number) => {
      for (let digit = 0; digit < 10; digit++) after.add(automaton.run(state, digits, digit, digit + 1));
    };
    step(from);
    // A set goes on with what is added meanwhile.
    for (const state of after) if (after.size <= mostStates) step(state);
    const all = [...after];
    afterNumbers.set(from, all);
    return all;
  }

  function matchesWhole(string: number, skeleton: number): boolean {
    const numbers = texts.numbers()[skeleton]!;
    const ordinal = texts.strings().ordinalOf[string]!;
    let at = startOf(skeleton);
    let state = automaton.start;
    for (const column of numbers) {
      const cut = bytes.indexOf(slot, at);
      state = automaton.run(state, bytes, at, cut);
      const from = writeDigits(column[ordinal]!);
      state = automaton.run(state, written, from, written.length);
      at = cut + 1;
    }
    return automaton.isFoundAt(automaton.run(state, bytes, at, endOf(skeleton)));
  }

  function startOf(skeleton: number): number {
    return skeleton === 0 ? 0 : texts.ends[skeleton - 1]!;
  }

  function endOf(skeleton: number): number {
    return texts.ends[skeleton]! - 1;
  }
}

const zero = 48;
const digits = Uint8Array.from({ length: 10 }, (_, digit) => zero + digit);
/** Room for the longest number, which is taken in at once. */
const written = new Uint8Array(16);

/** Writes a whole number to the end of `written`; returns where it begins. */
function writeDigits(number: number): number {
  let at = written.length;
  for (let rest = number; at === written.length || rest > 0; rest = Math.floor(rest / 10))
    written[--at] = zero + (rest % 10);
  return at;
}
