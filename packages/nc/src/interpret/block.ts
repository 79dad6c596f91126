/** The words of one block. */

/** Indices of words: letters by their place in the alphabet, and Fanuc's words behind a comma. */
export const Word = {
  A: 0,
  B: 1,
  C: 2,
  D: 3,
  E: 4,
  F: 5,
  H: 7,
  I: 8,
  J: 9,
  K: 10,
  L: 11,
  N: 13,
  O: 14,
  P: 15,
  Q: 16,
  R: 17,
  S: 18,
  T: 19,
  U: 20,
  V: 21,
  W: 22,
  X: 23,
  Y: 24,
  Z: 25,
  commaR: 26,
  commaC: 27,
  commaA: 28,
} as const;

const size = 29;
const mostCodes = 32;
const mostArguments = 64;

export interface Block {
  /** Byte offset, line, and the byte behind its last token. */
  offset: number;
  line: number;
  end: number;
  /** Where its line begins. */
  lineStart: number;
  /** Bit per word that is there, per word written as a whole number without a point, and per word that was there before. */
  present: number;
  integers: number;
  twice: number;
  readonly words: Float64Array;
  /** Byte offset of each word. */
  readonly starts: Float64Array;
  /** × 10: 541 is G54.1. */
  readonly g: Int32Array;
  gCount: number;
  readonly m: Int32Array;
  mCount: number;
  /** Every word as it came, for G65, where letters repeat. */
  readonly letters: Uint8Array;
  readonly values: Float64Array;
  count: number;
  /** `<NAME>` of the program that is called. */
  name: number | string | undefined;
  /** G code × 10 of what the block does once: 40, 100, 280, 520 …; 0: nothing. */
  action: number;
  /** G53 stands in it. */
  machine: boolean;
  /** G9. */
  exactStop: boolean;
  /** A motion code stands in it, not only in force. */
  hasMotion: boolean;
  /** G40 – G42.1 × 10, G43 – G49 × 10, G50/G51/G69 × 10, a work offset; 0: none. */
  compensation: number;
  toolLength: number;
  shape: number;
  workOffset: number;
  extendedOffset: boolean;
  /** G96 or G97 stands in it. */
  speedMode: boolean;
  /** G91 on a lathe of system A. */
  incremental: boolean;
  /** A code stands in it whose way is not carried out. */
  declined: boolean;
}

/** A new block, read into the same registers. */
export const clearBlock = (block: Block): void => {
  block.present = 0;
  block.integers = 0;
  block.twice = 0;
  block.gCount = 0;
  block.mCount = 0;
  block.count = 0;
  block.name = undefined;
  block.action = 0;
  block.machine = false;
  block.exactStop = false;
  block.hasMotion = false;
  block.compensation = 0;
  block.toolLength = 0;
  block.shape = 0;
  block.workOffset = 0;
  block.extendedOffset = false;
  block.speedMode = false;
  block.incremental = false;
  block.declined = false;
};

export const emptyBlock = (): Block => ({
  offset: 0,
  line: 1,
  end: 0,
  lineStart: 0,
  present: 0,
  integers: 0,
  twice: 0,
  words: new Float64Array(size),
  starts: new Float64Array(size),
  g: new Int32Array(mostCodes),
  gCount: 0,
  m: new Int32Array(mostCodes),
  mCount: 0,
  letters: new Uint8Array(mostArguments),
  values: new Float64Array(mostArguments),
  count: 0,
  name: undefined,
  action: 0,
  machine: false,
  exactStop: false,
  hasMotion: false,
  compensation: 0,
  toolLength: 0,
  shape: 0,
  workOffset: 0,
  extendedOffset: false,
  speedMode: false,
  incremental: false,
  declined: false,
});

export const has = (block: Block, word: number): boolean => (block.present & (1 << word)) !== 0;

/** The word's number, or `otherwise`. */
export const wordOr = (block: Block, word: number, otherwise: number): number =>
  (block.present & (1 << word)) !== 0 ? block.words[word]! : otherwise;

export const hasM = (block: Block, code: number): boolean => {
  for (let i = 0; i < block.mCount; i++) if (block.m[i] === code) return true;
  return false;
};
