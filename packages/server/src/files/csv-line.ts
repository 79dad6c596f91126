/** One line of CSV after RFC 4180, safe to open in a spreadsheet. */
import { guarded } from './spreadsheet-guard.ts';

/** Numbers stay numbers, also below zero. */
export function csvLine(cells: readonly (string | number | undefined)[], separator = ','): string {
  const written = cells.map((cell) => {
    if (cell === undefined) return '';
    const text = typeof cell === 'string' ? guarded(cell) : String(cell);
    return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${written.join(separator)}\r\n`;
}
