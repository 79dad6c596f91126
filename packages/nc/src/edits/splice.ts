/** A change of a program as what it replaces: every byte that is not named stays. */
import { bytesOfText } from '../source/byte-source.ts';
import type { TokenChunk } from '../tokens/token-chunk.ts';

export interface Splice {
  /** Byte offsets in the original; `end` is behind the last replaced byte; equal: insertion. */
  readonly start: number;
  readonly end: number;
  /** Latin-1. */
  readonly text: string;
}

/** The program with its splices, which may come in any order. Throws `RangeError` where two overlap or one lies outside. */
export const applySplices = (bytes: Uint8Array, splices: readonly Splice[]): Uint8Array => {
  const ordered = splices.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let at = 0;
  let size = bytes.length;
  for (const { start, end, text } of ordered) {
    if (start < at || end < start || end > bytes.length)
      throw new RangeError(`splice ${start}–${end} overlaps or lies outside`);
    at = end;
    size += text.length - (end - start);
  }
  const out = new Uint8Array(size);
  let from = 0;
  let to = 0;
  for (const { start, end, text } of ordered) {
    out.set(bytes.subarray(from, start), to);
    to += start - from;
    out.set(bytesOfText(text), to);
    to += text.length;
    from = end;
  }
  out.set(bytes.subarray(from), to);
  return out;
};

/** Where the number of a word lies, its sign included: what an edit of S or F replaces. Offsets in the file. */
export const numberOfWord = (
  { bytes, offset, start, end }: TokenChunk,
  token: number,
): { readonly start: number; readonly end: number } => {
  let from = start[token]! + 1;
  while (bytes[from] === 32 || bytes[from] === 9) from++;
  return { start: offset + from, end: offset + end[token]! };
};

/**
 * `value` written as the word was: with a point if it had one, with as many digits behind it as it had or as the value needs up to
 * `mostDecimals`, never with an exponent.
 */
export const numberLike = (value: number, decimals: number, mostDecimals = 4): string => {
  if (decimals < 0 && Number.isInteger(value)) return value.toFixed(0);
  const needed = value.toFixed(mostDecimals).replace(/0+$/, '');
  const digits = needed.length - needed.indexOf('.') - 1;
  const text = value.toFixed(Math.max(decimals, digits, 0));
  return decimals >= 0 && !text.includes('.') ? `${text}.` : text;
};
