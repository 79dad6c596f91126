/** Some thousand rows as compressed columns. The format is described in `block-format.ts`. */
import { constants, crc32, zstdCompressSync } from 'node:zlib';
import type { TraceContext } from '@mantinel/domain';
import { ByteWriter } from '../codec/byte-writer.ts';
import type { Column } from './block-format.ts';
import { writeReceived, writeSeqs, writeTimes } from './integer-column.ts';
import { writeNumbers } from './number-column.ts';
import { ownersOf } from './owners.ts';
import { type Fields, fieldsOf, type RowTable } from './row-table.ts';

const zstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };

const minCompressedBytes = 64;
const maxCompressedShare = 0.97;

export interface EncodedPage {
  readonly bytes: Uint8Array[];
  readonly columns: Column[];
}

/** Encodes pages of one table; keeps its buffers between pages. */
export function pageEncoder(table: RowTable): (rows: Uint32Array) => EncodedPage {
  const out = new ByteWriter(64 * 1024);
  const fields: Fields[] = table.series.map(fieldsOf);
  const pageString = new Int32Array(table.strings.length).fill(-1);

  return (rows) => {
    const encoded: EncodedPage = { bytes: [], columns: [] };
    const finish = () => {
      const raw = out.written();
      if (raw.length === 0) encoded.columns.push({ stored: 0, raw: 0, crc: 0 });
      else {
        const stored = compressed(raw);
        encoded.bytes.push(stored);
        encoded.columns.push({ stored: stored.length, raw: raw.length, crc: crc32(stored) });
      }
      out.clear();
    };
    const groups = groupBySeries(table, rows);
    writeSeries(out, table, rows, groups);
    finish();
    const receivedUs = pick(table.receivedUs, rows);
    writeSeqs(out, pick(table.seq, rows));
    finish();
    writeReceived(out, receivedUs);
    finish();
    writeTimes(out, pick(table.timeUs, rows), receivedUs);
    finish();
    writeNumberGroups(out, { table, groups, fields });
    finish();
    const strings = writeTexts(out, { table, groups, fields, pageString });
    finish();
    writeStrings(out, table, strings);
    for (const string of strings) pageString[string] = -1;
    finish();
    writeTraces(out, table, rows);
    finish();
    return encoded;
  };
}

/** As it is where compression gains next to nothing: random ids, and what is smaller than the call is worth. */
function compressed(raw: Uint8Array): Uint8Array {
  if (raw.length >= minCompressedBytes) {
    const stored = zstdCompressSync(raw, zstdOptions);
    if (stored.length < raw.length * maxCompressedShare) return stored;
  }
  return Uint8Array.from(raw);
}

interface Group {
  readonly series: number;
  readonly rows: number[];
}

/** Rows of one series together, in the order of the series' numbers. */
function groupBySeries(table: RowTable, rows: Uint32Array): Group[] {
  const bySeries = new Map<number, number[]>();
  for (const row of rows) {
    const series = table.seriesOf[row]!;
    const members = bySeries.get(series);
    if (members) members.push(row);
    else bySeries.set(series, [row]);
  }
  return [...bySeries]
    .map(([series, members]) => ({ series, rows: members }))
    .sort((a, b) => a.series - b.series);
}

function pick(from: Float64Array, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = from[rows[i]!]!;
  return picked;
}

/**
 * The page's series as ascending numbers of the block's, which are sorted by machine; then for each row its machine, 0
 * when that of the row before; then for each row its place among the page's series of that machine.
 */
function writeSeries(out: ByteWriter, table: RowTable, rows: Uint32Array, groups: readonly Group[]): void {
  out.reserve(5 * (1 + groups.length) + 6 * rows.length);
  out.varint(groups.length);
  let previous = 0;
  for (const { series } of groups) {
    out.varint(series - previous);
    previous = series;
  }
  const { ownerOf, starts } = ownersOf(
    table.series,
    groups.map(({ series }) => series),
  );
  const groupOf = new Map(groups.map(({ series }, group) => [series, group]));
  const groupOfRow = new Uint16Array(rows.length);
  for (let i = 0; i < rows.length; i++) groupOfRow[i] = groupOf.get(table.seriesOf[rows[i]!]!)!;
  let last = -1;
  for (const group of groupOfRow) {
    const owner = ownerOf[group]!;
    out.varint(owner === last ? 0 : owner + 1);
    last = owner;
  }
  for (const group of groupOfRow) out.varint(group - starts[ownerOf[group]!]!);
}

interface Grouped {
  readonly table: RowTable;
  readonly groups: readonly Group[];
  readonly fields: readonly Fields[];
}

function writeNumberGroups(out: ByteWriter, { table, groups, fields }: Grouped): void {
  for (const group of groups) {
    const { numbers } = fields[group.series]!;
    for (let field = 0; field < numbers; field++) {
      const values = new Float64Array(group.rows.length);
      for (let i = 0; i < values.length; i++)
        values[i] = table.numbers[table.numbersAt[group.rows[i]!]! + field]!;
      writeNumbers(out, values, { from: 0, to: values.length });
    }
  }
}

/**
 * Writes every text's place and returns the page's strings in the order of their first use. A string not seen before is 0,
 * else how far back it was first seen, so that unique messages cost one zero byte; a field with one value costs two bytes.
 */
function writeTexts(out: ByteWriter, grouped: Grouped & { pageString: Int32Array }): number[] {
  const { table, groups, fields, pageString } = grouped;
  const strings: number[] = [];
  const write = (string: number) => {
    const seen = pageString[string]!;
    out.varint(seen < 0 ? 0 : strings.length - seen);
    if (seen < 0) pageString[string] = strings.push(string) - 1;
  };
  for (const { series, rows } of groups) {
    for (let field = 0; field < fields[series]!.texts; field++) {
      const textOf = (row: number) => table.texts[table.textsAt[row]! + field]!;
      const first = textOf(rows[0]!);
      const constant = rows.every((row) => textOf(row) === first);
      out.reserve(1 + 5 * rows.length);
      out.byte(constant ? 1 : 0);
      if (constant) write(first);
      else for (const row of rows) write(textOf(row));
    }
  }
  return strings;
}

/** Lengths in bytes, then the texts with a line feed after each, so that a search need not know where one ends. */
function writeStrings(out: ByteWriter, table: RowTable, strings: readonly number[]): void {
  if (strings.length === 0) return;
  const encoded = strings.map((string) => Buffer.from(table.strings[string]!, 'utf8'));
  out.reserve(5 * (1 + encoded.length));
  out.varint(encoded.length);
  for (const bytes of encoded) out.varint(bytes.length);
  for (const bytes of encoded) {
    out.append(bytes);
    out.reserve(1);
    out.byte(10);
  }
}

/** How many, then for each: rows since the last, whether a span follows, and the ids as bytes. */
function writeTraces(out: ByteWriter, table: RowTable, rows: Uint32Array): void {
  if (table.traces.size === 0) return;
  const found: { at: number; trace: TraceContext }[] = [];
  rows.forEach((row, at) => {
    const trace = table.traces.get(row);
    if (trace) found.push({ at, trace });
  });
  if (found.length === 0) return;
  out.reserve(5 * (1 + found.length));
  out.varint(found.length);
  let previous = 0;
  for (const { at, trace } of found) {
    out.varint((at - previous) * 2 + (trace.spanId === undefined ? 0 : 1));
    previous = at;
  }
  for (const { trace } of found) out.append(Buffer.from(trace.traceId + (trace.spanId ?? ''), 'hex'));
}
