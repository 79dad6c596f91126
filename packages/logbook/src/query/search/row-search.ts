/** Asks the rows of a page what a search leaves open: every text of the page once, however many rows have it. */
import type { RowColumns, TextMatcher } from '../source.ts';
import type { Need } from './need.ts';
import { piecesOf } from './need.ts';
import type { Program } from './program.ts';
import type { TextSearch } from './search.ts';

const unknown = 0;
const no = 1;
const yes = 2;

export interface RowSearch {
  /** Whether any row may pass, told from the texts alone. */
  mayHold(program: Program): boolean;
  holds(program: Program, row: number): boolean;
}

export function rowSearch(columns: RowColumns): RowSearch {
  const known: (TextMatcher | undefined)[] = [];
  const testOf = (search: TextSearch) => {
    known[search.number] ??= textsPassing(columns, search);
    return known[search.number]!;
  };
  const holds = (program: Program, row: number): boolean => {
    switch (program.is) {
      case 'and':
        return program.of.every((inner) => holds(inner, row));
      case 'or':
        return program.of.some((inner) => holds(inner, row));
      case 'not':
        return !holds(program.of, row);
      case 'number': {
        const value = columns.numberOf(row, program.field);
        return program.test(program.isBoolean ? value === 1 : value);
      }
      case 'text': {
        const texts = testOf(program.search);
        for (const field of program.fields) if (texts.matches(columns.textOf(row, field))) return true;
        return false;
      }
    }
  };
  const mayHold = (program: Program): boolean => {
    switch (program.is) {
      case 'and':
        return program.of.every(mayHold);
      case 'or':
        return program.of.some(mayHold);
      case 'text':
        return testOf(program.search).matchesAny();
      default:
        return true;
    }
  };
  return { mayHold, holds };
}

const noText: TextMatcher = { matches: () => false, matchesAny: () => false };

/** The texts that pass; each is looked at once. */
function textsPassing(columns: RowColumns, search: TextSearch): TextMatcher {
  const matcher = search.automaton && columns.matcher?.(search.automaton);
  const first = matcher ? undefined : firstAnswers(columns, search);
  if (first === 'none') return noText;
  const test = matcher?.matches ?? ((text: number) => search.test(columns.text(text)));
  let answers = first;
  return {
    matches(text) {
      answers ??= new Uint8Array(columns.texts);
      if (answers[text] === unknown) answers[text] = test(text) ? yes : no;
      return answers[text] === yes;
    },
    matchesAny: () => matcher?.matchesAny() ?? true,
  };
}

function firstAnswers(columns: RowColumns, { need }: TextSearch): Uint8Array | 'none' {
  const pieces = allPieces(need);
  if (pieces.length === 0 || !columns.candidates) return new Uint8Array(columns.texts);
  const candidates = columns.candidates(pieces);
  return candidates ? candidates.map((isOne) => (isOne === 1 ? unknown : no)) : 'none';
}

/** Folded and without digits: all of them stand in every text that meets the need. */
function allPieces(need: Need): string[] {
  switch (need.is) {
    case 'all':
      return need.of.flatMap(allPieces);
    case 'any':
      return [];
    case 'part':
      return [need.part];
    case 'word':
      return piecesOf(need.word).flatMap(allPieces);
  }
}
