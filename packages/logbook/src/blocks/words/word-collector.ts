/** Gathers which words stand in which page while a block is written, each text of a page looked at once. */
import { fold, wordsOf } from '@mantinel/domain';
import { StringTable } from '../../codec/string-table.ts';
import { longestBytes, type Skeletons, slot, whole } from '../columns/skeletons.ts';
import { isNumber, type Masks } from './masks.ts';
import { added, begun, finished, isNonAscii, lowerOf } from './word-hash.ts';
import { type CollectedWords, pageScale } from './word-section.ts';

const zero = 48;
const space = 32;
/** Numbers below this are met again and again: each is told as a word once. */
const smallNumbers = 10_000;
/** As `lowerOf`, and bytes of other scripts as they are, which are folded already. */
const folded = lowerOf.map((lower, byte) => (isNonAscii(lower) ? byte : lower));

/** The words that all texts of a mask have. */
interface Plan {
  readonly words: readonly number[];
  /** The last page in which they were told. */
  seenIn: number;
}

export class WordCollector {
  readonly #strings: StringTable;
  readonly #skeletons: Skeletons;
  readonly #masks: Masks;
  /** By mask; 'decode' where other scripts touch what is masked. */
  readonly #plans: (Plan | 'decode' | undefined)[] = [];
  /** Small number → its word; -1 for those not met yet. */
  readonly #wordOfNumber = new Int32Array(smallNumbers).fill(-1);
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
  readonly #masked = Buffer.alloc(longestBytes);
  /** Of the string at hand: which of its numbers comes next. */
  #nextSlot = 0;
  /** Pages of all blocks so far: none has the number of an earlier one. */
  #page = 0;
  #firstPage = 1;
  /** Of the block, as `CollectedWords` has them but for their order. */
  #seen = new Float64Array(16_384);
  #seenCount = 0;
  #distinct = 0;

  constructor(strings: StringTable, { skeletons, masks }: { skeletons: Skeletons; masks: Masks }) {
    this.#strings = strings;
    this.#skeletons = skeletons;
    this.#masks = masks;
  }

  /** The next page of the block has these strings of the table. */
  addPage(strings: readonly number[]): void {
    this.#page++;
    for (const string of strings) if (string !== 0) this.#addString(string);
  }

  /** What is known of the block's pages; undefined when they hold no word. The next page begins another block. */
  take(): CollectedWords | undefined {
    const pages = this.#page + 1 - this.#firstPage;
    const words = this.#seen.slice(0, this.#seenCount).sort();
    const distinct = this.#distinct;
    const pieces: Uint8Array[] = [];
    for (let piece = 1; piece < this.#pieces.count; piece++)
      if (this.#seenIn[this.#wordOfPiece[piece]!]! >= this.#firstPage) pieces.push(this.#pieces.view(piece));
    this.#firstPage = this.#page + 1;
    this.#seenCount = 0;
    this.#distinct = 0;
    return words.length === 0 ? undefined : { pages, words, distinct, pieces };
  }

  /** Texts of one mask share all words but those with digits. */
  #addString(string: number): void {
    const skeleton = this.#skeletons.of(string);
    if (skeleton === whole) {
      this.#addText(string);
      return;
    }
    const masks = this.#masks;
    const mask = masks.of(skeleton);
    this.#plans[mask] ??= this.#planOf(masks.table.view(mask));
    const plan = this.#plans[mask]!;
    if (plan === 'decode') {
      this.#addDecoded(this.#strings.text(string));
      return;
    }
    if (plan.seenIn !== this.#page) {
      for (const word of plan.words) this.#seeWhole(word);
      plan.seenIn = this.#page;
    }
    this.#nextSlot = 0;
    for (let word = masks.first(skeleton); word < masks.end(skeleton); word++) this.#addMasked(string, word);
  }

  /** A masked word of the string's skeleton; in order, since the numbers of a string are taken one after the other. */
  #addMasked(string: number, word: number): void {
    const { bytes } = this.#skeletons.table;
    const from = this.#masks.from(word);
    const to = this.#masks.to(word);
    if (to - from === 1 && bytes[from] === slot) {
      this.#see(this.#numberWord(this.#skeletons.number(string, this.#nextSlot++)));
      return;
    }
    let length = 0;
    for (let at = from; at < to; at++) {
      if (bytes[at] === slot)
        length = writeNumber(this.#masked, length, this.#skeletons.number(string, this.#nextSlot++));
      else this.#masked[length++] = bytes[at]!;
    }
    this.#add(this.#masked, 0, length);
  }

  /** Of digits alone, it has no parts. */
  #numberWord(number: number): number {
    if (number < smallNumbers && this.#wordOfNumber[number]! >= 0) return this.#wordOfNumber[number]!;
    const word = this.#intern(this.#masked, 0, writeNumber(this.#masked, 0, number));
    if (number < smallNumbers) this.#wordOfNumber[number] = word;
    return word;
  }

  #planOf(mask: Uint8Array): Plan | 'decode' {
    if (mask.some((byte) => isNonAscii(lowerOf[byte]!))) return this.#decodedPlan(mask);
    const words: number[] = [];
    let from = 0;
    let hasNumber = false;
    for (let at = 0; at <= mask.length; at++) {
      const byte = at < mask.length ? mask[at]! : space;
      if (isNumber(byte)) hasNumber = true;
      else if (lowerOf[byte] === 0) {
        if (at > from && !hasNumber) words.push(this.#wordAt(mask, from, at));
        from = at + 1;
        hasNumber = false;
      }
    }
    return { words, seenIn: 0 };
  }

  #decodedPlan(mask: Uint8Array): Plan | 'decode' {
    const isOfWord = (byte: number | undefined) => byte !== undefined && lowerOf[byte] !== 0;
    for (const [at, byte] of mask.entries())
      if (isNumber(byte) && (byte !== slot || isOfWord(mask[at - 1]) || isOfWord(mask[at + 1])))
        return 'decode';
    const words = wordsOf(fold(Buffer.from(mask).toString('utf8'))).map((word) => {
      const bytes = Buffer.from(word, 'utf8');
      return this.#wordAt(bytes, 0, bytes.length);
    });
    return { words, seenIn: 0 };
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
    this.#seeWhole(this.#wordAt(bytes, from, to));
  }

  #wordAt(bytes: Uint8Array, from: number, to: number): number {
    const known = this.#count;
    const word = this.#intern(bytes, from, to);
    if (word === known) this.#partsAt[word] = this.#takeApart(bytes, from, to);
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
    const last = this.#seenIn[word]!;
    if (last === this.#page) return false;
    if (last < this.#firstPage) this.#distinct++;
    this.#seenIn[word] = this.#page;
    if (this.#seenCount === this.#seen.length) this.#seen = grown(this.#seen);
    this.#seen[this.#seenCount++] = this.#hashes[word]! * pageScale + this.#page - this.#firstPage;
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

function grown<T extends Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(
  values: T,
): T {
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
