/**
 * Which words stand in which pages of a block:
 *
 *     varints   pages · bits of a hash kept · bits that choose its bucket · raw and stored length of the vocabulary (0, 0: unknown)
 *     buckets   for each and for the end: u32, where its bits begin
 *     bits      of each word in order of its hash: the difference to the one before in a Rice code, and where there are several
 *               pages: 0 and the page, or 1 and a bit for each page
 *     the vocabulary: every run of a word without digits, a line feed between, zstd; four bytes of zero
 *
 * About eight bits of a hash are kept beyond those that tell the block's words apart: a word that is in no block is looked for in
 * one block of 256 in vain. Parts of words are looked up in the vocabulary,
 * whose entries count as words.
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { ByteReader } from '../../codec/byte-reader.ts';
import { ByteWriter } from '../../codec/byte-writer.ts';
import { BitReader, BitWriter, padding } from '../columns/bits.ts';
import { wordHash } from './word-hash.ts';

export const pageScale = 2 ** 16;
const spareBits = 8;
/** Of words in a bucket, at most and on average. */
const bucketBits = 5;
/** Texts with more than this are no language: base64, say. Then parts of words are not looked up. */
const longestVocabulary = 64 * 1024;

/** Looked up one by one for a part of a word. */
const mostPieces = 64;

export interface CollectedWords {
  readonly pages: number;
  /** Hash × 2^16 + page, ascending. */
  readonly words: Float64Array;
  /** At least so many words. */
  readonly distinct: number;
  readonly pieces: readonly Uint8Array[];
}

export const isVocabularyKnown = (pieces: CollectedWords['pieces']): boolean =>
  pieces.reduce((sum, piece) => sum + piece.length + 1, 0) <= longestVocabulary;

export function encodeWords({ pages, words, distinct, pieces }: CollectedWords): Uint8Array {
  const needed = Math.ceil(Math.log2(distinct + 1));
  const hashBits = Math.min(32, needed + spareBits);
  const chooseBits = Math.max(0, hashBits - spareBits - bucketBits);
  const isKnown = isVocabularyKnown(pieces);
  const raw = isKnown ? Buffer.concat(pieces.flatMap((piece) => [piece, Buffer.of(10)])) : Buffer.alloc(0);
  const vocabulary = raw.length > 0 ? zstdCompressSync(raw) : raw;
  const bits = new ByteWriter(64 * 1024);
  const out = new BitWriter(bits);
  const starts = new Uint32Array(2 ** chooseBits + 1);
  const put = bitCounter(out, bits);
  let bucket = -1;
  let previous = 0;
  for (let at = 0; at < words.length; ) {
    const hash = shifted(words[at]! / pageScale, hashBits);
    const own = bucketOf(hash, hashBits, chooseBits);
    while (bucket < own) {
      starts[++bucket] = put.count;
      previous = bucket * 2 ** (hashBits - chooseBits);
    }
    const first = at;
    while (at < words.length && shifted(words[at]! / pageScale, hashBits) === hash) at++;
    put.rice(hash - previous, spareBits);
    previous = hash;
    put.pages(words, { from: first, to: at, pages });
  }
  while (bucket < starts.length - 1) starts[++bucket] = put.count;
  out.end();

  const section = new ByteWriter(bits.length + 4 * starts.length + vocabulary.length + 64);
  for (const value of [pages, hashBits, chooseBits, isKnown ? raw.length + 1 : 0, vocabulary.length])
    section.varint(value);
  for (let i = 0; i < starts.length; i++)
    section.length = section.bytes.writeUInt32LE(starts[i]!, section.length);
  section.append(bits.written());
  section.append(vocabulary);
  section.append(new Uint8Array(padding));
  return section.written();
}

const shifted = (hash: number, hashBits: number): number => Math.floor(hash / 2 ** (32 - hashBits));
const bucketOf = (hash: number, hashBits: number, chooseBits: number): number =>
  Math.floor(hash / 2 ** (hashBits - chooseBits));

