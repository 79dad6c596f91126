/** Takes a search apart into tokens; every character of the text that is not white space belongs to one. */
import type { Comparison } from './query-node.ts';

export type Token =
  | { readonly type: 'open' | 'close' | 'or' | 'and' | 'not'; readonly from: number; readonly to: number }
  /** A field's name with what follows it: `machine:`, `load>`. `to` is where its value begins. */
  | {
      readonly type: 'field';
      readonly name: string;
      readonly operator: ':' | '!=' | Comparison;
      readonly from: number;
      readonly to: number;
    }
  | ValueToken;

/** `closed` is false where its end is missing. */
export type ValueToken =
  | { readonly type: 'word'; readonly text: string; readonly from: number; readonly to: number }
  | {
      readonly type: 'phrase' | 'regex';
      readonly text: string;
      readonly closed: boolean;
      readonly from: number;
      readonly to: number;
    };

const fieldPattern = /([\p{L}_][\p{L}\p{N}_.-]*)(:|=|!=|>=|<=|>|<)/uy;
const wordPattern = /[^\s()]+/y;
/** Ended by a slash behind which the term is over: slashes of paths need no care. */
const regexPattern = /\/((?:\\[^\n]|(?!\/(?:[\s)]|$))[^\n\\])+)\/(?=[\s)]|$)/y;
const phrasePattern = /"((?:\\[\s\S]|[^"\\])*)"/y;

function at(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

export function scanQuery(text: string): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  for (;;) {
    while (from < text.length && /\s/.test(text[from]!)) from += 1;
    if (from >= text.length) return tokens;
    const token = tokenAt(text, from, tokens.at(-1));
    tokens.push(token);
    from = token.to;
  }
}

function tokenAt(text: string, from: number, before: Token | undefined): Token {
  const char = text[from];
  if (char === '(') return { type: 'open', from, to: from + 1 };
  if (char === ')') return { type: 'close', from, to: from + 1 };
  const isValue = before?.type === 'field' && before.to === from;
  if (!isValue) {
    const field = at(fieldPattern, text, from);
    if (field) {
      const operator = field[2] === '=' ? ':' : (field[2] as ':');
      return { type: 'field', name: field[1]!, operator, from, to: from + field[0].length };
    }
    if (char === '-' && from + 1 < text.length && /[^\s)]/.test(text[from + 1]!))
      return { type: 'not', from, to: from + 1 };
  }
  if (char === '"') return quoted(text, from);
  if (char === '/') return regex(text, from);
  const [word] = at(wordPattern, text, from)!;
  const keyword = isValue ? undefined : keywords[word];
  const to = from + word.length;
  return keyword ? { type: keyword, from, to } : { type: 'word', text: word, from, to };
}

const keywords: Readonly<Record<string, 'or' | 'and' | 'not'>> = { OR: 'or', AND: 'and', NOT: 'not' };

function quoted(text: string, from: number): ValueToken {
  const found = at(phrasePattern, text, from);
  if (!found)
    return { type: 'phrase', text: unescaped(text.slice(from + 1)), closed: false, from, to: text.length };
  return { type: 'phrase', text: unescaped(found[1]!), closed: true, from, to: from + found[0].length };
}

/** A backslash makes a quotation mark or another backslash plain; before anything else it is one itself: `C:\temp`. */
const unescaped = (text: string): string => text.replace(/\\(["\\])/g, '$1');

function regex(text: string, from: number): ValueToken {
  const found = at(regexPattern, text, from);
  if (found) {
    const pattern = found[1]!.replace(/\\([\s\S])/g, (pair, escaped) => (escaped === '/' ? '/' : pair));
    return { type: 'regex', text: pattern, closed: true, from, to: from + found[0].length };
  }
  const [word] = at(wordPattern, text, from)!;
  // A lone slash, or one at the beginning of a path, is what somebody types before the end is there.
  return { type: 'regex', text: word.slice(1), closed: false, from, to: from + word.length };
}
