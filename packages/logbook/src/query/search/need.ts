/** What must stand among the words of a page for a search to find anything there: told by an index of words, without opening it. */
import { wordsOf } from '@mantinel/domain';

export type Need =
  /** None of an empty list's needs is missing: `allOf([])` is always met. */
  | { readonly is: 'all'; readonly of: readonly Need[] }
  | { readonly is: 'any'; readonly of: readonly Need[] }
  /** A whole word, folded. */
  | { readonly is: 'word'; readonly word: string }
  /** Folded, without digits, within one word. */
  | { readonly is: 'part'; readonly part: string };

/** Nothing is needed. */
export const nothing: Need = { is: 'all', of: [] };
export const isNothing = (need: Need): boolean => need.is === 'all' && need.of.length === 0;

export function allOf(needs: readonly Need[]): Need {
  const of = needs.filter((need) => !isNothing(need));
  return of.length === 1 ? of[0]! : { is: 'all', of };
}

export function anyOf(needs: readonly Need[]): Need {
  if (needs.some(isNothing)) return nothing;
  return needs.length === 1 ? needs[0]! : { is: 'any', of: needs };
}

/** Every word of a folded text as it is, the last perhaps only begun; undefined where it has none. */
export function needOfWords(
  folded: string,
  { begun = false }: { begun?: boolean | undefined },
): Need | undefined {
  const words = wordsOf(folded);
  if (words.length === 0) return undefined;
  const last = begun ? words.pop()! : undefined;
  return allOf([...words.map(whole), ...(last === undefined ? [] : piecesOf(last))]);
}

const whole = (word: string): Need => ({ is: 'word', word });

/** A folded text that may begin and end within words: those between are whole. */
export function needOfPart(folded: string): Need {
  // Half a character is of no word, and the whole one may be.
  if (!folded.isWellFormed()) return nothing;
  const words = wordsOf(folded);
  if (words.length === 0) return nothing;
  const first = folded.startsWith(words[0]!);
  const last = folded.endsWith(words.at(-1)!);
  return allOf(
    words.flatMap((word, i) =>
      (i === 0 && first) || (i === words.length - 1 && last) ? piecesOf(word) : [whole(word)],
    ),
  );
}

/** Numbers stand apart from the words they are part of, so only what is between them is known of a part of a word. */
export const piecesOf = (part: string): Need[] =>
  part
    .split(/[0-9]+/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ is: 'part', part: piece }));
