/**
 * Looks for a regular expression in bytes, one step of a table for each: a deterministic automaton whose states are made when a text
 * first leads to them, as in RE2 (Cox, "Regular Expression Matching in the Wild", swtch.com/~rsc/regexp/regexp3.html). A pattern that
 * would have millions of states has some thousands at a time: then all are given up and made anew, which costs a look at every
 * instruction for a byte at worst, never more.
 */
import { place, type RegexProgram } from '@mantinel/domain/linear-regex';

/** Of the table and of what the states keep, together: some 10 MB. */
const mostNumbers = 2 ** 20;
const lineFeed = 10;

interface State {
  /** Where the program stands: at instructions for a character, and at those for a place that is not met yet. */
  readonly at: Int32Array;
  /** What is met here whatever comes next. */
  readonly places: number;
  readonly isAfterWord: boolean;
}

export class Automaton {
  /** The pattern stands in what was read: whatever follows, the state remains. */
  readonly found: number;
  /** It cannot stand in any text that begins so. */
  readonly failed: number;
  /** States are numbered anew whenever this changes. */
  generation = 0;
  readonly #program: RegexProgram;
  /** Byte → the class of its character. */
  readonly #classOf: Uint16Array;
  /** The class of the end of a text, and of a byte that alone is no character: no state knows a step for that. */
  readonly #end: number;
  readonly #beyond: number;
  readonly #width: number;
  /** State (its place in here) and class → next state, 0 while that is unknown. */
  #table: Int32Array;
  readonly #states: State[] = [];
  readonly #known = new Map<string, number>();
  #numbers = 0;
  #start = 0;
  /** Instruction → in which walk it was met last. */
  readonly #walkOf: Int32Array;
  #walk = 0;

  constructor(program: RegexProgram) {
    this.#program = program;
    this.#end = program.bounds.length + 1;
    this.#beyond = this.#end + 1;
    this.#width = this.#end + 2;
    this.#classOf = Uint16Array.from({ length: 256 }, (_, byte) =>
      byte < 128 ? this.#classOfCodePoint(byte) : this.#beyond,
    );
    this.#walkOf = new Int32Array(program.instructions.length);
    this.found = this.#width;
    this.failed = 2 * this.#width;
    this.#table = new Int32Array(64 * this.#width);
    this.#clear();
  }

  /** Before any text. Right until the generation changes. */
  get start(): number {
    this.#start ||= this.#stateOf([this.#program.start], place.beginText | place.beginLine, false);
    return this.#start;
  }

  /** The state after some more of a text: whole characters in UTF-8. Changes the generation where it runs out of room. */
  run(from: number, bytes: Uint8Array, at: number, end: number): number {
    const classOf = this.#classOf;
    const { failed } = this;
    let table = this.#table;
    let state = from;
    let next = at;
    while (next < end && state > failed) {
      const byte = bytes[next++]!;
      const known = table[state + classOf[byte]!]!;
      if (known > failed) {
        state = known;
        continue;
      }
      let itsClass = classOf[byte]!;
      if (itsClass === this.#beyond) {
        const more = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
        let code = byte & (0x3f >> more);
        for (let i = 0; i < more; i++) code = (code << 6) | (bytes[next++]! & 0x3f);
        itsClass = this.#classOfCodePoint(code);
      }
      state = table[state + itsClass] || this.#step(state, itsClass);
      table = this.#table;
    }
    return state;
  }

  /** Whether the pattern stands in a text that ends here. */
  isFoundAt(state: number): boolean {
    return (this.#table[state + this.#end] || this.#step(state, this.#end)) === this.found;
  }

  test(text: Uint8Array): boolean {
    return this.isFoundAt(this.run(this.start, text, 0, text.length));
  }

  #classOfCodePoint(code: number): number {
    const { bounds } = this.#program;
    let [low, high] = [0, bounds.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (bounds[middle]! <= code) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #step(from: number, itsClass: number): number {
    const { instructions, start, isAnchored, bounds } = this.#program;
    const { generation } = this;
    const state = this.#states[from / this.#width]!;
    const isEnd = itsClass === this.#end;
    // Any of its class will do.
    const code = isEnd ? -1 : itsClass === 0 ? 0 : bounds[itsClass - 1]!;
    const isWord = !isEnd && isWordCharacter(code);
    let places = state.places | (isWord === state.isAfterWord ? place.noWordBoundary : place.wordBoundary);
    if (isEnd) places |= place.endText | place.endLine;
    if (code === lineFeed) places |= place.endLine;
    const at = this.#reach(state.at, places);
    let next = this.found;
    if (at !== 'match') {
      const out: number[] = [];
      for (const instruction of at) {
        const found = instructions[instruction]!;
        if (!isEnd && found.is === 'character' && found.matches(code)) out.push(found.out);
      }
      if (!isAnchored && !isEnd) out.push(start);
      next = isEnd ? this.failed : this.#stateOf(out, code === lineFeed ? place.beginLine : 0, isWord);
    }
    if (generation === this.generation) this.#table[from + itsClass] = next;
    return next;
  }

  #stateOf(instructions: ArrayLike<number>, places: number, isAfterWord: boolean): number {
    const at = this.#reach(instructions, places);
    if (at === 'match') return this.found;
    if (at.length === 0) return this.failed;
    at.sort();
    const asksPlace = at.some((instruction) => this.#program.instructions[instruction]!.is === 'place');
    const state: State = asksPlace ? { at, places, isAfterWord } : { at, places: 0, isAfterWord: false };
    const bytes = Buffer.from(at.buffer, at.byteOffset, at.byteLength);
    const key = `${state.places}${state.isAfterWord ? 'w' : ' '}${bytes.toString('latin1')}`;
    return this.#known.get(key) ?? this.#add(key, state);
  }

  /** The instructions that wait for a character or a place; `match` where there is nothing to wait for. */
  #reach(from: ArrayLike<number>, places: number): Int32Array | 'match' {
    const { instructions } = this.#program;
    const walk = ++this.#walk;
    const open = Array.from(from);
    const waiting: number[] = [];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (this.#walkOf[next] === walk) continue;
      this.#walkOf[next] = walk;
      const instruction = instructions[next]!;
      switch (instruction.is) {
        case 'match':
          return 'match';
        case 'either':
          open.push(instruction.out, instruction.other);
          break;
        case 'character':
          waiting.push(next);
          break;
        case 'place':
          if ((instruction.places & ~places) === 0) open.push(instruction.out);
          else waiting.push(next);
      }
    }
    return Int32Array.from(waiting);
  }

  #add(key: string, state: State): number {
    const cost = this.#width + state.at.length;
    if (this.#numbers + cost > mostNumbers) this.#clear();
    this.#numbers += cost;
    const number = this.#states.push(state) * this.#width - this.#width;
    if (number + this.#width > this.#table.length) {
      const more = new Int32Array(2 * this.#table.length);
      more.set(this.#table);
      this.#table = more;
    }
    this.#known.set(key, number);
    return number;
  }

  #clear(): void {
    this.generation++;
    this.#known.clear();
    this.#numbers = 0;
    this.#start = 0;
    this.#table.fill(0);
    this.#table.fill(this.found, this.found, this.failed);
    this.#table.fill(this.failed, this.failed, this.failed + this.#width);
    const none: State = { at: new Int32Array(), places: 0, isAfterWord: false };
    // 0 says that a step is unknown.
    this.#states.splice(0, Number.POSITIVE_INFINITY, none, none, none);
  }
}

const isWordCharacter = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
