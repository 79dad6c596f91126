/** The scanner: bytes to tokens, without a string in its loop. */
import { byteClass } from './byte-class.ts';
import { isFunction, keywordAt, keywords } from './keywords.ts';
import type { TokenChunk } from './token-chunk.ts';

export interface ScanOptions {
  /** Whether `;` ends a block or begins a comment. */
  readonly semicolon: 'comment' | 'end-of-block';
  /** Whether a carriage return ends a line: in files that have no line feed. */
  readonly carriageReturn: 'blank' | 'end-of-block';
}

/** Arrays that the scanner fills. `last` is where the last token begins, should it be cut off. */
export interface TokenBuffer extends TokenChunk {
  bytes: Uint8Array;
  offset: number;
  line: number;
  count: number;
  /** Unknown bytes, unclosed comments: 0 spares a second look. */
  suspicious: number;
  /** Ends of lines among the tokens. */
  lines: number;
}

export const tokenBuffer = (capacity: number): TokenBuffer => ({
  bytes: new Uint8Array(0),
  offset: 0,
  line: 1,
  count: 0,
  suspicious: 0,
  lines: 0,
  kind: new Uint8Array(capacity),
  start: new Uint32Array(capacity),
  end: new Uint32Array(capacity),
  value: new Float64Array(capacity),
  decimals: new Int8Array(capacity),
});

const powers = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/**
 * Kinds and classes stand as numbers here, as `TokenKind` and `ByteClass` have them: this loop sees every byte.
 *
 * Scans all of `out.bytes` into `out`, whose arrays hold at least as many tokens as there are bytes. `midBlock`: the piece goes on within a
 * block (a line longer than a window).
 */
