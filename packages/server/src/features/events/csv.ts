/** One line of CSV after RFC 4180, safe to open in a spreadsheet. */

/** Text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV Injection); numbers stay numbers. */
const guarded = (cell: string | number): string =>
  typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);

export function csvLine(cells: readonly (string | number | undefined)[]): string {
  const written = cells.map((cell) => {
    if (cell === undefined) return '';
    const text = guarded(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${written.join(',')}\r\n`;
}
