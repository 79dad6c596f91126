/** Text by its lines, and as a table where one delimiter divides its lines alike. */
import type { Budget } from '../budget.ts';
import type { DocumentFormat, DocumentLine, DocumentTable, TableRow } from '../document.ts';

export interface TextContent {
  readonly format: DocumentFormat & ('text' | 'delimited');
  readonly lines: readonly DocumentLine[];
  readonly tables: readonly DocumentTable[];
}

export function readText(decoded: string, budget: Budget): TextContent {
  // DOS ended its texts with Ctrl-Z; a form feed begins a page.
  const text = decoded.replaceAll('\u001a', '\n').replaceAll('\f', '\n').replaceAll('\0', '');
  const lines: DocumentLine[] = [];
  let number = 0;
  for (const [, line, end] of text.matchAll(/([^\r\n]*)(\r\n|[\r\n]|$)/g)) {
    number++;
    if (line!.trim() !== '') {
      if (!budget.take(line!.length)) break;
      lines.push({ text: line!.slice(0, 4000), where: `line ${number}` });
    }
    if (end === '') break;
  }
  const delimiter = delimiterOf(lines);
  if (!delimiter) return { format: 'text', lines, tables: [] };
  return { format: 'delimited', lines, tables: [{ name: '', rows: rowsOf(text, delimiter, budget) }] };
}

const delimiters = [';', '\t', '|', ','];

/** The one that divides most lines into as many cells; undefined for prose. */
function delimiterOf(lines: readonly DocumentLine[]): string | undefined {
  const looked = lines.slice(0, 60);
  const sample = looked.map(({ text }) => text).join('\n');
  let best: { delimiter: string; score: number } | undefined;
  for (const delimiter of delimiters) {
    const counts = rowsOf(sample, delimiter, { take: () => true }).map(({ cells }) => cells.length);
    const most = Math.max(0, ...counts);
    const divided = counts.filter((count) => count > 1);
    const alike = Math.max(
      0,
      ...[...new Set(divided)].map((count) => divided.filter((each) => each === count).length),
    );
    // A comma also stands in sentences, a tab also indents: most lines must have as many cells.
    if (divided.length < 2 || alike < looked.length * (delimiter === ';' ? 0.4 : 0.6)) continue;
    const score = alike * Math.min(most, 10);
    if (!best || score > best.score) best = { delimiter, score };
  }
  return best?.delimiter;
}

/** RFC 4180, forgiving: a quote within a cell that does not begin with one is itself (`1/4" DRILL`). */
function rowsOf(text: string, delimiter: string, budget: Pick<Budget, 'take'>): readonly TableRow[] {
  const rows: TableRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let began = 1;
  const endCell = () => {
    cells.push(cell.trim());
    cell = '';
  };
  const endRow = (): boolean => {
    endCell();
    const row = cells;
    cells = [];
    if (row.every((each) => each === '')) return true;
    if (!budget.take(row.length)) return false;
    rows.push({ cells: row, where: `line ${began}` });
    return true;
  };
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!;
    if (sign === '\n' || (sign === '\r' && text[i + 1] !== '\n')) line++;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[i + 1] === '"') cell += text[++i]!;
      else quoted = false;
    } else if (sign === '"' && cell.trim() === '' && closes(text, i, delimiter)) {
      cell = '';
      quoted = true;
    } else if (sign === delimiter) endCell();
    else if (sign === '\n' || (sign === '\r' && text[i + 1] !== '\n')) {
      if (!endRow()) return rows;
      began = line;
    } else if (sign !== '\r') cell += sign;
  }
  endRow();
  return rows;
}

/** A quote that is never closed before a delimiter or an end is no quote of CSV; looked for within 4,000 characters. */
const closes = (text: string, from: number, delimiter: string): boolean => {
  for (let i = from + 1; i < Math.min(text.length, from + 4000); i++) {
    if (text[i] !== '"') continue;
    if (text[i + 1] === '"') i++;
    else return text[i + 1] === undefined || text[i + 1] === delimiter || /\s/.test(text[i + 1]!);
  }
  return false;
};
