/** A text without its numbers: "Tool 17 from pocket 4" is the skeleton "Tool \0 from pocket \0" with 17 and 4. */
import { addedHash, begunHash, StringTable } from '../../codec/string-table.ts';

/** Stands in a skeleton for a run of digits. */
export const slot = 0;
/** Stands behind every skeleton of a page. */
export const lineFeed = 10;
/** Instead of a skeleton: the text is kept as it is, because it holds a slot itself or is no message. */
export const whole = -1;
const unknown = -2;
/** Longer runs are kept in the skeleton: they would not fit a packed number. */
const mostDigits = 15;
/** Assets and programs are not messages with a number here and there. */
export const longestBytes = 1024;
const mostSlots = 32;

const zero = 48;
const isDigit = (byte: number): boolean => (byte - zero) >>> 0 <= 9;

/** Takes the strings of a table apart, each when first asked for. */
export class Skeletons {
  readonly table = new StringTable();
  readonly #strings: StringTable;
  /** String → skeleton, `whole` or `unknown`; and where its numbers begin. */
  readonly #of: Int32Array;
  readonly #numbersAt: Uint32Array;
  /** Skeleton → how many slots it has. */
  readonly #slots: number[] = [0];
  #numbers = new Float64Array(4096);
  #count = 0;
  readonly #draft = Buffer.alloc(longestBytes);

  constructor(strings: StringTable) {
    this.#strings = strings;
    this.#of = new Int32Array(strings.count).fill(unknown);
    this.#numbersAt = new Uint32Array(strings.count);
  }

  of(string: number): number {
    if (this.#of[string] === unknown) this.#of[string] = this.#takeApart(string);
    return this.#of[string]!;
  }

  slotsOf(skeleton: number): number {
    return this.#slots[skeleton]!;
  }

  /** The number in a slot of a string that was asked for. */
  number(string: number, which: number): number {
    return this.#numbers[this.#numbersAt[string]! + which]!;
  }

  #takeApart(string: number): number {
    const { bytes } = this.#strings;
    const from = this.#strings.startOf(string);
    const to = this.#strings.ends[string]!;
    this.#numbersAt[string] = this.#count;
    if (to - from > longestBytes) return whole;
    const draft = this.#draft;
    const first = this.#count;
    let length = 0;
    let hash = begunHash;
    for (let at = from; at < to; ) {
      // One loop for what is text and one for digits: a single one, whose way nobody can foresee, takes twice the time.
      for (let byte = bytes[at]!; !isDigit(byte); byte = bytes[at]!) {
        if (byte === slot) return this.#giveUp(first);
        draft[length++] = byte;
        hash = addedHash(hash, byte);
        if (++at === to) break;
      }
      const begin = at;
      let number = 0;
      for (; at < to && isDigit(bytes[at]!); at++) number = number * 10 + bytes[at]! - zero;
      if (at === begin) break;
      // A leading zero would be lost.
      if (at - begin > mostDigits || (bytes[begin] === zero && at > begin + 1)) {
        for (let digit = begin; digit < at; digit++) {
          draft[length++] = bytes[digit]!;
          hash = addedHash(hash, bytes[digit]!);
        }
        continue;
      }
      this.#push(number);
      draft[length++] = slot;
      hash = addedHash(hash, slot);
    }
    const slots = this.#count - first;
    if (slots > mostSlots) return this.#giveUp(first);
    const skeleton = this.table.internHashed(draft, { from: 0, to: length, hash });
    this.#slots[skeleton] ??= slots;
    return skeleton;
  }

  #giveUp(first: number): number {
    this.#count = first;
    return whole;
  }

  #push(number: number): void {
    if (this.#count === this.#numbers.length) {
      const more = new Float64Array(this.#count * 2);
      more.set(this.#numbers);
      this.#numbers = more;
    }
    this.#numbers[this.#count++] = number;
  }
}
