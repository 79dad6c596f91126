/** An event as a row of `events`, and back. */
import {
  type Attributes,
  type AttributeValue,
  type Event,
  fold,
  type Kind,
  type NewEvent,
  type Quality,
  TemplateScanner,
  textsOf,
  wordsOf,
} from '@mantinel/domain';
import { retentionClass } from '@mantinel/logbook/store-parts';

export const columns = [
  'epoch',
  'seq',
  'time_us',
  'received_us',
  'class',
  'site',
  'machine',
  'path',
  'kind',
  'severity',
  'code',
  'quality',
  'message',
  'template',
  'attributes',
  'words',
  'trace_id',
  'span_id',
] as const;

/** What an event is made of again. */
export const eventColumns =
  'epoch, seq, time_us, received_us, site, machine, path, kind, severity, code, quality, message, attributes, trace_id, span_id';

export type EventRow = readonly [
  epoch: number,
  seq: number,
  timeUs: number,
  receivedUs: number,
  site: string,
  machine: string | null,
  path: string | null,
  kind: Kind,
  severity: number,
  code: string,
  quality: Quality,
  message: string,
  attributes: string,
  traceId: string,
  spanId: string,
];

const scanner = new TemplateScanner();

/** What a message says, without its values; the kind by which `patterns` groups. */
function templateOf(message: string): string {
  if (message === '') return '';
  scanner.read(message);
  return scanner.words().join(' ');
}

/** ` servo alarm \n fanuc sv0401 `: each word between spaces, each text on a line, so that words in a row are a part of it. */
const wordsText = (event: NewEvent): string =>
  textsOf(event)
    .map((text) => wordsOf(fold(text)))
    .filter((words) => words.length > 0)
    .map((words) => ` ${words.join(' ')} `)
    .join('\n');

/** One line of JSONCompactEachRow, in the order of `columns`. */
export const rowOf = (event: NewEvent, { epoch, seq }: { epoch: number; seq: number }): string =>
  JSON.stringify([
    epoch,
    seq,
    event.timeUs,
    event.receivedUs,
    retentionClass(event),
    event.site,
    event.machine ?? null,
    event.path ?? null,
    event.kind,
    event.severity,
    event.code,
    event.quality,
    event.message,
    templateOf(event.message),
    jsonOf(event.attributes),
    wordsText(event),
    event.trace?.traceId ?? '',
    event.trace?.spanId ?? '',
  ]);

export function eventOf(row: EventRow, node: string): Event {
  const [epoch, seq, timeUs, receivedUs, site, machine, path, kind, severity, code, quality, message] = row;
  const [attributes, traceId, spanId] = row.slice(12) as [string, string, string];
  return {
    node,
    epoch,
    seq,
    timeUs,
    receivedUs,
    site,
    ...(machine !== null && { machine }),
    ...(path !== null && { path }),
    kind,
    severity,
    code,
    message,
    attributes: attributes === '{}' ? {} : (JSON.parse(attributes) as Attributes),
    quality,
    ...(traceId !== '' && { trace: { traceId, ...(spanId !== '' && { spanId }) } }),
  };
}

/** From here on ClickHouse reads whole numbers only with an exponent. */
const wholeLimit = 2 ** 63;

/** JSON that keeps -0, and that ClickHouse reads as well: a whole number beyond 64 bits would make it give up the whole text. */
function jsonOf(value: AttributeValue): string {
  if (typeof value === 'number') {
    if (Object.is(value, -0)) return '-0';
    return Math.abs(value) < wholeLimit ? String(value) : value.toExponential();
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`;
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}:${jsonOf(member)}`)
    .join(',')}}`;
}
