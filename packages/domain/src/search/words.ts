/** How texts are compared in searches: without case, and word by word. */

/**
 * Lower case, and one form of the letters that Unicode lower-cases by what stands around them or counts as equal without case
 * (final sigma, long s), so that a word is the same wherever it stands.
 */
export const fold = (text: string): string =>
  text.toLowerCase().replace(/[ςſ]/g, (char) => (char === 'ς' ? 'σ' : 's'));

/** One character at a time: a repeated class overflows the stack where a word is megabytes long. */
const betweenWords = /[^\p{L}\p{N}\p{M}_]/u;

/** The words of a folded text: runs of letters, digits, marks and underscores. */
export const wordsOf = (folded: string): string[] => folded.split(betweenWords).filter((word) => word !== '');

/** Whether `words` stand in a row among those of a folded text. */
export function hasWords(folded: string, words: readonly string[], prefix = false): boolean {
  // Most texts hold not even the first of them.
  if (!folded.includes(words[0]!)) return false;
  const all = wordsOf(folded);
  const last = words.length - 1;
  const fits = (at: number) =>
    words.every((word, i) => (prefix && i === last ? all[at + i]!.startsWith(word) : all[at + i] === word));
  for (let at = 0; at + last < all.length; at++) if (fits(at)) return true;
  return false;
}
