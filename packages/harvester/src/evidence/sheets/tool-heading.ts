/** The heading of a tool list: which of its columns says what. */
import { type ToolColumn, toolColumnsCalled } from '../labels/column-words.ts';
import type { LabelUnit } from '../labels/label.ts';
import type { SheetCell, SheetRow } from './sheet-row.ts';

export interface HeadedColumn {
  readonly column: ToolColumn | undefined;
  readonly unit: LabelUnit | undefined;
  /** As written. */
  readonly heading: string;
  readonly from: number;
}

export type ToolHeading = readonly HeadedColumn[];

/** Undefined for a row that heads no tool list. */
export function toolHeadingOf(row: SheetRow): ToolHeading | undefined {
  if (!row.isWorded || row.cells.length < 2) return undefined;
  const possible = row.cells.map(({ text }) => toolColumnsCalled(text.replace(/[:=]\s*$/, '')));
  const known = possible.filter((columns) => columns.length > 0).length;
  if (known < 2 || known < row.cells.length * 0.5) return undefined;
  const taken = new Set<ToolColumn>();
  const chosen: (ToolColumn | undefined)[] = possible.map(() => undefined);
  // What can mean one thing alone is decided first: beside `No.`, `Tool` heads descriptions.
  const order = possible.map((_, i) => i).sort((a, b) => possible[a]!.length - possible[b]!.length || a - b);
  for (const i of order) {
    const column = possible[i]!.find(({ column }) => column === 'other' || !taken.has(column))?.column;
    if (!column) continue;
    taken.add(column);
    chosen[i] = column;
  }
  const says = (['diameter', 'kind', 'flutes', 'corner-radius', 'overhang', 'other'] as const).filter(
    (each) => taken.has(each),
  );
  const isToolList =
    taken.has('number') &&
    (taken.has('description') || taken.has('kind') || taken.has('diameter')) &&
    says.length > 0;
  const isShort =
    taken.has('number') &&
    taken.has('description') &&
    row.cells.length <= 4 &&
    /tool|werkz|wz|n[aá]stroj|herram|outil|^t$/i.test(row.cells.map(({ text }) => text).join(' '));
  if (!isToolList && !isShort) return undefined;
  return row.cells.map(({ text, from }, i) => ({
    column: chosen[i],
    unit: possible[i]!.find(({ column }) => column === chosen[i])?.unit,
    heading: text,
    from,
  }));
}

/** The cell that stands below each column: by order where a row of a line has as many, else by where it begins. */
export function cellsBelow(
  heading: ToolHeading,
  row: SheetRow,
): ReadonlyMap<ToolColumn, SheetCell & { readonly headed: HeadedColumn }> {
  const below = new Map<ToolColumn, SheetCell & { readonly headed: HeadedColumn }>();
  const byOrder = row.line !== undefined && row.cells.length === heading.length;
  for (const [i, cell] of row.cells.entries()) {
    const headed = byOrder
      ? heading[i]!
      : row.line === undefined
        ? heading.find(({ from }) => from === cell.from)
        : heading.reduce((nearest, each) =>
            Math.abs(each.from - cell.from) < Math.abs(nearest.from - cell.from) ? each : nearest,
          );
    if (headed?.column && !below.has(headed.column)) below.set(headed.column, { ...cell, headed });
  }
  return below;
}
