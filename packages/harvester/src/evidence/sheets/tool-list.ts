/** The tools of a sheet: rows below a heading, blocks that begin with a tool's number, and notes as programs have them. */
import { readToolNote } from '@mantinel/nc';
import type { DocumentContent } from '../documents/document.ts';
import { type ToolColumn, toolColumnsCalled } from '../labels/column-words.ts';
import type { LabelUnit } from '../labels/label.ts';
import { type Pair, pairsIn } from './pairs.ts';
import { type SheetRow, sheetRows } from './sheet-row.ts';
import { cellsBelow, type ToolHeading, toolHeadingOf } from './tool-heading.ts';

export type ToolAttribute = Exclude<ToolColumn, 'number' | 'other'>;

export interface ToolSaying {
  readonly attribute: ToolAttribute;
  readonly value: string;
  /** Of its column's heading. */
  readonly unit: LabelUnit | undefined;
  /** The heading or label, as written. */
  readonly label: string;
  readonly where: string;
  /** Of what it stands in, not of its value. */
  readonly confidence: number;
}

export interface ListedTool {
  readonly number: number;
  readonly sayings: readonly ToolSaying[];
}

interface OpenTool {
  readonly number: number;
  readonly sayings: ToolSaying[];
  /** The row whose cells alone speak of it; undefined: what follows does as well. */
  readonly only: SheetRow | undefined;
}

export function toolList(document: DocumentContent): readonly ListedTool[] {
  return sheetRows(document).flatMap(toolsOfRows);
}

function toolsOfRows(rows: readonly SheetRow[]): readonly ListedTool[] {
  const tools: OpenTool[] = [];
  let heading: ToolHeading | undefined;
  let open: OpenTool | undefined;
  const begin = (number: number, only?: SheetRow): OpenTool => {
    const tool = { number, sayings: [], only };
    tools.push(tool);
    return tool;
  };
  for (const row of rows) {
    if (open?.only && open.only !== row) open = undefined;
    // A double rule ends a list; a single one stands between its rows.
    if (row.line && /^\s*[=#*]{5,}\s*$/.test(row.line)) heading = open = undefined;
    const headed = toolHeadingOf(row);
    if (headed) {
      heading = headed;
      open = undefined;
      continue;
    }
    const below = heading && cellsBelow(heading, row);
    const number = below && toolNumberIn(below.get('number')?.text ?? '');
    if (below && number !== undefined) {
      open = begin(number);
      for (const [column, { text, headed }] of below)
        if (isAttribute(column))
          open.sayings.push({
            attribute: column,
            value: oneLine(text),
            unit: headed.unit,
            label: headed.heading,
            where: row.where,
            confidence: 0.9,
          });
      continue;
    }
    const noted = row.line === undefined ? undefined : noteOf(row.line);
    if (noted) {
      open = begin(noted.number);
      open.sayings.push({
        attribute: 'description',
        value: noted.description,
        unit: undefined,
        label: `T${noted.number}`,
        where: row.where,
        confidence: 0.8,
      });
      continue;
    }
    if (row.isWorded) open = readBlock(row, open, begin);
  }
  return tools.filter(({ sayings }) => sayings.length > 0);
}

const isToolLabel = ({ words }: { readonly words: string }): boolean => toolColumnsCalled(words).length > 0;
const meansTool = /tool|werkz|\bwz|n[aá]str|herram|outil/i;

/** Cells of a block: `T1 D1 L1`, then `Type: flat end mill`, `Diameter: 10mm`; or `Tool number: 3`, and what follows in further rows. */
function readBlock(
  row: SheetRow,
  before: OpenTool | undefined,
  begin: (number: number, only?: SheetRow) => OpenTool,
): OpenTool | undefined {
  let open = before;
  const isTable = row.line === undefined;
  const take = ({ label, labelled, value, form }: Pair) => {
    const columns = toolColumnsCalled(label.words).map(({ column }) => column);
    const number = columns.includes('number') && meansTool.test(labelled) ? toolNumberIn(value) : undefined;
    if (number !== undefined) {
      if (open?.number !== number) open = begin(number);
      return;
    }
    const attribute = columns.find(isAttribute);
    if (!open || !attribute || (form === 'beside' && !isTable)) return;
    if (open.sayings.some((each) => each.attribute === attribute)) return;
    const { unit } = label;
    open.sayings.push({
      attribute,
      value: oneLine(value),
      unit,
      label: labelled,
      where: row.where,
      confidence: 0.85,
    });
  };
  for (const { text, from } of row.cells)
    for (const line of text.split('\n')) {
      const opener = /^T\s?(\d{1,4})(?:\s+[DHL]\d+)*\s*:?$/.exec(line.trim());
      if (opener) open = begin(Number(opener[1]), isTable ? row : undefined);
      for (const pair of pairsIn([{ text: line, from }], isToolLabel)) take(pair);
    }
  // Where a cell began a tool, the cells beside it are about something else.
  if (!open?.only) for (const pair of pairsIn(row.cells, isToolLabel)) take(pair);
  return open;
}

const isAttribute = (column: ToolColumn): column is ToolAttribute =>
  column !== 'number' && column !== 'other';

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200);

/** `T1`, `01`, `1 (H1)`; of a lathe `T0101` and `T1212`: tools 1 and 12 with the offset of the same number. */
function toolNumberIn(text: string): number | undefined {
  const found = /^\s*(T(?:OOL)?)?\s*[#.:]?\s*(\d{1,6})\s*(?:[(/].*|[DH]\d+.*)?$/i.exec(text);
  if (!found) return undefined;
  const digits = found[2]!;
  const isWithOffset = digits.startsWith('0') || digits.slice(0, 2) === digits.slice(2);
  if (found[1] && digits.length === 4 && isWithOffset) return Number(digits.slice(0, 2));
  return Number(digits);
}

/** `T3 - 6MM DRILL`: a line that is a tool's note, and names a kind of tool. */
function noteOf(line: string): { readonly number: number; readonly description: string } | undefined {
  const note = readToolNote(line.replace(/^\s*\(|\)\s*$/g, ''));
  const number = note.digits === undefined ? undefined : toolNumberIn(`T${note.digits}`);
  if (number === undefined || !note.kind || note.description.length > 150) return undefined;
  return { number, description: oneLine(note.description.replace(/\s{2,}/g, ' ')) };
}
