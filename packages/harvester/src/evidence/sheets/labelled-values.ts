/** What a sheet says beside its labels, and below headings of one row. */
import type { DocumentContent } from '../documents/document.ts';
import {
  type FieldLabels,
  fieldLabels,
  type LabelLanguage,
  type LabelledField,
} from '../labels/field-words.ts';
import { type LabelUnit, labelOf } from '../labels/label.ts';
import { pairsIn } from './pairs.ts';
import { type SheetRow, sheetRows } from './sheet-row.ts';

export interface LabelledValue {
  readonly field: LabelledField;
  /** As written, without blanks of a form. */
  readonly value: string;
  /** Of the label: `Cycle time [min]`. */
  readonly unit: LabelUnit | undefined;
  /** As written. */
  readonly label: string;
  readonly where: string;
  readonly confidence: number;
}

/** Beside is less sure than a colon; below a heading less than beside. */
const trust = { colon: 1, beside: 0.9, below: 0.85 };

export function labelledValues(
  document: Pick<DocumentContent, 'format' | 'lines' | 'tables'>,
  language?: LabelLanguage,
): readonly LabelledValue[] {
  const labels = fieldLabels(language);
  return sheetRows(document).flatMap((rows) => valuesOfRows(rows, labels));
}

function valuesOfRows(rows: readonly SheetRow[], labels: FieldLabels): readonly LabelledValue[] {
  const found: LabelledValue[] = [];
  const add = (label: string, said: string, { where, how }: { where: string; how: keyof typeof trust }) => {
    const { words, unit } = labelOf(label);
    const known = labels.get(words);
    const value = filled(said);
    if (known && value)
      found.push({
        field: known.field,
        value,
        unit,
        label,
        where,
        confidence: known.confidence * trust[how],
      });
  };
  for (const [i, row] of rows.entries()) {
    if (!row.isWorded) continue;
    const headings = headingsOf(row, labels);
    const below = headings && rows[i + 1];
    if (headings && below && !headingsOf(below, labels)) {
      for (const heading of headings) {
        const cell = below.cells.find(({ from }) => from === heading.from);
        if (cell) add(heading.text, cell.text, { where: below.where, how: 'below' });
      }
      continue;
    }
    const isForm = alternates(row, labels) && !isAmongData(rows, i, labels);
    for (const { labelled, value, form } of pairsIn(row.cells, ({ words }) => labels.has(words)))
      if (form === 'colon' || isForm) add(labelled, value, { where: row.where, how: form });
  }
  return found;
}

/** A row of a table of which every cell is a label and none has a colon: what it means stands below. */
function headingsOf(row: SheetRow, labels: FieldLabels): SheetRow['cells'] | undefined {
  if (row.line !== undefined || row.cells.length < 2) return undefined;
  const known = row.cells.filter(({ text }) => !/[:=]\s*$/.test(text) && labels.has(labelOf(text).words));
  return known.length >= 2 && known.length >= row.cells.length * 0.6 ? row.cells : undefined;
}

/** Label, value, label, value: a row of a form. A word that is a label somewhere among many cells is a row of data. */
function alternates({ cells }: SheetRow, labels: FieldLabels): boolean {
  const places = cells.flatMap(({ text }, i) => (labels.has(labelOf(text).words) ? [i] : []));
  return places.length >= Math.floor(cells.length / 2) && places.every((place) => place % 2 === 0);
}

/** Between rows of as many cells without any label, or above the first of them: a heading, or data that happens to be a label. */
function isAmongData(rows: readonly SheetRow[], at: number, labels: FieldLabels): boolean {
  const width = rows[at]!.cells.length;
  const beside = [rows[at - 1], rows[at + 1]].filter((row) => row !== undefined);
  const isData = ({ cells }: SheetRow) =>
    cells.length === width && !cells.some(({ text }) => labels.has(labelOf(text).words));
  return width >= 3 && beside.length > 0 && beside.every(isData);
}

const nothing =
  /^(?:[-–—_.?*\s/]*|n\/?a|n\.a\.|none|- ?none ?-|tbd|tba|nil|x+|keine?r?s?|žiadn[eyá]|nie je|ninguno|ninguna|aucune?|null|undefined|unavailable)$/i;

/** Forms leave lines and dots where nothing was filled in. */
function filled(value: string): string | undefined {
  const text = value
    .replace(/_{2,}|\.{4,}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return nothing.test(text) ? undefined : text.slice(0, 200);
}
