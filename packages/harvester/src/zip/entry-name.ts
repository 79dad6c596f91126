/** The name of a ZIP's entry, whatever wrote it: UTF-8 with or without its flag, or the code page of an old Windows. */
import { cp437, cp852, decodeCodePage } from './code-pages.ts';

const latinLetters = (text: string): number => text.match(/[^\p{ASCII}]/gu)?.filter(isLatin).length ?? 0;
const isLatin = (sign: string): boolean => /[\p{Script=Latin}]/u.test(sign) && !/[ƒªº]/.test(sign);

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Many packers write UTF-8 and forget its flag; text in a code page is almost never valid UTF-8 by accident. Of the code pages the one in which
 * more of the name is letters; the specification's where both are alike.
 */
export function entryName(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    // Not UTF-8: an answer, not a failure.
  }
  const west = decodeCodePage(bytes, cp437);
  const east = decodeCodePage(bytes, cp852);
  return latinLetters(east) > latinLetters(west) ? east : west;
}