export const scanInto = (out: TokenBuffer, options: ScanOptions, midBlock = false): void => {
  const { bytes, kind, start, end, value, decimals } = out;
  const limit = bytes.length;
  const semicolonEnds = options.semicolon === 'end-of-block';
  const returnEnds = options.carriageReturn === 'end-of-block';
  let n = 0;
  let suspicious = 0;
  let lines = 0;
  // 0 at the start of a block, 1 while only N, O and `/` stand in it, 2 behind.
  let within = midBlock ? 2 : 0;
  // A byte order mark of an editor; no control sends it on.
  let i = out.offset === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (i < limit) {
    const byte = bytes[i]!;
    switch (byteClass[byte]!) {
      case 1:
        i++;
        continue;
      case 13:
        if (returnEnds) {
          kind[n] = 1;
          start[n] = i;
          end[n++] = i + 1;
          lines++;
          within = 0;
        }
        i++;
        continue;
      case 2:
        kind[n] = 1;
        start[n] = i;
        end[n++] = ++i;
        lines++;
        within = 0;
        continue;
      case 12:
      case 3: {
        // A word: letter, blanks, sign, digits.
        const letter = byte === 58 ? 79 : byte & 0xdf;
        let j = i + 1;
        let next = j < limit ? bytes[j]! : 10;
        while (next === 32 || next === 9) next = ++j < limit ? bytes[j]! : 10;
        // `:` without a number aligns a tape (ISO 6983-1) and says nothing else.
        if (byte === 58 && !(next >= 48 && next <= 57)) {
          i++;
          continue;
        }
        let negative = false;
        if (next === 45 || next === 43) {
          negative = next === 45;
          let k = j + 1;
          while (k < limit && (bytes[k] === 32 || bytes[k] === 9)) k++;
          next = k < limit ? bytes[k]! : 10;
          if ((next >= 48 && next <= 57) || next === 46) j = k;
          else next = 35; // `X-#1`, `X-[…]`: the sign belongs to the expression
        }
        if ((next >= 48 && next <= 57) || next === 46) {
          start[n] = i;
          kind[n] = letter;
          // The common case by itself: few digits, one point, no blanks between.
          const first = j;
          let mantissa = 0;
          let digit = next - 48;
          while (digit >= 0 && digit <= 9) {
            mantissa = mantissa * 10 + digit;
            digit = ++j < limit ? bytes[j]! - 48 : -1;
          }
          let places = -1;
          if (digit === -2) {
            const point = j;
            digit = ++j < limit ? bytes[j]! - 48 : -1;
            while (digit >= 0 && digit <= 9) {
              mantissa = mantissa * 10 + digit;
              digit = ++j < limit ? bytes[j]! - 48 : -1;
            }
            places = j - point - 1;
          }
          if (
            j - first > 15 ||
            (places === 0 && j - first === 1) ||
            ((digit === -16 || digit === -39) && j + 1 < limit && goesOn(bytes[j + 1]!))
          ) {
            j = scanNumber(out, n, first, limit);
            if (negative) value[n] = 0 - value[n]!;
            if (decimals[n] === -2) {
              kind[n] = 11;
              suspicious++;
            }
          } else {
            if (places > 0) mantissa /= powers[places]!;
            value[n] = negative ? 0 - mantissa : mantissa;
            decimals[n] = places;
            end[n] = j;
          }
          i = j;
          if (within === 0) within = letter === 78 || letter === 79 ? 1 : 2;
          else if (letter !== 78 && letter !== 79) within = 2;
          n++;
          continue;
        }
        start[n] = i;
        decimals[n] = -1;
        if (next === 35 || next === 91 || (next === 60 && letter === 79)) {
          kind[n] = 9;
          value[n] = letter;
          end[n++] = ++i;
          within = 2;
          continue;
        }
        within = 2;
        const { keyword, length } = keywordAt(bytes, i, limit);
        if (keyword >= 0) {
          kind[n] = 8;
          value[n] = keyword;
          const name = keywords[keyword]!;
          i += length;
          if (name === 'DPRNT' || name === 'BPRNT' || name === 'POPEN') i = endOfPrint(bytes, i, limit);
          end[n++] = i;
          continue;
        }
        const after = keywordAt(bytes, j, limit).keyword;
        if (after >= 0 && isFunction(after)) {
          kind[n] = 9;
          value[n] = letter;
          end[n++] = ++i;
          continue;
        }
        kind[n] = 11;
        suspicious++;
        i++;
        // The rest of a word that means nothing is one token, not a letter each.
        while (i < limit && byteClass[bytes[i]!] === 3) i++;
        end[n++] = i;
        continue;
      }
      case 4:
      case 5:
        start[n] = i;
        kind[n] = 6;
        i = scanNumber(out, n, i, limit);
        if (decimals[n] === -2) {
          kind[n] = 11;
          suspicious++;
        }
        within = 2;
        n++;
        continue;
      case 6:
        kind[n] = 7;
        value[n] = byte;
        start[n] = i;
        end[n++] = ++i;
        within = 2;
        continue;
      case 7: {
        start[n] = i;
        kind[n] = 2;
        let depth = 0;
        let closed = -1;
        let j = i;
        for (; j < limit; j++) {
          const c = bytes[j]!;
          if (c === 41) {
            closed = j + 1;
            if (--depth === 0) break;
          } else if (c === 40) depth++;
          else if (c === 10 || (c === 13 && returnEnds)) break;
        }
        // `(A (B)`: opened twice and closed once ends where it was closed, as on a control that does not nest.
        if (closed > 0) {
          value[n] = 0;
          i = closed;
        } else {
          value[n] = 1;
          suspicious++;
          while (j > i + 1 && (bytes[j - 1] === 13 || bytes[j - 1] === 32)) j--;
          i = j;
        }
        end[n++] = i;
        continue;
      }
      case 8:
        start[n] = i;
        if (semicolonEnds) {
          kind[n] = 1;
          end[n++] = ++i;
          within = 0;
          continue;
        }
        kind[n] = 3;
        i = endOfLine(bytes, i, limit, returnEnds);
        end[n++] = i;
        continue;
      case 9:
        start[n] = i;
        kind[n] = 4;
        i = endOfLine(bytes, i, limit, returnEnds);
        end[n++] = i;
        within = 2;
        continue;
      case 10:
        start[n] = i++;
        if (within < 2) {
          kind[n] = 5;
          const digit = i < limit ? bytes[i]! : 0;
          value[n] = digit >= 49 && digit <= 57 ? digit - 48 : 1;
          if (digit >= 49 && digit <= 57) i++;
          within = 1;
        } else {
          kind[n] = 7;
          value[n] = 47;
        }
        end[n++] = i;
        continue;
      case 11: {
        start[n] = i;
        let j = i + 1;
        while (j < limit && bytes[j] !== 62 && bytes[j] !== 10 && bytes[j] !== 13) j++;
        within = 2;
        if (bytes[j] === 62 && j < limit) {
          kind[n] = 10;
          i = j + 1;
        } else {
          kind[n] = 11;
          suspicious++;
          i++;
        }
        end[n++] = i;
        continue;
      }
      default:
        start[n] = i;
        kind[n] = 11;
        suspicious++;
        while (++i < limit && byteClass[bytes[i]!] === 0);
        end[n++] = i;
        within = 2;
    }
  }
  out.count = n;
  out.suspicious = suspicious;
  out.lines = lines;
};

