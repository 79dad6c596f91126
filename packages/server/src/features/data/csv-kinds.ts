/** Records as the rows of a spreadsheet, and back. */
import { type DataKind, type DataRecord, dataKinds } from '@mantinel/contract';
import { calendarRows, calendarsOfRows } from './csv-calendars.ts';
import {
  catalogueCells,
  catalogueColumns,
  catalogueValue,
  type ListDefaults,
  listColumns,
  missingListColumns,
} from './csv-catalogue.ts';
import type { CsvRow } from './csv-text.ts';

/** A record that was read, not yet held against its schema. */
export interface RawRecord {
  readonly kind: DataKind;
  readonly line?: number;
  readonly value: unknown;
}

export interface CsvTable {
  readonly head: readonly string[];
  readonly rows: readonly CsvRow[];
}

type Row = Readonly<Record<string, string>>;

export const columnsOf: Readonly<Record<DataKind, readonly string[]>> = {
  places: ['id', 'name', 'parent'],
  machines: [
    'id',
    'name',
    'connector',
    'host',
    'port',
    'url',
    'file',
    'controller',
    'timeZone',
    'clockOffsetMs',
    'paused',
    'deviceModel',
    'device',
    'heartbeatMs',
    'mode',
    'intervalMs',
    'speed',
    'timestamps',
    'loop',
  ],
  calendars: [
    'place',
    'timeZone',
    'kind',
    'date',
    'weekdays',
    'shift',
    'start',
    'end',
    'breaks',
    'productionDay',
    'reason',
  ],
  people: ['name', 'place', 'disabled'],
  grants: ['person', 'role', 'place'],
  parts: ['number', 'name', 'place'],
  jobs: ['number', 'place', 'part', 'partPlace', 'quantity', 'due', 'operations'],
  webhooks: ['name', 'place', 'url', 'level', 'codes', 'paused'],
  catalogue: catalogueColumns,
};

/** Those of an export, and what a file of the kind may have instead. */
export const takenColumns = (kind: DataKind): readonly string[] =>
  kind === 'catalogue' ? [...catalogueColumns, ...listColumns] : columnsOf[kind];

/** Columns without which a file is not of its kind; the others may be left out. */
const needed: Readonly<Record<DataKind, readonly string[]>> = {
  places: ['id', 'name'],
  machines: ['id', 'connector'],
  calendars: ['place', 'timeZone', 'kind', 'shift'],
  people: ['name', 'place'],
  grants: ['person', 'role', 'place'],
  parts: ['number', 'name', 'place'],
  jobs: ['number', 'place', 'part', 'partPlace', 'quantity'],
  webhooks: ['name', 'place', 'url', 'level'],
  catalogue: [],
};

export const kindOfColumns = (head: readonly string[]): DataKind | undefined =>
  dataKinds
    .filter((kind) => missingColumns(kind, head).length === 0)
    .find((kind) => head.every((column) => takenColumns(kind).includes(column)));

export const missingColumns = (kind: DataKind, head: readonly string[]): string[] =>
  kind === 'catalogue' ? missingListColumns(head) : needed[kind].filter((column) => !head.includes(column));

const yesNo = (value: boolean) => (value ? 'yes' : 'no');

export function rowsOf(kind: DataKind, records: readonly unknown[]): string[][] {
  const rows =
    kind === 'calendars'
      ? (records as DataRecord<'calendars'>[]).flatMap(calendarRows)
      : records.map((record) => cellsOf(kind, record as Record<string, unknown>));
  return [[...columnsOf[kind]], ...rows.map((row) => columnsOf[kind].map((column) => row[column] ?? ''))];
}

function cellsOf(kind: DataKind, record: Record<string, unknown>): Record<string, string> {
  if (kind === 'catalogue') return catalogueCells(record as DataRecord<'catalogue'>);
  const cells = Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => value !== undefined && typeof value !== 'object')
      .map(([name, value]) => [name, typeof value === 'boolean' ? yesNo(value) : String(value)]),
  );
  if (kind === 'webhooks') cells.codes = (record.codes as string[]).join(' ');
  if (kind === 'jobs') {
    const { dueUs, operations } = record as DataRecord<'jobs'>;
    cells.due = dueUs === undefined ? '' : dateText(dueUs);
    cells.operations = operations.map(operationText).join('\n');
  }
  return cells;
}

/** `list`: what a machine builder's list leaves out of its rows. */
export function recordsOf(
  kind: DataKind,
  { head, rows, list = {} }: CsvTable & { readonly list?: ListDefaults },
): RawRecord[] {
  const named = rows.map(({ line, cells }) => ({
    line,
    row: Object.fromEntries(head.map((column, at) => [column, cells[at] ?? ''])) as Row,
  }));
  if (kind === 'calendars') return calendarsOfRows(named).map((found) => ({ kind, ...found }));
  return named.map(({ line, row }) => ({
    kind,
    line,
    value: kind === 'catalogue' ? catalogueValue(row, list) : valueOfRow(kind, row),
  }));
}

