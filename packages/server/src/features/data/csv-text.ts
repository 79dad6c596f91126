/** CSV as spreadsheets write and read it: any of their separators, line ends and encodings in; what no spreadsheet runs out. */
import { AppError } from '@mantinel/contract';
import { csvLine } from '../../files/csv-line.ts';
import { unguarded } from '../../files/spreadsheet-guard.ts';

export interface CsvRow {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** With the mark by which Excel knows UTF-8, and its line ends. */
export const csvText = (rows: readonly (readonly string[])[], separator = ','): string =>
  `\ufeff${rows.map((row) => csvLine(row, separator)).join('')}`;

/** Throws `data.unreadable`. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const wide =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : undefined;
  try {
    // Drops the byte order mark.
    return new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const remedy =
      'Save it as "CSV UTF-8": in an older encoding, letters such as č and ß would become others.';
    throw unreadable(1, 'the file is not UTF-8 text', remedy, cause);
  }
}

export const unreadable = (line: number, problem: string, remedy: string, cause?: unknown): AppError =>
  new AppError('data.unreadable', {
    data: { line, problem, remedy },
    ...(cause === undefined ? {} : { cause }),
  });

/** Rows that hold nothing are left out. Throws `data.unreadable` for a quote that is never closed. */
export function readCsv(text: string): CsvRow[] {
  const named = /^sep=(.)\r?\n/i.exec(text);
  const body = named ? text.slice(named[0].length) : text;
  const separator = named?.[1] ?? separatorOf(body);
  const rows: CsvRow[] = [];
  let [line, begun] = [named ? 2 : 1, named ? 2 : 1];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let wasQuoted = false;
  const endCell = () => {
    cells.push(unguarded(wasQuoted ? cell : cell.trim()));
    [cell, wasQuoted] = ['', false];
  };
  const endRow = () => {
    endCell();
    if (cells.some((one) => one !== '')) rows.push({ line: begun, cells });
    cells = [];
  };
  for (let at = 0; at < body.length; at += 1) {
    const sign = body[at]!;
    if (quoted) {
      if (sign === '\n') line += 1;
      if (sign !== '"') cell += sign;
      else if (body[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell.trim() === '') {
      [quoted, wasQuoted, cell] = [true, true, ''];
    } else if (sign === separator) endCell();
    else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && body[at + 1] === '\n') at += 1;
      endRow();
      line += 1;
      begun = line;
    } else if (!wasQuoted || sign.trim() !== '') cell += sign;
  }
  if (quoted)
    throw unreadable(
      begun,
      'a quotation mark is opened and never closed',
      'Close it, or double it within a text.',
    );
  if (cell !== '' || cells.length > 0) endRow();
  return rows;
}

/** That which the first line has most of. */
function separatorOf(text: string): string {
  const [head = ''] = text.split(/\r?\n|\r/, 1);
  const count = (sign: string) => head.split(sign).length;
  return [';', '\t', ','].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',');
}
