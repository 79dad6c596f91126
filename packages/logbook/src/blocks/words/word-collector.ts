/** Gathers which words stand in which page while a block is written, each text of a page looked at once. */
import { fold, wordsOf } from '@mantinel/domain';
import { StringTable } from '../../codec/string-table.ts';
import { type Skeletons, slot, whole } from '../columns/skeletons.ts';
import { added, begun, finished, isNonAscii, lowerOf } from './word-hash.ts';
import { encodeWords } from './word-section.ts';

const zero = 48;
const nine = 57;
const isNumber = (byte: number): boolean => byte === slot || (byte >= zero && byte <= nine);

/** A word's hash so far, and the digits of a number. */
function addedNumber(hash: number, number: number): number {
  if (number < 10) return added(hash, zero + number);
  const rest = Math.floor(number / 10);
  return added(addedNumber(hash, rest), zero + number - 10 * rest);
}

const none: readonly Piece[] = [];

/** The words of a skeleton. */
interface Plan {
  /** Those without slots, and the pieces of all. */
  readonly words: readonly number[];
  /** In lower case, with slots for numbers. */
  readonly numbered: readonly { readonly bytes: Uint8Array; readonly pieces: readonly Piece[] | undefined }[];
  /** The last page in which `words` were told. */
  seenIn: number;
}

/** A run of a word without digits: its place in the vocabulary, and the word that it would be alone. */
interface Piece {
  readonly piece: number;
  readonly word: number;
}

export class WordCollector {
  readonly #strings: StringTable;
  /** Word → its hash, the page it was seen in last, and its pieces between digits where it has any. */
  #hashes = new Uint32Array(4096);
  #seenIn = new Int32Array(4096);
  readonly #piecesOf: (readonly Piece[] | undefined)[] = [];
  #count = 0;
  #slots = new Int32Array(16_384).fill(-1);
  /** Pages of all blocks so far: none has the number of an earlier one. */
  #page = 0;
  #firstPage = 1;
  /** Of the block: a word and its page. */
  #pairs = new Float64Array(16_384);
  #pairCount = 0;
  readonly #pieces = new StringTable();
  readonly #draft = Buffer.alloc(256);

  readonly #skeletons: Skeletons;
  readonly #plans: (Plan | null | undefined)[] = [];

  constructor(strings: StringTable, skeletons: Skeletons) {
    this.#strings = strings;
    this.#skeletons = skeletons;
  }

  /** The next page of the block has these strings of the table. */
  addPage(strings: readonly number[]): void {
    this.#page++;
    for (const string of strings) if (string !== 0) this.#addString(string);
  }

  /** What is known of the block's pages, encoded; undefined when they hold no word. The next page begins another block. */
  take(): Uint8Array | undefined {
    const pages = this.#page + 1 - this.#firstPage;
    const pairs = this.#pairs.subarray(0, this.#pairCount);
    this.#firstPage = this.#page + 1;
    this.#pairCount = 0;
    if (pairs.length === 0) return undefined;
    const used = new Uint8Array(this.#pieces.count);
    const seen = new Uint8Array(this.#count);
    const words = new Float64Array(pairs.length);
    let distinct = 0;
    for (let i = 0; i < pairs.length; i++) {
      const word = Math.floor(pairs[i]! / 2 ** 16);
      words[i] = this.#hashes[word]! * 2 ** 16 + (pairs[i]! % 2 ** 16);
      if (seen[word] === 1) continue;
      seen[word] = 1;
      distinct++;
      for (const { piece } of this.#piecesOf[word] ?? []) used[piece] = 1;
    }
    const pieces: Uint8Array[] = [];
    for (let piece = 1; piece < used.length; piece++)
      if (used[piece] === 1) pieces.push(this.#pieces.view(piece));
    return encodeWords({ pages, words: words.sort(), distinct, pieces });
  }

  /** Texts that differ in digits alone share all words but those with digits. */
  #addString(string: number): void {
    const skeleton = this.#skeletons.of(string);
    if (skeleton !== whole) this.#plans[skeleton] ??= this.#planOf(this.#skeletons.table.view(skeleton));
    const plan = this.#plans[skeleton];
    if (plan) this.#addPlanned(string, plan);
    else this.#addText(string);
  }

  #addPlanned(string: number, plan: Plan): void {
    if (plan.seenIn !== this.#page) {
      for (const word of plan.words) this.#see(word);
      plan.seenIn = this.#page;
    }
    let which = 0;
    for (const { bytes, pieces } of plan.numbered) {
      let hash = begun;
      for (const byte of bytes)
        hash = byte === slot ? addedNumber(hash, this.#skeletons.number(string, which++)) : added(hash, byte);
      this.#see(this.#intern(finished(hash), () => pieces));
    }
  }

  /** Null where the skeleton must be decoded to find its words. */
  #planOf(skeleton: Uint8Array): Plan | null {
    const words: number[] = [];
    const numbered: Plan['numbered'][number][] = [];
    const add = (from: number, to: number) => {
      const bytes = skeleton.slice(from, to).map((byte) => (byte === slot ? slot : lowerOf[byte]!));
      const pieces = this.#takeApart(bytes, 0, bytes.length);
      for (const { word } of pieces ?? none) words.push(word);
      if (bytes.includes(slot)) {
        numbered.push({ bytes, pieces });
        return;
      }
      let hash = begun;
      for (const byte of bytes) hash = added(hash, byte);
      words.push(this.#intern(finished(hash), () => pieces));
    };
    let from = 0;
    for (let at = 0; at < skeleton.length; at++) {
      if (isNonAscii(lowerOf[skeleton[at]!]!)) return null;
      if (skeleton[at] === slot || lowerOf[skeleton[at]!] !== 0) continue;
      if (at > from) add(from, at);
      from = at + 1;
    }
    if (skeleton.length > from) add(from, skeleton.length);
    return { words, numbered, seenIn: 0 };
  }

  #addText(string: number): void {
    const { bytes } = this.#strings;
    const to = this.#strings.ends[string]!;
    const start = this.#strings.startOf(string);
    let from = start;
    let hash = begun;
    for (let at = start; at < to; at++) {
      const lower = lowerOf[bytes[at]!]!;
      if (lower === 0) {
        if (at > from) this.#add(finished(hash), bytes, from, at);
        from = at + 1;
        hash = begun;
      } else if (isNonAscii(lower)) {
        this.#addDecoded(this.#strings.text(string));
        return;
      } else hash = added(hash, lower);
    }
    if (to > from) this.#add(finished(hash), bytes, from, to);
  }

  #addDecoded(text: string): void {
    for (const word of wordsOf(fold(text))) {
      const bytes = Buffer.from(word, 'utf8');
      let hash = begun;
      for (const byte of bytes) hash = added(hash, byte);
      this.#add(finished(hash), bytes, 0, bytes.length);
    }
  }

  /** The slot of a word, or the free one where it belongs. */
  #slotOf(hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let word = this.#slots[slot]!; word >= 0 && this.#hashes[word] !== hash; word = this.#slots[slot]!)
      slot = (slot + 1) & mask;
    return slot;
  }

