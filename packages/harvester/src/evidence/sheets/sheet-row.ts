/** A document as rows of cells, whether it has tables or columns made of spaces. */
import type { DocumentContent } from '../documents/document.ts';
import { mayBeLabel } from '../labels/label.ts';

export interface SheetCell {
  readonly text: string;
  /** Where it begins: a column of the line, or the number of the cell. */
  readonly from: number;
}

export interface SheetRow {
  readonly cells: readonly SheetCell[];
  readonly where: string;
  /** The line as it is; undefined for rows of tables. */
  readonly line: string | undefined;
  /** Some cell may be a label; rows of numbers are passed over soon. */
  readonly isWorded: boolean;
}

/** A sheet that somebody fills in is shorter by far; what is longer is a recording, of which the beginning says what it is. */
const mostRows = 2000;

/** Streams in which what stands above belongs to what stands below: the lines, and each table. */
export function sheetRows(
  document: Pick<DocumentContent, 'format' | 'lines' | 'tables'>,
): readonly (readonly SheetRow[])[] {
  // A delimited text has the same as lines; as a table its quotes are read.
  const lines = document.format === 'delimited' ? [] : document.lines;
  const ofLines = lines.slice(0, mostRows).map(
    ({ text, where }): SheetRow => ({
      cells: cellsOfLine(text),
      where,
      line: text,
      isWorded: mayBeLabel(text),
    }),
  );
  const ofTables = document.tables.map(({ rows }) =>
    rows.slice(0, mostRows).map(({ cells, where }): SheetRow => {
      const filled = cells.map((text, from) => ({ text, from })).filter(({ text }) => text.trim() !== '');
      return { cells: filled, where, line: undefined, isWorded: cells.some(mayBeLabel) };
    }),
  );
  return [ofLines, ...ofTables].filter((rows) => rows.length > 0);
}

const tabWidth = 8;

function cellsOfLine(line: string): readonly SheetCell[] {
  // A sign before which a label was padded belongs to the label.
  const joined = line.replace(/[ \t]+([:=])(?![:=])/g, '$1');
  const cells: SheetCell[] = [];
  let column = 0;
  let text = '';
  let from = 0;
  let spaces = 0;
  const end = () => {
    if (text.trim() !== '') cells.push({ text: text.trim(), from });
    text = '';
  };
  for (const sign of joined) {
    if (sign === '\t') {
      end();
      column += tabWidth - (column % tabWidth);
      continue;
    }
    spaces = sign === ' ' ? spaces + 1 : 0;
    if (spaces >= 2) end();
    if (text === '' && sign !== ' ') from = column;
    if (text !== '' || sign !== ' ') text += sign;
    column++;
  }
  end();
  return cells;
}
