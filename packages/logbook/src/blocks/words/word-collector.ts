/** Gathers which words stand in which page while a block is written, each text of a page looked at once. */
import { fold, wordsOf } from '@mantinel/domain';
import { StringTable } from '../../codec/string-table.ts';
import { mostDigits, type Skeletons, slot, whole } from '../columns/skeletons.ts';
import { added, begun, finished, isNonAscii, lowerOf } from './word-hash.ts';
import type { CollectedWords } from './word-section.ts';

const zero = 48;
const nine = 57;
/** As `lowerOf`, and bytes of other scripts as they are, which are folded already. */
const folded = lowerOf.map((lower, byte) => (isNonAscii(lower) ? byte : lower));
const isNumber = (byte: number): boolean => byte === slot || (byte >= zero && byte <= nine);

/** The words of a skeleton that several texts have. */
interface Plan {
  /** Those without slots, and the parts of all. */
  readonly words: readonly number[];
  /** In lower case, with slots for numbers. */
  readonly numbered: readonly { readonly bytes: Uint8Array; readonly partsAt: number }[];
  /** The last page in which `words` were told. */
  seenIn: number;
}

/** Instead of a plan: one text had the skeleton so far, or it must be decoded to find its words. */
type NoPlan = 'once' | 'decode';

export class WordCollector {
  readonly #strings: StringTable;
  readonly #skeletons: Skeletons;
  readonly #plans: (Plan | NoPlan | undefined)[] = [];
  /** Word → its hash, another that tells words of one hash apart, the page it was seen in last, and where its parts stand. */
  #hashes = new Uint32Array(4096);
  #checks = new Int32Array(4096);
  #seenIn = new Int32Array(4096);
  #partsAt = new Int32Array(4096);
  #count = 0;
  #slots = new Int32Array(16_384).fill(-1);
  /** How many parts, and the words that they would be alone. */
  readonly #parts: number[] = [0];
  /** Every run of a word without digits, and its word. */
  readonly #pieces = new StringTable();
  readonly #wordOfPiece: number[] = [0];
  #draft = Buffer.alloc(256);
  /** Pages of all blocks so far: none has the number of an earlier one. */
  #page = 0;
  #firstPage = 1;
  /** Of the block: a word and its page. */
  #pairs = new Float64Array(16_384);
  #pairCount = 0;

  constructor(strings: StringTable, skeletons: Skeletons) {
    this.#strings = strings;
    this.#skeletons = skeletons;
  }

  /** The next page of the block has these strings of the table. */
  addPage(strings: readonly number[]): void {
    this.#page++;
    for (const string of strings) if (string !== 0) this.#addString(string);
  }

