/** Tokens of a piece of a program, one typed array per property. */

/** What a token is. A word's kind is its capital letter (65 – 90), whatever case it was written in. */
export const TokenKind = {
  /** The end of a line, or `;` where that ends a block. */
  endOfBlock: 1,
  /** `( … )`, closed or not. */
  comment: 2,
  /** `; …` to the end of the line, where that is a comment. */
  lineComment: 3,
  /** `%` and what follows it on its line. */
  percent: 4,
  /** `/`, `/2` … at the start of a block; value: the switch. */
  blockSkip: 5,
  /** A number that stands for itself, in expressions. */
  number: 6,
  /** One of `# [ ] + - * = ,` and `/` within a block; value: its character. */
  symbol: 7,
  /** IF, GOTO, SIN …; value: index into `keywords`. */
  keyword: 8,
  /** A letter whose number is an expression: `X#1`, `X[#1+2]`, `X-#1`; value: the letter. */
  address: 9,
  /** `<name>`: of a variable or subroutine of LinuxCNC, of a program of Fanuc. */
  name: 10,
  /** What no control would read. */
  unknown: 11,
} as const;

/**
 * Bytes between two tokens are blanks (space, tab, carriage return, NUL …) and nothing else; tokens come in order and do not
 * overlap. Whoever writes the bytes between and of the tokens one after the other has the file again.
 */
export interface TokenChunk {
  /** The bytes that tokens point into. */
  readonly bytes: Uint8Array;
  /** Where `bytes[0]` is in the file. */
  readonly offset: number;
  /** Line of `bytes[0]`, from 1. */
  readonly line: number;
  readonly count: number;
  readonly kind: Uint8Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly value: Float64Array;
  /** Digits behind the point; -1: written without a point. */
  readonly decimals: Int8Array;
}
