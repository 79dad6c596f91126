/** Asks the rows of a page what a search leaves open: every text of the page once, however many rows have it. */
import type { RowColumns } from '../source.ts';
import type { Need } from './need.ts';
import { piecesOf } from './need.ts';
import type { Program } from './program.ts';
import type { TextSearch } from './search.ts';

const unknown = 0;
const no = 1;
const yes = 2;

export type RowSearch = (program: Program, row: number) => boolean;

export function rowSearch(columns: RowColumns): RowSearch {
  const known: (Uint8Array | 'none' | undefined)[] = [];
  const holds: RowSearch = (program, row) => {
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
        const { search, fields } = program;
        let answers = known[search.number];
        if (answers === undefined) {
          answers = firstAnswers(search);
          known[search.number] = answers;
        }
        if (answers === 'none') return false;
        for (let i = 0; i < fields.length; i++) {
          const text = columns.textOf(row, fields[i]!);
          if (answers[text] === unknown) answers[text] = search.test(columns.text(text)) ? yes : no;
          if (answers[text] === yes) return true;
        }
        return false;
      }
    }
  };
  const firstAnswers = ({ need }: TextSearch): Uint8Array | 'none' => {
    const pieces = allPieces(need);
    if (pieces.length === 0 || !columns.candidates) return new Uint8Array(columns.texts);
    const candidates = columns.candidates(pieces);
    return candidates ? candidates.map((isOne) => (isOne === 1 ? unknown : no)) : 'none';
  };
  return holds;
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
