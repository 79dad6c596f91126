/** A file that people bring → records, each with the place where it stands; what is no such file is refused as a whole. */

import type { Readable } from 'node:stream';
import { AppError, type DataKind, dataFormat, dataKinds, dataSchemaVersion } from '@mantinel/contract';
import type { ListDefaults } from './csv-catalogue.ts';
import {
  columnsOf,
  kindOfColumns,
  missingColumns,
  type RawRecord,
  recordsOf,
  takenColumns,
} from './csv-kinds.ts';
import { decodeText, readCsv, unreadable } from './csv-text.ts';

const mostBytes = 8 * 2 ** 20;
const mostBytesTaken = 8 * mostBytes;
const mostRecords = 5000;

/** Throws `data.unreadable`, `request.tooLarge`. */
export async function readDataFile(
  content: Readable,
  kind: DataKind | undefined,
  list: ListDefaults = {},
): Promise<RawRecord[]> {
  const text = decodeText(await allOf(content));
  const records = text.trimStart().startsWith('{') ? ofJson(text) : ofCsv(text, kind, list);
  if (records.length > mostRecords)
    throw new AppError('request.tooLarge', { data: { limit: `${mostRecords} rows` } });
  return records;
}

async function allOf(content: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
    // Read on a little further: an answer that comes before the upload has ended reaches few browsers.
    else if (bytes > mostBytesTaken) break;
  }
  if (bytes > mostBytes)
    throw new AppError('request.tooLarge', { data: { limit: `${mostBytes / 2 ** 20} MiB` } });
  return Buffer.concat(chunks);
}

const exportRemedy = 'Export from Mantinel, and change that file.';

function ofJson(text: string): RawRecord[] {
  let whole: Record<string, unknown>;
  try {
    whole = JSON.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw unreadable(lineOf(text, cause), 'this is not JSON', 'Correct it there.', cause);
  }
  if (whole.format !== dataFormat) throw unreadable(1, 'this is no file of Mantinel’s export', exportRemedy);
  if (whole.schemaVersion !== dataSchemaVersion)
    throw unreadable(
      1,
      `the file is of version ${String(whole.schemaVersion).slice(0, 20)}, this Mantinel reads ${dataSchemaVersion}`,
      'Export it again from a Mantinel of this version.',
    );
  const strange = Object.keys(whole).find(
    (name) => name !== 'format' && name !== 'schemaVersion' && !dataKinds.some((kind) => kind === name),
  );
  if (strange !== undefined)
    throw unreadable(1, `${strange.slice(0, 40)} is no kind of record`, `Use ${dataKinds.join(', ')}.`);
  return dataKinds.flatMap((kind) => {
    const list = whole[kind] ?? [];
    if (!Array.isArray(list)) throw unreadable(1, `${kind} is not a list`, exportRemedy);
    return list.map((value: unknown) => ({ kind, value }));
  });
}

/** The engine tells a position, or some text up to the mistake, or that the end came too soon. */
function lineOf(text: string, cause: unknown): number {
  const said = String(cause);
  const [, at, line] = /position (\d+)(?: \(line (\d+))?/.exec(said) ?? [];
  if (line !== undefined) return Number(line);
  const [, near] = /, (?:\.\.\.)?"([\s\S]*?)"(?:\.\.\.)? is not valid JSON$/.exec(said) ?? [];
  const found = near === undefined ? -1 : text.indexOf(near);
  const end = found < 0 ? text.length : found + near!.length;
  return text.slice(0, at === undefined ? end : Number(at)).split('\n').length;
}

function ofCsv(text: string, wanted: DataKind | undefined, list: ListDefaults): RawRecord[] {
  if (text.includes('\0')) throw unreadable(1, 'this is not text', 'Save the table as "CSV UTF-8".');
  const [first, ...rows] = readCsv(text);
  if (!first) throw unreadable(1, 'the file is empty', exportRemedy);
  const known = new Map(dataKinds.flatMap(takenColumns).map((column) => [column.toLowerCase(), column]));
  const head = first.cells.map((cell) => known.get(cell.trim().toLowerCase()) ?? cell.trim());
  const kind = wanted ?? kindOfColumns(head);
  if (!kind)
    throw unreadable(
      first.line,
      'these columns belong to no kind of record',
      `Use those of an export, such as ${columnsOf.people.join(', ')} for people.`,
    );
  const [missing] = missingColumns(kind, head);
  if (missing !== undefined)
    throw unreadable(first.line, `the column ${missing} is missing`, `Use ${takenColumns(kind).join(', ')}.`);
  const strange = head.find((column) => column !== '' && !takenColumns(kind).includes(column));
  if (strange !== undefined)
    throw unreadable(
      first.line,
      `${strange.slice(0, 40)} is no column of ${kind}`,
      `Use ${takenColumns(kind).join(', ')}.`,
    );
  const twice = head.find((column, at) => column !== '' && head.indexOf(column) !== at);
  if (twice !== undefined)
    throw unreadable(first.line, `the column ${twice} is there twice`, 'Remove one of them.');
  const long = rows.find(({ cells }) => cells.slice(head.length).some((cell) => cell !== ''));
  if (long)
    throw unreadable(
      long.line,
      'the row has more cells than there are columns',
      'Put quotation marks around a text that holds the separator.',
    );
  return recordsOf(kind, { head, rows, list });
}