function valueOfRow(kind: DataKind, row: Row): Record<string, unknown> {
  const value: Record<string, unknown> = Object.fromEntries(
    Object.entries(row).filter(([, cell]) => cell !== ''),
  );
  switch (kind) {
    case 'machines':
      return {
        ...value,
        ...Object.fromEntries(
          ['port', 'clockOffsetMs', 'heartbeatMs', 'intervalMs', 'speed']
            .filter((name) => value[name] !== undefined)
            .map((name) => [name, amountOf(row[name]!)]),
        ),
        ...flag('paused', row.paused),
        ...flag('loop', row.loop),
      };
    case 'people':
      return { ...value, ...flag('disabled', row.disabled) };
    case 'webhooks':
      return {
        ...value,
        codes: (row.codes ?? '').split(/[\s,;]+/).filter((code) => code !== ''),
        ...flag('paused', row.paused),
      };
    case 'jobs': {
      const { due: _due, ...rest } = value;
      return {
        ...rest,
        quantity: numberOf(row.quantity),
        ...(row.due ? { dueUs: timeOf(row.due) } : {}),
        operations: (row.operations ?? '')
          .split(/\r?\n/)
          .filter((text) => text.trim() !== '')
          .map(operationOf),
      };
    }
    default:
      return value;
  }
}

function flag(name: string, cell: string | undefined): Record<string, unknown> {
  const text = (cell ?? '').toLowerCase();
  if (text === '') return {};
  // As spreadsheets write them, in the languages of the panel.
  if (['yes', 'true', '1', 'x', 'ja', 'wahr', 'áno', 'ano', 'pravda'].includes(text)) return { [name]: true };
  if (['no', 'false', '0', 'nein', 'falsch', 'nie', 'nepravda'].includes(text)) return { [name]: false };
  return { [name]: cell };
}

/** Left as text where it is no number: the schema says so at its column. */
const numberOf = (cell: string | undefined): unknown =>
  cell !== undefined && /^\d+$/.test(cell) ? Number(cell) : cell;

const amountOf = (cell: string): unknown =>
  /^-?\d+([.,]\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : cell;

/** Whole days as people write them; else with the time, in UTC. */
function dateText(timeUs: number): string {
  const text = new Date(timeUs / 1000).toISOString();
  return text.endsWith('T00:00:00.000Z') && timeUs % 1000 === 0 ? text.slice(0, 10) : exactText(timeUs, text);
}
const exactText = (timeUs: number, text: string): string =>
  timeUs % 1000 === 0 ? text : text.replace('Z', `${String(timeUs % 1000).padStart(3, '0')}Z`);

function timeOf(cell: string): unknown {
  const spoken = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(cell);
  const iso = spoken
    ? `${spoken[3]}-${spoken[2]!.padStart(2, '0')}-${spoken[1]!.padStart(2, '0')}`
    : cell.replace(/(\.\d{3})\d{3}Z$/, '$1Z');
  const ms = /^\d{4}-\d{2}-\d{2}/.test(iso) ? Date.parse(iso) : Number.NaN;
  const fine = /\.\d{3}(\d{3})Z$/.exec(cell)?.[1];
  return Number.isNaN(ms) ? cell : ms * 1000 + Number(fine ?? 0);
}

type Operation = DataRecord<'jobs'>['operations'][number];
const micro = 1_000_000;

/** `10 | Turn | machine:lathe | 300 | 12.5`: number, name, place, seconds of set-up, seconds for each item. */
function operationText({ number, name, place, plannedSetupUs, plannedRunPerItemUs }: Operation): string {
  const seconds = (us: number | undefined) => (us === undefined ? '' : String(us / micro));
  const parts = [
    String(number),
    name.replaceAll('\\', '\\\\').replaceAll('|', '\\|'),
    place ?? '',
    seconds(plannedSetupUs),
    seconds(plannedRunPerItemUs),
  ];
  while (parts.at(-1) === '') parts.pop();
  return parts.join(' | ');
}

function operationOf(text: string): unknown {
  const parts = (text.match(/(?:\\.|[^|\\])*\|?/g) ?? [])
    .filter((part) => part !== '')
    .map((part) =>
      part
        .replace(/(?<!\\)\|$/, '')
        .trim()
        .replaceAll(/\\(.)/g, '$1'),
    );
  const [number, name, place, setup, run] = parts;
  const us = (cell: string | undefined) =>
    cell !== undefined && /^\d+([.,]\d{1,6})?$/.test(cell)
      ? Math.round(Number(cell.replace(',', '.')) * micro)
      : cell;
  return {
    number: numberOf(number),
    name,
    ...(place ? { place } : {}),
    ...(setup ? { plannedSetupUs: us(setup) } : {}),
    ...(run ? { plannedRunPerItemUs: us(run) } : {}),
  };
}