/** Digits and at most one point from `i` on; blanks within are skipped, as controls do. Writes value, decimals and end of token `n`; decimals -2: no digit. */
const scanNumber = (out: TokenBuffer, n: number, from: number, limit: number): number => {
  const { bytes } = out;
  let i = from;
  let mantissa = 0;
  let digits = 0;
  let places = -1;
  for (;;) {
    const byte = i < limit ? bytes[i]! : 10;
    const digit = byte - 48;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
      if (places >= 0) places++;
    } else if (byte === 46 && places < 0) places = 0;
    else if ((byte === 32 || byte === 9) && i + 1 < limit) {
      const next = bytes[i + 1]!;
      if (!((next >= 48 && next <= 57) || (next === 46 && places < 0)) || digits === 0) break;
    } else break;
    i++;
  }
  out.end[n] = i;
  if (digits === 0) {
    out.value[n] = 0;
    out.decimals[n] = -2;
    return i;
  }
  // Below 2⁵³ a quotient of two exact doubles is the nearest double; longer numbers take the slow way.
  out.value[n] =
    digits > 15 ? longNumber(bytes, from, i) : places > 0 ? mantissa / powers[places]! : mantissa;
  out.decimals[n] = places > 100 ? 100 : places;
  return i;
};

/** Whether a blank may stand within a number: a digit, a point or another blank follows. */
const goesOn = (byte: number): boolean => (byte >= 48 && byte <= 57) || byte === 46;

const longNumber = (bytes: Uint8Array, from: number, to: number): number => {
  let text = '';
  for (let i = from; i < to && text.length < 400; i++) {
    if (bytes[i] !== 32 && bytes[i] !== 9) text += String.fromCharCode(bytes[i]!);
  }
  return Number(text);
};

const endOfLine = (bytes: Uint8Array, from: number, limit: number, returnEnds: boolean): number => {
  let i = from;
  while (i < limit && bytes[i] !== 10 && !(returnEnds && bytes[i] === 13)) i++;
  while (i > from + 1 && bytes[i - 1] === 13) i--;
  return i;
};

/** `DPRNT[X#1[44]]`: text for a printer, which is no expression. */
const endOfPrint = (bytes: Uint8Array, from: number, limit: number): number => {
  let depth = 0;
  let i = from;
  for (; i < limit && bytes[i] !== 10 && bytes[i] !== 13; i++) {
    if (bytes[i] === 91) depth++;
    else if (bytes[i] === 93 && --depth <= 0) return i + 1;
    else if (depth === 0 && bytes[i] !== 32) return i;
  }
  return i;
};
