/** The text of a block as a control shows it and as a file has it, made alike. */
import { type NcProgram, textOfBytes } from '@mantinel/nc';

export interface BlockText {
  /** N word; −1 without. */
  readonly number: number;
  /** 0 where nothing is left of it. */
  readonly hash: number;
}

/** By the byte offset at which a block begins. */
export type BlockTexts = (offset: number) => BlockText;

const longestBlock = 512;

export const blockTexts = ({ source }: NcProgram): BlockTexts => {
  return (offset) => {
    const bytes = source.read(offset, longestBlock);
    let end = 0;
    while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end += 1;
    return blockText(textOfBytes(bytes, 0, end));
  };
};

/** Without its number, its skip mark, comments, white space, leading zeros and zeros behind the point, in capitals: `N10 G01 X1.50` is `g1x1.5`. */
export function blockText(text: string): BlockText {
  const upper = text.toUpperCase();
  const number = /^\s*\/?\d?\s*N\s*(\d{1,9})/.exec(upper);
  const words = upper
    .replace(/\([^)]*\)?|;.*$/g, '')
    .replace(/^\s*\/\d?(?!\d)/, '')
    .replace(/^\s*N\s*\d+/, '')
    .replace(/\s+/g, '')
    .replace(/([A-Z#=[,+-])0+(?=\d)/g, '$1')
    .replace(/(\.\d*?)0+(?=[^\d.]|$)/g, '$1')
    .replace(/\.(?=[^\d]|$)/g, '')
    .replace(/^%|%$/g, '');
  return { number: number ? Number(number[1]) : -1, hash: words === '' ? 0 : hashOf(words) };
}

/** 53 bits: two FNV-1a of 32. */
function hashOf(text: string): number {
  let [low, high] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ (code + 0x9e37), 0x85ebca6b);
  }
  return (high >>> 0) * 2 ** 21 + ((low >>> 0) >>> 11) + 1;
}
