/** Events for programs and spreadsheets: CSV, NDJSON and OTLP, of any length. */
import type { ExportColumn } from '@mantinel/contract';
import { type Event, toOtlp } from '@mantinel/domain';
import { apiEvent } from '../../../api-event.ts';
import { csvLine } from '../../../files/csv-line.ts';
import { cellOf, type Written } from './columns.ts';

type Pages = AsyncIterable<readonly Event[]>;

const csvColumns: readonly ExportColumn[] = [
  'id',
  'time',
  'received',
  'site',
  'machine',
  'path',
  'kind',
  'severity',
  'code',
  'value',
  'message',
  'quality',
  'attributes',
  'traceId',
];

/** Heads are the names of the columns in every language: programs read them. */
export async function* writeCsv(
  pages: Pages,
  { columns = csvColumns, ...written }: Written & { columns?: readonly ExportColumn[] | undefined },
): AsyncGenerator<string> {
  // The mark by which Excel knows UTF-8.
  yield `\ufeff${csvLine(columns)}`;
  for await (const events of pages)
    yield events.map((event) => csvLine(columns.map((column) => cellOf(column, event, written)))).join('');
}

export async function* writeNdjson(pages: Pages): AsyncGenerator<string> {
  for await (const events of pages)
    yield events.map((event) => `${JSON.stringify(apiEvent(event))}\n`).join('');
}

/** A request of OTLP logs in each line, as collectors read them (OpenTelemetry, OTLP file exporter). */
export async function* writeOtlp(pages: Pages): AsyncGenerator<string> {
  for await (const events of pages) yield `${JSON.stringify(toOtlp(events))}\n`;
}
