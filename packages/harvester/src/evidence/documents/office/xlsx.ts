/** The sheets of a workbook as tables: what its cells show. Formulas give the value stored with them and are never evaluated. */
import type { Budget } from '../budget.ts';
import { DocumentRefused, type DocumentTable, type TableRow } from '../document.ts';
import { dateFormats, type ShownAs, shownDate } from './cell-dates.ts';
import type { OfficePackage } from './package.ts';
import { relationships } from './relationships.ts';
import { walkXml } from './walk-xml.ts';

/** Columns to the right of it are no setup sheet. */
const mostColumns = 256;
const mostSheets = 100;

export async function readXlsx(
  opened: OfficePackage,
  workbook: string,
  budget: Budget,
): Promise<readonly DocumentTable[]> {
  const related = await relationships(opened, workbook, budget);
  const targetOf = (type: string) => [...related.values()].find((each) => each.type === type)?.target;
  const book = await opened.part(workbook);
  if (!book) throw new DocumentRefused('document-damaged', 'no workbook');
  const sheets: { name: string; part: string }[] = [];
  let since1904 = false;
  walkXml(
    book,
    {
      open(name, attributes) {
        if (name === 'workbookPr') since1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
        const part = name === 'sheet' ? related.get(attributes.id ?? '')?.target : undefined;
        if (part && sheets.length < mostSheets) sheets.push({ name: attributes.name ?? '', part });
      },
    },
    budget,
  );
  const strings = await sharedStrings(await partOf(opened, targetOf('sharedStrings')), budget);
  const formats = dateFormats(await partOf(opened, targetOf('styles')), budget);
  if (opened.names.some((name) => /vbaproject\.bin$|\/macrosheets\//i.test(name)))
    budget.notices.add('macros-not-run');
  const tables: DocumentTable[] = [];
  for (const { name, part } of sheets) {
    const bytes = await opened.part(part);
    if (!bytes) continue;
    const rows = rowsOfSheet(bytes, { name, strings, formats, since1904 }, budget);
    if (rows.length > 0) tables.push({ name, rows });
  }
  return tables;
}

const partOf = async (opened: OfficePackage, name: string | undefined) =>
  name ? opened.part(name) : undefined;

function sharedStrings(bytes: Uint8Array | undefined, budget: Budget): readonly string[] {
  const strings: string[] = [];
  let text: string | undefined;
  let inText = false;
  // Readings of Asian signs stand in the string they belong to.
  let inPhonetic = 0;
  if (bytes)
    walkXml(
      bytes,
      {
        open(name) {
          if (name === 'si') text = '';
          if (name === 'rPh') inPhonetic++;
          if (name === 't') inText = inPhonetic === 0;
        },
        text(some) {
          if (inText && text !== undefined) text += some;
        },
        close(name) {
          if (name === 't') inText = false;
          if (name === 'rPh') inPhonetic--;
          if (name === 'si') strings.push(text ?? '');
        },
      },
      budget,
    );
  return strings;
}

interface Sheet {
  readonly name: string;
  readonly strings: readonly string[];
  /** How cells of a style show a number; undefined for plain numbers. */
  readonly formats: readonly (ShownAs | undefined)[];
  readonly since1904: boolean;
}

function rowsOfSheet(bytes: Uint8Array, sheet: Sheet, budget: Budget): readonly TableRow[] {
  const rows: TableRow[] = [];
  let cells: string[] = [];
  let row = 0;
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  let reading = false;
  let hasFormula = false;
  let hasValue = false;
  let full = false;
  const shown = (): string => {
    if (type === 's') return sheet.strings[Number(value)] ?? '';
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type === 'e') return '';
    if (type === 'str' || type === 'inlineStr') return value;
    const as = sheet.formats[style];
    return (as && shownDate(Number(value), as, sheet.since1904)) ?? plain(value);
  };
  walkXml(
    bytes,
    {
      open(name, attributes) {
        if (name === 'row') {
          row = Number(attributes.r ?? row + 1);
          cells = [];
          column = -1;
        } else if (name === 'c') {
          column = attributes.r ? columnOf(attributes.r) : column + 1;
          type = attributes.t ?? 'n';
          style = Number(attributes.s ?? 0);
          value = '';
          hasFormula = hasValue = false;
        } else if (name === 'f') hasFormula = true;
        else if (name === 'v' || name === 't') reading = hasValue = true;
      },
      text(some) {
        if (reading) value += some;
      },
      close(name) {
        if (name === 'v' || name === 't') reading = false;
        else if (name === 'c') {
          if (hasFormula && !hasValue) budget.notices.add('formulas-without-value');
          if (hasValue && column >= 0 && column < mostColumns) {
            while (cells.length < column) cells.push('');
            cells[column] = shown().slice(0, 4000).trim();
          }
        } else if (name === 'row' && !full && cells.some((cell) => cell !== '')) {
          full = !budget.take(cells.reduce((sum, cell) => sum + cell.length, 0));
          if (!full) rows.push({ cells, where: `sheet "${sheet.name}" row ${row}` });
        }
      },
    },
    budget,
  );
  return rows;
}

/** `AB12` → 27; −1 for what is no reference. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference)?.[0];
  if (!letters) return -1;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** As Excel shows it: `12.300000000000001`, which is stored, is 12.3. */
const plain = (value: string): string => {
  const number = Number(value);
  return value.trim() !== '' && Number.isFinite(number) ? String(Number(number.toPrecision(15))) : value;
};
