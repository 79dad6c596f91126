/** An event as a plain row, for the databases it is compared with. */
import { kinds, type NewEvent, qualities } from '@mantinel/domain';

export const columns = [
  ['time_us', 'bigint'],
  ['received_us', 'bigint'],
  ['site', 'text'],
  ['machine', 'text'],
  ['path', 'text'],
  ['kind', 'smallint'],
  ['severity', 'smallint'],
  ['code', 'text'],
  ['message', 'text'],
  ['attributes', 'text'],
  ['quality', 'smallint'],
  ['trace', 'text'],
] as const;

export const rowOf = (event: NewEvent): (string | number | null)[] => [
  event.timeUs,
  event.receivedUs,
  event.site,
  event.machine ?? null,
  event.path ?? null,
  kinds.indexOf(event.kind),
  event.severity,
  event.code,
  event.message,
  JSON.stringify(event.attributes),
  qualities.indexOf(event.quality),
  event.trace ? `${event.trace.traceId}${event.trace.spanId ?? ''}` : null,
];
