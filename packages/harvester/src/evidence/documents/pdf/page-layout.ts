/** Texts placed on a page as lines of a typewriter, so that columns stay columns. */

export interface PlacedText {
  readonly text: string;
  /** Points from the left and from the bottom. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Wider than any page is in characters. */
const mostColumns = 400;

export function layoutOf(texts: readonly PlacedText[]): readonly string[] {
  const sorted = [...texts].sort((a, b) => b.y - a.y || a.x - b.x);
  const rows: PlacedText[][] = [];
  for (const text of sorted) {
    const row = rows.at(-1);
    // Of one line: the lower edges differ by less than half the height of its letters.
    if (row && Math.abs(row[0]!.y - text.y) < Math.max(2, Math.min(row[0]!.height, text.height) / 2))
      row.push(text);
    else rows.push([text]);
  }
  const widths = texts
    .filter(({ text, width }) => width > 0 && text.length > 1)
    .map(({ text, width }) => width / text.length)
    .sort((a, b) => a - b);
  const sign = widths[widths.length >> 1] || 5;
  const left = texts.reduce((least, { x }) => Math.min(least, x), Number.POSITIVE_INFINITY);
  return rows.map((row) => {
    let line = '';
    let end = Number.NEGATIVE_INFINITY;
    for (const { text, x, width } of row.sort((a, b) => a.x - b.x)) {
      const column = Math.min(mostColumns, Math.max(0, Math.round((x - left) / sign)));
      // Letters of one word come apart where a font is kerned; a gap of two letters begins a column.
      if (x - end > sign * 1.6) line = `${line}${line && '  '}`.padEnd(column);
      else if (x - end > sign * 0.15 && !line.endsWith(' ')) line += ' ';
      line += text;
      end = x + width;
    }
    return line.trimEnd();
  });
}