  #add(hash: number, bytes: Uint8Array, from: number, to: number): void {
    const word = this.#intern(hash, () => this.#takeApart(bytes, from, to));
    if (!this.#see(word)) return;
    // A part of a word is looked for by its piece, which stands where the word does.
    for (const { word: own } of this.#piecesOf[word] ?? none) if (own !== word) this.#see(own);
  }

  /** The number of a word; `piecesOf` is asked when it is new. */
  #intern(hash: number, piecesOf: () => readonly Piece[] | undefined): number {
    const slot = this.#slotOf(hash);
    const known = this.#slots[slot]!;
    if (known >= 0) return known;
    const word = this.#newWord(hash, slot);
    this.#piecesOf[word] = piecesOf();
    return word;
  }

  /** Whether it is the first time in the page. */
  #see(word: number): boolean {
    if (this.#seenIn[word] === this.#page) return false;
    this.#seenIn[word] = this.#page;
    if (this.#pairCount === this.#pairs.length) {
      const more = new Float64Array(2 * this.#pairCount);
      more.set(this.#pairs);
      this.#pairs = more;
    }
    this.#pairs[this.#pairCount++] = word * 2 ** 16 + this.#page - this.#firstPage;
    return true;
  }

  #newWord(hash: number, slot: number): number {
    const word = this.#count++;
    if (word === this.#hashes.length) {
      const hashes = new Uint32Array(2 * word);
      hashes.set(this.#hashes);
      this.#hashes = hashes;
      const seenIn = new Int32Array(2 * word);
      seenIn.set(this.#seenIn);
      this.#seenIn = seenIn;
    }
    this.#hashes[word] = hash;
    this.#slots[slot] = word;
    if (3 * this.#count > this.#slots.length) this.#rehash();
    return word;
  }

  #rehash(): void {
    this.#slots = new Int32Array(4 * this.#slots.length).fill(-1);
    const mask = this.#slots.length - 1;
    for (let word = 0; word < this.#count; word++) {
      let slot = this.#hashes[word]! & mask;
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.#slots[slot] = word;
    }
  }

  /** What stands between the digits of a word, in lower case. */
  #takeApart(bytes: Uint8Array, from: number, to: number): Piece[] | undefined {
    let pieces: Piece[] | undefined;
    for (let at = from; at < to; ) {
      if (isNumber(bytes[at]!)) {
        at++;
        continue;
      }
      const begin = at;
      while (at < to && !isNumber(bytes[at]!)) at++;
      const draft = at - begin <= this.#draft.length ? this.#draft : Buffer.alloc(at - begin);
      let hash = begun;
      for (let i = begin; i < at; i++) {
        const byte = bytes[i]! < 128 ? lowerOf[bytes[i]!]! : bytes[i]!;
        draft[i - begin] = byte;
        hash = added(hash, byte);
      }
      pieces ??= [];
      const piece = this.#pieces.intern(draft, 0, at - begin);
      // A piece is a word as well, and its own only piece.
      const word = this.#intern(finished(hash), () => undefined);
      this.#piecesOf[word] ??= [{ piece, word }];
      pieces.push({ piece, word });
    }
    return pieces;
  }
}