  /** What is known of the block's pages; undefined when they hold no word. The next page begins another block. */
  take(): CollectedWords | undefined {
    const pages = this.#page + 1 - this.#firstPage;
    const pairs = this.#pairs.subarray(0, this.#pairCount);
    this.#firstPage = this.#page + 1;
    this.#pairCount = 0;
    if (pairs.length === 0) return undefined;
    const seen = new Uint8Array(this.#count);
    const words = new Float64Array(pairs.length);
    let distinct = 0;
    for (let i = 0; i < pairs.length; i++) {
      const word = Math.floor(pairs[i]! / 2 ** 16);
      words[i] = this.#hashes[word]! * 2 ** 16 + (pairs[i]! % 2 ** 16);
      distinct += 1 - seen[word]!;
      seen[word] = 1;
    }
    const pieces: Uint8Array[] = [];
    for (let piece = 1; piece < this.#pieces.count; piece++)
      if (seen[this.#wordOfPiece[piece]!] === 1) pieces.push(this.#pieces.view(piece));
    return { pages, words: words.sort(), distinct, pieces };
  }

  /** Texts that differ in digits alone share all words but those with digits. */
  #addString(string: number): void {
    const skeleton = this.#skeletons.of(string);
    const known = skeleton === whole ? 'decode' : this.#plans[skeleton];
    if (known === undefined) this.#plans[skeleton] = 'once';
    const plan = known === 'once' ? this.#planOf(this.#skeletons.table.view(skeleton)) : known;
    if (plan !== undefined && plan !== 'decode') this.#addPlanned(string, plan);
    else this.#addText(string);
    if (known === 'once') this.#plans[skeleton] = plan;
  }

  #addPlanned(string: number, plan: Plan): void {
    if (plan.seenIn !== this.#page) {
      for (const word of plan.words) this.#see(word);
      plan.seenIn = this.#page;
    }
    let which = 0;
    for (const { bytes, partsAt } of plan.numbered) {
      let length = 0;
      const draft = this.#draftOf(mostDigits * bytes.length);
      for (const byte of bytes) {
        if (byte === slot) length = writeNumber(draft, length, this.#skeletons.number(string, which++));
        else draft[length++] = byte;
      }
      this.#see(this.#internWhole(draft, length, partsAt));
    }
  }

  /** 'decode' where the skeleton holds other scripts. */
  #planOf(skeleton: Uint8Array): Plan | 'decode' {
    const words: number[] = [];
    const numbered: Plan['numbered'][number][] = [];
    const add = (from: number, to: number) => {
      const bytes = skeleton.slice(from, to).map((byte) => (byte === slot ? slot : lowerOf[byte]!));
      const partsAt = this.#takeApart(bytes, 0, bytes.length);
      words.push(...this.#partsFrom(partsAt));
      if (bytes.includes(slot)) numbered.push({ bytes, partsAt });
      else words.push(this.#internWhole(bytes, bytes.length, partsAt));
    };
    let from = 0;
    for (let at = 0; at < skeleton.length; at++) {
      if (isNonAscii(lowerOf[skeleton[at]!]!)) return 'decode';
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
    for (let at = start; at < to; at++)
      if (isNonAscii(lowerOf[bytes[at]!]!)) {
        this.#addDecoded(this.#strings.text(string));
        return;
      }
    let from = start;
    for (let at = start; at < to; at++) {
      if (lowerOf[bytes[at]!] !== 0) continue;
      if (at > from) this.#add(bytes, from, at);
      from = at + 1;
    }
    if (to > from) this.#add(bytes, from, to);
  }

  #addDecoded(text: string): void {
    for (const word of wordsOf(fold(text))) {
      const bytes = Buffer.from(word, 'utf8');
      this.#add(bytes, 0, bytes.length);
    }
  }

  #add(bytes: Uint8Array, from: number, to: number): void {
    const known = this.#count;
    const word = this.#intern(bytes, from, to);
    if (word === known) this.#partsAt[word] = this.#takeApart(bytes, from, to);
    this.#seeWhole(word);
  }

  #internWhole(bytes: Uint8Array, length: number, partsAt: number): number {
    const known = this.#count;
    const word = this.#intern(bytes, 0, length);
    if (word === known) this.#partsAt[word] = partsAt;
    return word;
  }

  /** A part of a word is looked for by its piece, which stands where the word does. */
  #seeWhole(word: number): void {
    if (!this.#see(word)) return;
    const at = this.#partsAt[word]!;
    for (let part = at + 1; part <= at + this.#parts[at]!; part++) this.#see(this.#parts[part]!);
  }

  /** The number of a word in any case: `#count` before the call when it is new. */
  #intern(bytes: Uint8Array, from: number, to: number): number {
    let hash = begun;
    let check = 0;
    for (let at = from; at < to; at++) {
      const byte = folded[bytes[at]!]!;
      hash = added(hash, byte);
      check = (Math.imul(check, 31) + byte) | 0;
    }
    hash = finished(hash);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let word = this.#slots[slot]!; word >= 0; word = this.#slots[slot]!) {
      if (this.#hashes[word] === hash && this.#checks[word] === check) return word;
      slot = (slot + 1) & mask;
    }
    return this.#newWord(slot, hash, check);
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

  #newWord(slot: number, hash: number, check: number): number {
    const word = this.#count++;
    if (word === this.#hashes.length) {
      this.#hashes = grown(this.#hashes);
      this.#checks = grown(this.#checks);
      this.#seenIn = grown(this.#seenIn);
      this.#partsAt = grown(this.#partsAt);
    }
    this.#hashes[word] = hash;
    this.#checks[word] = check;
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

  #partsFrom(partsAt: number): number[] {
    return this.#parts.slice(partsAt + 1, partsAt + 1 + this.#parts[partsAt]!);
  }

  #draftOf(length: number): Buffer {
    if (length > this.#draft.length) this.#draft = Buffer.alloc(2 * length);
    return this.#draft;
  }

  /** Where what stands between the digits of a word is kept; 0 when it is of digits alone. */
  #takeApart(bytes: Uint8Array, from: number, to: number): number {
    const partsAt = this.#parts.length;
    for (let at = from; at < to; ) {
      if (isNumber(bytes[at]!)) {
        at++;
        continue;
      }
      const begin = at;
      while (at < to && !isNumber(bytes[at]!)) at++;
      const draft = this.#draftOf(at - begin);
      for (let i = begin; i < at; i++) draft[i - begin] = folded[bytes[i]!]!;
      const word = this.#intern(draft, 0, at - begin);
      this.#wordOfPiece[this.#pieces.intern(draft, 0, at - begin)] = word;
      if (this.#parts.length === partsAt) this.#parts.push(0);
      this.#parts.push(word);
      this.#parts[partsAt]!++;
    }
    return this.#parts.length === partsAt ? 0 : partsAt;
  }
}

function grown<T extends Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(values: T): T {
  const larger = new (values.constructor as new (length: number) => T)(2 * values.length);
  larger.set(values);
  return larger;
}

/** Writes the digits and returns where they end. */
function writeNumber(out: Uint8Array, at: number, number: number): number {
  const rest = Math.floor(number / 10);
  const next = rest === 0 ? at : writeNumber(out, at, rest);
  out[next] = zero + number - 10 * rest;
  return next + 1;
}
