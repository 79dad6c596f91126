/** A log record of OpenTelemetry as an event: severity, times and ids as they are, the event name as code, the body as message. */

import { isEventCode, sentKinds } from '@mantinel/contract';
import {
  type AttributeValue,
  type Kind,
  type NewEvent,
  otlpNames,
  type Quality,
  qualities,
  severity,
  severityRanges,
  type TraceContext,
} from '@mantinel/domain';
import type { OtlpRecord } from './otlp-record.ts';

export interface Arrival {
  readonly resource: Readonly<Record<string, AttributeValue>>;
  readonly scope: string;
  readonly receivedUs: number;
}

/** Where a record says that it happened; the sender's rights decide. */
export interface SaidPlace {
  readonly site: string | undefined;
  readonly machine: string | undefined;
}

export function placeOf(record: OtlpRecord, { resource }: Arrival): SaidPlace {
  const said = (name: string) => {
    const value = record.attributes[name] ?? resource[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return { site: said(otlpNames.site), machine: said(otlpNames.machine) };
}

/** Everything of an event but its place, or why it is none. */
export function eventOfRecord(
  record: OtlpRecord,
  arrival: Arrival,
): Omit<NewEvent, 'site' | 'machine'> | { readonly problem: string } {
  const { receivedUs } = arrival;
  const own = { ...record.attributes };
  const taken = (name: string) => {
    const value = own[name];
    delete own[name];
    return value;
  };
  taken(otlpNames.site);
  taken(otlpNames.machine);
  const kind = taken(otlpNames.kind) ?? 'log';
  if (!(sentKinds as readonly unknown[]).includes(kind))
    return { problem: `${otlpNames.kind} is none that may be sent in` };
  const quality = taken(otlpNames.quality) ?? 'good';
  const path = taken(otlpNames.path);
  const exactUs = taken(otlpNames.timeUs);
  const timeUs = typeof exactUs === 'number' ? exactUs : (record.timeUs ?? record.observedUs ?? receivedUs);
  if (!Number.isSafeInteger(timeUs)) return { problem: 'its time lies beyond the year 2255' };
  const { code, eventName } = codeOf(record, taken('event.name'));
  const { number, said } = severityOf(record);
  const message = typeof record.body === 'string' ? record.body : JSON.stringify(record.body);
  return {
    timeUs,
    receivedUs,
    ...(typeof path === 'string' && path !== '' ? { path } : {}),
    kind: kind as Kind,
    severity: number,
    code,
    message,
    attributes: {
      ...own,
      ...beside(arrival, own),
      ...(eventName === undefined ? {} : { eventName }),
      ...(said === undefined ? {} : { severityText: said }),
      ...(record.timeUs !== undefined &&
      record.observedUs !== undefined &&
      record.observedUs !== record.timeUs
        ? { observedTimeUs: record.observedUs }
        : {}),
      ...(record.droppedAttributes > 0 ? { droppedAttributesCount: record.droppedAttributes } : {}),
      ...(record.latin1 ? { encoding: 'latin-1' } : {}),
    },
    quality: isQuality(quality) ? quality : 'good',
    ...traceOf(record),
  };
}

/** What all records of a resource have in common stays with each; its own word for something goes before the resource's. */
function beside({ resource, scope }: Arrival, own: Readonly<Record<string, AttributeValue>>) {
  const common: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(resource)) {
    if (name === otlpNames.site || name === otlpNames.machine) continue;
    common[name in own ? `resource.${name}` : name] = value;
  }
  if (scope !== '' && !('scope' in own)) common.scope = scope;
  return common;
}

const isQuality = (value: AttributeValue): value is Quality =>
  (qualities as readonly unknown[]).includes(value);

/** A name that is no code stays beside: logic keys on codes. */
function codeOf(
  { eventName }: OtlpRecord,
  older: AttributeValue | undefined,
): { code: string; eventName?: string } {
  const name = eventName !== '' ? eventName : typeof older === 'string' ? older : '';
  if (name === '') return { code: 'otel.log' };
  return isEventCode(name) ? { code: name } : { code: 'otel.log', eventName: name };
}

/** Where only the text says it, its word does; the text is kept where it says more than the number. */
function severityOf({ severityNumber, severityText }: OtlpRecord): { number: number; said?: string } {
  const word = severityText.trim().toLowerCase();
  const range = severityRanges.find((name) => word.startsWith(name));
  const numbered = severityNumber >= 1 && severityNumber <= 24;
  const number = numbered
    ? severityNumber
    : severityNumber > 24
      ? 24
      : range !== undefined
        ? severity[range]
        : (otherWords[word] ?? severity.info);
  const standard = word === '' || (range !== undefined && /^[a-z]+[1-4]?$/.test(word));
  return standard ? { number } : { number, said: severityText };
}

/** Words of other loggers; those of OpenTelemetry's own ranges are known already (`warning` begins with warn). */
const otherWords: Readonly<Record<string, number>> = {
  notice: severity.info + 1,
  critical: severity.fatal,
  emergency: severity.fatal + 3,
  alert: severity.fatal + 1,
  severe: severity.error,
  verbose: severity.trace,
};

/** Ids of zeros say that there is none (W3C trace context). */
function traceOf({ traceId, spanId }: OtlpRecord): { trace?: TraceContext } {
  if (!/^[0-9a-f]{32}$/.test(traceId) || /^0+$/.test(traceId)) return {};
  const spanned = /^[0-9a-f]{16}$/.test(spanId) && !/^0+$/.test(spanId);
  return { trace: { traceId, ...(spanned ? { spanId } : {}) } };
}
