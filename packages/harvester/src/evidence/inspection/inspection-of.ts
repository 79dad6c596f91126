/** What a document says was measured: QIF, or a table headed as inspections are. */
import type { DocumentContent, DocumentTable, TableRow } from '../documents/document.ts';
import type { MeasuredCharacteristic } from '../evidence.ts';
import { unitOf } from '../labels/label.ts';
import { lengthIn, numberIn } from '../labels/quantity.ts';
import { labelledValues } from '../sheets/labelled-values.ts';
import { type Inspection, statusByLimits } from './inspection.ts';
import { type InspectionColumn, inspectionColumnCalled } from './inspection-words.ts';

/** Undefined where nothing was measured. */
export function inspectionOf(document: DocumentContent): Inspection | undefined {
  if (document.inspection)
    return document.inspection.characteristics.length > 0 ? document.inspection : undefined;
  const labelled = labelledValues(document);
  const of = (field: string) => labelled.find((each) => each.field === field)?.value;
  const item = of('serial') ?? '1';
  const unit = unitOf(of('units') ?? '') ?? '';
  const characteristics = document.tables.flatMap((table) => measuredIn(table, { item, unit }));
  if (characteristics.length === 0) return undefined;
  const items = [...new Set(characteristics.map((each) => each.item))];
  return { part: of('part-number') ?? of('part-name'), items, characteristics };
}

type Columns = ReadonlyMap<InspectionColumn, number>;

function measuredIn(
  table: DocumentTable,
  known: { item: string; unit: string },
): readonly MeasuredCharacteristic[] {
  const found: MeasuredCharacteristic[] = [];
  let columns: Columns | undefined;
  for (const row of table.rows) {
    const heading = columnsOf(row);
    if (heading) columns = heading;
    else if (columns) {
      const measured = measuredBy(row, columns, known);
      if (measured) found.push(measured);
    }
  }
  return found;
}

/** Of a row of headings: what was measured, and what it was compared with. */
function columnsOf(row: TableRow): Columns | undefined {
  const columns = new Map<InspectionColumn, number>();
  for (const [i, cell] of row.cells.entries()) {
    const column = inspectionColumnCalled(cell);
    if (column && !columns.has(column)) columns.set(column, i);
  }
  const compares = (['nominal', 'lower', 'upper', 'status'] as const).some((each) => columns.has(each));
  const names = columns.has('characteristic') || columns.has('number');
  return columns.has('actual') && compares && names ? columns : undefined;
}

function measuredBy(
  { cells }: TableRow,
  columns: Columns,
  known: { item: string; unit: string },
): MeasuredCharacteristic | undefined {
  const cell = (column: InspectionColumn): string => cells[columns.get(column) ?? -1]?.trim() ?? '';
  const number = (column: InspectionColumn) => numberIn(cell(column)) ?? lengthIn(cell(column))?.value;
  const actual = number('actual');
  const characteristic = [cell('number'), cell('characteristic')].filter(Boolean).join(' ');
  if (!characteristic || (actual === undefined && cell('status') === '')) return undefined;
  const nominal = number('nominal');
  const limits = limitsOf(nominal, number, cell('tolerance'));
  return {
    item: cell('item') || known.item,
    characteristic,
    nominal,
    ...limits,
    actual,
    unit: cell('unit') || known.unit,
    status: statusCalled(cell('status')) ?? statusByLimits({ ...limits, actual }),
  };
}

function limitsOf(
  nominal: number | undefined,
  number: (column: InspectionColumn) => number | undefined,
  tolerance: string,
): { lower: number | undefined; upper: number | undefined } {
  const lower = number('lower');
  const upper = number('upper');
  if (lower !== undefined || upper !== undefined || nominal === undefined) return { lower, upper };
  const both = numberIn(tolerance.replace(/^\s*(?:\+\s*\/\s*-|±)\s*/, ''));
  // A lower tolerance is written with its minus or without; where both have a sign, it counts.
  const plus = number('plus') ?? both;
  const minus = number('minus') ?? (both === undefined ? undefined : -both);
  const sum = (distance: number | undefined) =>
    distance === undefined ? undefined : Math.round((nominal + distance) * 1e7) / 1e7;
  const isUnsigned = minus !== undefined && minus > 0 && (plus === undefined || plus >= 0);
  return { lower: sum(isUnsigned ? -minus : minus), upper: sum(plus) };
}

const passes =
  /^(?:ok|pass(?:ed)?|i\.?\s?o\.?|in ordnung|gut|accept(?:ed)?|yes|ja|áno|ano|sí|si|oui|conforme|vyhovuje|true|✓)$/i;
const fails =
  /^(?:nok|n\.?\s?i\.?\s?o\.?|nio|not ok|fail(?:ed)?|nein|nie|no|non|reject(?:ed)?|ausschuss|no conforme|non conforme|nevyhovuje|false|✗|x)$/i;

const statusCalled = (text: string): 'pass' | 'fail' | undefined =>
  passes.test(text) ? 'pass' : fails.test(text) ? 'fail' : undefined;
