/** What would come of a file, as a table for the terminal: what needs attention first, what stays as it is only counted. */
import type { ImportedRow, ImportOutcome } from '@mantinel/contract';
import type { Style, Terminal } from '../context.ts';

const styles: Readonly<Record<ImportedRow['verdict'], Style>> = {
  refused: ['red', 'bold'],
  changed: 'yellow',
  added: 'green',
  same: 'dim',
};

export function showImport({ rows, counts }: ImportOutcome, { out, style }: Terminal): void {
  const told = rows.filter(({ verdict }) => verdict !== 'same');
  const cells = told.map((row) => [
    row.kind,
    row.line === undefined ? `record ${row.index}` : `line ${row.line}`,
    row.name,
  ]);
  const widths = [0, 1, 2].map((at) => Math.max(0, ...cells.map((row) => row[at]!.length)));
  for (const [index, row] of told.entries()) {
    const columns = cells[index]!.map((cell, at) => cell.padEnd(widths[at]!)).join('  ');
    out(`${style(styles[row.verdict], row.verdict.padEnd(7))}  ${columns}  ${detailOf(row)}`.trimEnd());
    if (row.remedy !== undefined) out(`         → ${row.remedy}`);
  }
  const all = counts.added + counts.changed + counts.refused;
  if (told.length < all) out(`… and ${all - told.length} more`);
  const { added, changed, same, refused } = counts;
  out(`${added} added, ${changed} changed, ${same} left as they are, ${refused} refused`);
}

function detailOf({ verdict, column, problem, changes }: ImportedRow): string {
  if (verdict !== 'refused') return (changes ?? []).join(', ');
  return column === undefined ? (problem ?? '') : `${column}: ${problem}`;
}
