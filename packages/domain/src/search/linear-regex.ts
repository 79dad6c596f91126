/** Regular expressions in linear time, whatever the pattern: RE2's syntax and semantics. */
import { RE2JS, RE2JSException } from 're2js';
import { fold } from './words.ts';

/** A pattern, compiled. */
export interface LinearRegex {
  test(text: string): boolean;
  /** Folded texts that every match contains, so that most texts are passed over without a look at the pattern. */
  readonly literals: readonly string[];
}

/** Why a pattern cannot be used, in the words of RE2. */
export class RegexFlaw extends Error {}

/** Throws `RegexFlaw` when `source` is no pattern. */
export function linearRegex(source: string): LinearRegex {
  const compiled = compile(source);
  return { test: (text) => compiled.test(text), literals: literalsOf(source) };
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    if (error instanceof RE2JSException) throw new RegexFlaw(error.message, { cause: error });
    throw error;
  }
}

const meta = new Set('.[](){}*+?|^$');

/**
 * Runs of ordinary characters that stand in no group, class or alternative and must all be there. Letters beyond ASCII end a run:
 * RE2 and lower case do not agree on all of them.
 */
export function literalsOf(source: string): string[] {
  const found: string[] = [];
  let run = '';
  const end = () => {
    if (run.length > 0) found.push(fold(run));
    run = '';
  };
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    const char = source[at]!;
    if (char === '\\') {
      const next = source[++at] ?? '';
      // A group of its own meaning: \d, \b, \x41, \pL, \Q…\E.
      if (/[A-Za-z0-9]/.test(next)) {
        if (next === 'Q' || next === 'p' || next === 'P' || next === 'x' || /\d/.test(next)) return [];
        end();
      } else if (depth === 0) run += next;
      continue;
    }
    if (char === '[') {
      end();
      at = endOfClass(source, at);
    } else if (char === '(') {
      // Flags may let blanks or case mean something else for what follows.
      if (source[at + 1] === '?' && !/^\(\?(?::|P?<|-?i[:)])/.test(source.slice(at))) return [];
      end();
      depth++;
    } else if (char === ')') {
      depth--;
      end();
    } else if (char === '|') {
      if (depth === 0) return [];
    } else if (char === '?' || char === '*' || char === '{') {
      // What stands before it may be missing, or is followed by more of itself.
      run = run.slice(0, -1);
      end();
      if (char === '{') {
        const close = source.indexOf('}', at);
        at = close < 0 ? at : close;
      }
    } else if (meta.has(char) || char > '~') end();
    else if (depth === 0) run += char;
  }
  end();
  return found;
}

function endOfClass(source: string, from: number): number {
  let at = from + 1;
  if (source[at] === '^') at++;
  // A bracket that comes first is one of the class.
  if (source[at] === ']') at++;
  for (; at < source.length && source[at] !== ']'; at++) {
    if (source[at] === '\\') at++;
    else if (source.startsWith('[:', at)) at = Math.max(at, source.indexOf(':]', at) + 1);
  }
  return at;
}