/** Writes bits and counts them. */
function bitCounter(out: BitWriter, bytes: ByteWriter) {
  return {
    count: 0,
    put(value: number, width: number) {
      bytes.reserve(8);
      out.put(value, width);
      this.count += width;
    },
    rice(value: number, remainder: number) {
      for (let quotient = value >>> remainder; quotient > 0; quotient--) this.put(1, 1);
      this.put(0, 1);
      this.put(value & (2 ** remainder - 1), remainder);
    },
    /** Of one hash, which may stand for two words: pages come in no order, and twice. */
    pages(words: Float64Array, { from, to, pages }: { from: number; to: number; pages: number }) {
      if (pages === 1) return;
      const first = pageOf(words[from]!);
      let at = from + 1;
      while (at < to && pageOf(words[at]!) === first) at++;
      if (at === to) {
        this.put(0, 1);
        this.put(first, widthOf(pages));
        return;
      }
      this.put(1, 1);
      const has = new Uint8Array(pages);
      for (at = from; at < to; at++) has[pageOf(words[at]!)] = 1;
      for (let page = 0; page < pages; page++) this.put(has[page]!, 1);
    },
  };
}

/** Quicker than a remainder of doubles. */
const pageOf = (word: number): number => word - Math.floor(word / pageScale) * pageScale;

/** Bits of a page's number. */
const widthOf = (pages: number): number => Math.ceil(Math.log2(pages));

/** What a block knows of its words. */
export class WordIndex {
  readonly pages: number;
  readonly #bytes: Buffer;
  readonly #hashBits: number;
  readonly #chooseBits: number;
  readonly #starts: number;
  readonly #bits: number;
  readonly #raw: number;
  readonly #stored: number;

  constructor(section: Uint8Array) {
    const input = new ByteReader(section);
    this.pages = input.varint();
    this.#hashBits = input.varint();
    this.#chooseBits = input.varint();
    this.#raw = input.varint();
    this.#stored = input.varint();
    this.#bytes = input.bytes;
    this.#starts = input.at;
    this.#bits = input.at + 4 * (2 ** this.#chooseBits + 1);
  }

  /** By page whether the folded word may stand there; undefined when it stands in none. */
  pagesWith(word: string): Uint8Array | undefined {
    const wanted = shifted(wordHash(word), this.#hashBits);
    const bucket = bucketOf(wanted, this.#hashBits, this.#chooseBits);
    const start = this.#bytes.readUInt32LE(this.#starts + 4 * bucket);
    const end = this.#bytes.readUInt32LE(this.#starts + 4 * bucket + 4);
    const bits = new BitReader(new ByteReader(this.#bytes, this.#bits, this.#bytes.length - padding));
    const first = bits.at;
    bits.at += start;
    let hash = bucket * 2 ** (this.#hashBits - this.#chooseBits);
    while (bits.at < first + end) {
      let quotient = 0;
      while (bits.take(1) === 1) quotient++;
      hash += quotient * 2 ** spareBits + bits.take(spareBits);
      if (hash > wanted) return undefined;
      if (hash === wanted) return this.#readPages(bits);
      this.#skipPages(bits);
    }
    return undefined;
  }

  /** By page whether a word there may have this folded part, which has no digits. */
  pagesWithPart(part: string): Uint8Array {
    const found = new Uint8Array(this.pages);
    const pieces = this.#raw === 0 ? undefined : this.#piecesWith(part);
    if (!pieces) return found.fill(1);
    for (const piece of pieces)
      this.pagesWith(piece)?.forEach((bit, page) => {
        found[page]! |= bit;
      });
    return found;
  }

  /** Every piece of the vocabulary with this part in it; undefined when they are so many that most pages have one. */
  #piecesWith(part: string): string[] | undefined {
    const end = this.#bytes.length - padding;
    const stored = this.#bytes.subarray(end - this.#stored, end);
    if (stored.length === 0) return [];
    const all = zstdDecompressSync(stored, { chunkSize: this.#raw + 63 }).toString('utf8');
    const found: string[] = [];
    for (let at = all.indexOf(part); at >= 0; at = all.indexOf(part, at)) {
      if (found.length === mostPieces) return undefined;
      const from = all.lastIndexOf('\n', at) + 1;
      at = all.indexOf('\n', at);
      found.push(all.slice(from, at));
    }
    return found;
  }

  #readPages(bits: BitReader): Uint8Array {
    const has = new Uint8Array(this.pages);
    if (this.pages === 1) return has.fill(1);
    if (bits.take(1) === 0) has[bits.take(widthOf(this.pages))] = 1;
    else for (let page = 0; page < has.length; page++) has[page] = bits.take(1);
    return has;
  }

  #skipPages(bits: BitReader): void {
    if (this.pages === 1) return;
    const isOne = bits.take(1) === 0;
    bits.at += isOne ? widthOf(this.pages) : this.pages;
  }
}
