/** A selection of the logbook as the lines of a file, page by page: memory stays that of one page. */
import { comparePositions, type Event, severityText } from '@mantinel/domain';
import type { EventStore, Selection } from '@mantinel/logbook';
import { apiEvent } from '../../api-event.ts';
import { csvLine } from './csv.ts';

const pageRows = 1000;

export async function* exportRows(
  logbook: EventStore,
  selected: Selection,
  format: 'csv' | 'ndjson',
): AsyncGenerator<string> {
  const { head, personal } = logbook;
  const { openEvent } = personal;
  const line = format === 'csv' ? csvRow : (event: Event) => `${JSON.stringify(apiEvent(event))}\n`;
  if (format === 'csv') yield csvLine(columns.map(([name]) => name));
  let from: string | undefined;
  for (;;) {
    const page = await logbook.page({
      ...selected,
      direction: 'newer',
      limit: pageRows,
      ...(from === undefined ? {} : { from }),
    });
    // What arrives during the export is left out, else an export of a busy shop would never end.
    const events = page.events.filter((event) => comparePositions(event, head) <= 0);
    if (events.length > 0) yield events.map((event) => line(openEvent(event))).join('');
    if (page.events.length < pageRows || events.length === 0 || page.newer === undefined) return;
    from = page.newer;
  }
}

const columns: readonly (readonly [string, (event: Event) => string | number | undefined])[] = [
  ['id', (event) => `${event.node}.${event.epoch}.${event.seq}`],
  ['time', (event) => isoMicroseconds(event.timeUs)],
  ['received', (event) => isoMicroseconds(event.receivedUs)],
  ['site', (event) => event.site],
  ['machine', (event) => event.machine],
  ['path', (event) => event.path],
  ['kind', (event) => event.kind],
  ['severity', (event) => severityText(event.severity)],
  ['code', (event) => event.code],
  ['value', (event) => cellOf(event.attributes.value)],
  ['message', (event) => event.message],
  ['quality', (event) => event.quality],
  ['attributes', (event) => JSON.stringify(event.attributes)],
  ['traceId', (event) => event.trace?.traceId],
];

const csvRow = (event: Event): string => csvLine(columns.map(([, cell]) => cell(event)));

const cellOf = (value: unknown): string | number | undefined =>
  value === undefined || typeof value === 'string' || typeof value === 'number'
    ? value
    : JSON.stringify(value);

/** ISO 8601 with microseconds, UTC; the number itself where no calendar reaches. */
function isoMicroseconds(timeUs: number): string {
  const date = new Date(Math.floor(timeUs / 1000));
  if (Number.isNaN(date.getTime())) return String(timeUs);
  const micros = timeUs - Math.floor(timeUs / 1000) * 1000;
  return date.toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`);
}
