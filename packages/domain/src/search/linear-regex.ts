/** Regular expressions in linear time, whatever the pattern: RE2's syntax and semantics. */
import { RE2JS, RE2JSException } from 're2js';
import { fold } from './words.ts';

/** A pattern, compiled. */
export interface LinearRegex {
  test(text: string): boolean;
  /** Folded texts that every match contains, so that most texts are passed over without a look at the pattern. */
  readonly literals: readonly string[];
  /** For stores that ask it of their own bytes, many at once. */
  program(): RegexProgram;
}

/** A pattern as instructions that a text is followed through: Thompson's automaton, as RE2 numbers it. */
export interface RegexProgram {
  readonly start: number;
  readonly instructions: readonly Instruction[];
  /** Whether a match begins where the text does. */
  readonly isAnchored: boolean;
  /** Ascending: no instruction tells the characters between two of them apart, nor those before the first. */
  readonly bounds: Int32Array;
}

export type Instruction =
  | { readonly is: 'character'; readonly matches: (codePoint: number) => boolean; readonly out: number }
  | { readonly is: 'either'; readonly out: number; readonly other: number }
  /** Goes on where all of these `places` are met, which are bits. */
  | { readonly is: 'place'; readonly places: number; readonly out: number }
  | { readonly is: 'match' | 'fail' };

/** What an instruction may ask of a place in a text. */
export const place = {
  beginLine: 1,
  endLine: 2,
  beginText: 4,
  endText: 8,
  wordBoundary: 16,
  noWordBoundary: 32,
} as const;

/** Why a pattern cannot be used, in the words of RE2. */
export class RegexFlaw extends Error {}

/** Throws `RegexFlaw` when `source` is no pattern. */
export function linearRegex(source: string): LinearRegex {
  const compiled = compile(source);
  return {
    test: (text) => compiled.test(text),
    literals: literalsOf(source),
    program: () => programOf(compiled),
  };
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    if (error instanceof RE2JSException) throw new RegexFlaw(error.message, { cause: error });
    throw error;
  }
}

function programOf(compiled: RE2JS): RegexProgram {
  const { prog, cond, dfa } = compiled.re2();
  return {
    start: prog.start,
    instructions: prog.inst.map(instructionOf),
    isAnchored: (cond & place.beginText) !== 0,
    bounds: dfa.classBounds,
  };
}

/** Of an `Inst` of re2js, whose operations are numbered from 1 in the order of Go's `regexp/syntax`. */
function instructionOf(inst: Re2Instruction): Instruction {
  const { op, out, arg } = inst;
  if (op <= 2) return { is: 'either', out, other: arg };
  if (op === 3 || op === 7) return { is: 'place', places: 0, out };
  if (op === 4) return { is: 'place', places: arg, out };
  if (op === 5) return { is: 'fail' };
  if (op === 6) return { is: 'match' };
  if (op <= 11) return { is: 'character', matches: (codePoint) => inst.matchRune(codePoint), out };
  throw new Error(`re2js has an operation ${op} that is unknown here`);
}

interface Re2Instruction {
  readonly op: number;
  readonly out: number;
  readonly arg: number;
  matchRune(codePoint: number): boolean;
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
