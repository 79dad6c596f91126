/**
 * A skeleton without its words that hold a digit: "session ac\0f\0 by part_\0" is "session \0 by \0". Ids, addresses and files differ from text to
 * text; what is told by the other words, and of which kind the message is, is found once for all texts of a mask.
 */
import { addedHash, begunHash, StringTable } from '../../codec/string-table.ts';
import { longestBytes, type Skeletons, slot } from '../columns/skeletons.ts';
import { isNonAscii, lowerOf } from './word-hash.ts';

const [zero, nine, equals] = [48, 57, 61];
/** Of a word, or beside one in a text that must be decoded to find its words. */
export const isNumber = (byte: number): boolean => byte === slot || (byte >= zero && byte <= nine);
/** Byte → what it is in a word: of none, or of letters, or a number. */
const [between, letter, number] = [0, 1, 2];
const kindOf = lowerOf.map((lower, byte) => {
  if (isNumber(byte)) return number;
  return lower === 0 || isNonAscii(lower) ? between : letter;
});

/** The masks of skeletons, each found when first asked for. */
export class Masks {
  /** Masks by their numbers: `slot` for each word left out. */
  readonly table = new StringTable();
  readonly #skeletons: Skeletons;
  /** Skeleton → its mask, and where its masked words begin and end among all. */
  readonly #of: number[] = [];
  readonly #first: number[] = [];
  readonly #end: number[] = [];
  /** Of each masked word, in the bytes of the table of skeletons. */
  #from = new Uint32Array(4096);
  #to = new Uint32Array(4096);
  #count = 0;
  readonly #draft = Buffer.alloc(longestBytes);

  constructor(skeletons: Skeletons) {
    this.#skeletons = skeletons;
  }

  /** Two skeletons of one mask have the same words but for masked ones, and their texts are of the same template. */
  of(skeleton: number): number {
    this.#of[skeleton] ??= this.#mask(skeleton);
    return this.#of[skeleton]!;
  }

  /** The masked words of a skeleton that was asked for: `[first, end)` for `from` and `to`. */
  first(skeleton: number): number {
    return this.#first[skeleton]!;
  }
  end(skeleton: number): number {
    return this.#end[skeleton]!;
  }
  from(word: number): number {
    return this.#from[word]!;
  }
  to(word: number): number {
    return this.#to[word]!;
  }

  #mask(skeleton: number): number {
    const { table } = this.#skeletons;
    const { bytes } = table;
    const start = table.startOf(skeleton);
    const end = table.ends[skeleton]!;
    const draft = this.#draft;
    let length = 0;
    let hash = begunHash;
    let isKeyed = false;
    this.#first[skeleton] = this.#count;
    for (let at = start; at < end; ) {
      for (let byte = bytes[at]!; kindOf[byte] === between; byte = bytes[at]!) {
        if (byte === equals) isKeyed = true;
        draft[length++] = byte;
        hash = addedHash(hash, byte);
        if (++at === end) break;
      }
      const from = at;
      const [draftFrom, hashFrom] = [length, hash];
      let kinds = between;
      for (; at < end && kindOf[bytes[at]!] !== between; at++) {
        kinds |= kindOf[bytes[at]!]!;
        draft[length++] = bytes[at]!;
        hash = addedHash(hash, bytes[at]!);
      }
      if ((kinds & number) === 0) continue;
      this.#push(from, at);
      draft[draftFrom] = slot;
      length = draftFrom + 1;
      hash = addedHash(hashFrom, slot);
    }
    this.#end[skeleton] = this.#count;
    // `x1=` and `y2=` are keys, which are words of a template whatever digits they hold.
    if (isKeyed) return this.table.intern(bytes, start, end);
    return this.table.internHashed(draft, { from: 0, to: length, hash });
  }

  #push(from: number, to: number): void {
    if (this.#count === this.#from.length) {
      this.#from = grown(this.#from);
      this.#to = grown(this.#to);
    }
    this.#from[this.#count] = from;
    this.#to[this.#count++] = to;
  }
}

function grown(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * values.length);
  larger.set(values);
  return larger;
}
