/**
 * Whether a word stands anywhere in a block, told by a byte a word instead of its whole index: what is looked for stands in few of a
 * thousand blocks, and the filters of all of them stay in memory where their indexes do not.
 *
 *     byte      1: parts of words are known as well
 *     bits      a Bloom filter of the words, and of every three bytes in a row of the vocabulary (`word-section.ts`)
 *
 * One word in fifty that is in no block is looked for in its index in vain.
 */
import type { Need } from '../../query/search/need.ts';
import { added, begun, finished, wordHash } from './word-hash.ts';
import { type CollectedWords, isVocabularyKnown, pageScale } from './word-section.ts';

const bitsPerKey = 8;
const probes = 5;
const gramBytes = 3;

export function encodeFilter({ words, pieces }: Pick<CollectedWords, 'words' | 'pieces'>): Uint8Array {
  const hashes = distinctHashes(words);
  const knowsParts = isVocabularyKnown(pieces);
  const grams = new Set<number>();
  if (knowsParts) for (const piece of pieces) for (const gram of gramsOf(piece)) grams.add(gram);
  const filter = new Uint8Array(1 + Math.ceil(((hashes.length + grams.size) * bitsPerKey) / 8));
  filter[0] = knowsParts ? 1 : 0;
  const bits = filter.subarray(1);
  const add = (key: number) => {
    for (let probe = 0; probe < probes; probe++) {
      const at = placeOf(key, probe, bits);
      bits[at >>> 3]! |= 1 << (at & 7);
    }
  };
  for (let i = 0; i < hashes.length; i++) add(hashes[i]!);
  for (const gram of grams) add(gram);
  return filter;
}

/** `words` are in order of their hashes. */
function distinctHashes(words: Float64Array): Uint32Array {
  const hashes = new Uint32Array(words.length);
  let count = 0;
  for (let i = 0; i < words.length; i++) {
    const hash = Math.floor(words[i]! / pageScale);
    if (count === 0 || hash !== hashes[count - 1]) hashes[count++] = hash;
  }
  return hashes.subarray(0, count);
}

export class WordFilter {
  readonly #knowsParts: boolean;
  readonly #bits: Uint8Array;

  constructor(section: Uint8Array) {
    if (section.length < 2) throw new RangeError('the filter of words is too short');
    this.#knowsParts = section[0] === 1;
    this.#bits = section.subarray(1);
  }

  /** False: the block holds nothing of the kind. */
  mayHold(need: Need): boolean {
    switch (need.is) {
      case 'word':
        return this.#has(wordHash(need.word));
      case 'part':
        return !this.#knowsParts || gramsOf(Buffer.from(need.part, 'utf8')).every((gram) => this.#has(gram));
      case 'all':
        return need.of.every((inner) => this.mayHold(inner));
      case 'any':
        return need.of.some((inner) => this.mayHold(inner));
    }
  }

  #has(key: number): boolean {
    for (let probe = 0; probe < probes; probe++) {
      const at = placeOf(key, probe, this.#bits);
      if ((this.#bits[at >>> 3]! & (1 << (at & 7))) === 0) return false;
    }
    return true;
  }
}

/** None of what is shorter: it may be part of anything. */
function gramsOf(bytes: Uint8Array): number[] {
  const grams: number[] = [];
  for (let at = 0; at + gramBytes <= bytes.length; at++) {
    let hash = begun;
    for (let i = at; i < at + gramBytes; i++) hash = added(hash, bytes[i]!);
    // Another number than that of the same three bytes as a word.
    grams.push(finished(added(hash, 0)));
  }
  return grams;
}

/** The bit that one of a key's probes looks at. */
const placeOf = (key: number, probe: number, bits: Uint8Array): number =>
  ((key + Math.imul(probe, finished(key) | 1)) >>> 0) % (8 * bits.length);
