/** Events as OTLP logs: a resource for each node, site and machine, a record for each event, in the order given. */
import { type AttributeValue, type Event, formatEventId } from '../event.ts';
import { severityText } from '../severity.ts';
import {
  type OtlpAttribute,
  type OtlpLogRecord,
  type OtlpLogs,
  type OtlpResourceLogs,
  type OtlpValue,
  otlpNames,
} from './otlp-logs.ts';

/** For a file or a request; whoever sends many cuts them into pieces. The code stands as event name, the message as body. */
export function toOtlp(events: readonly Event[]): OtlpLogs {
  const resources = new Map<string, { attributes: OtlpAttribute[]; records: OtlpLogRecord[] }>();
  for (const event of events) {
    const name = JSON.stringify([event.node, event.site, event.machine]);
    let resource = resources.get(name);
    if (!resource) {
      resource = { attributes: resourceOf(event), records: [] };
      resources.set(name, resource);
    }
    resource.records.push(recordOf(event));
  }
  return {
    resourceLogs: [...resources.values()].map(
      ({ attributes, records }): OtlpResourceLogs => ({
        resource: { attributes },
        scopeLogs: [{ scope: { name: 'mantinel' }, logRecords: records }],
      }),
    ),
  };
}

/** In the words of OpenTelemetry's semantic conventions, as far as they have any. */
const resourceOf = ({ node, site, machine }: Event): OtlpAttribute[] => [
  text('service.name', 'mantinel'),
  text('service.instance.id', node),
  text(otlpNames.site, site),
  ...(machine === undefined ? [] : [text(otlpNames.machine, machine)]),
];

function recordOf(event: Event): OtlpLogRecord {
  const { timeUs, receivedUs, severity, code, message, attributes, path, kind, quality, trace } = event;
  return {
    timeUnixNano: nanos(timeUs),
    observedTimeUnixNano: nanos(receivedUs),
    severityNumber: severity,
    severityText: severityText(severity),
    ...(message === '' ? {} : { body: { stringValue: message } }),
    attributes: [
      ...Object.entries(attributes).map(([key, value]) => ({ key, value: otlpValue(value) })),
      ...(path === undefined ? [] : [text(otlpNames.path, path)]),
      text(otlpNames.kind, kind),
      ...(quality === 'good' ? [] : [text(otlpNames.quality, quality)]),
      text(otlpNames.id, formatEventId(event)),
      ...(timeUs > 0 ? [] : [{ key: otlpNames.timeUs, value: { intValue: String(timeUs) } }]),
    ],
    ...(trace ? { traceId: trace.traceId, ...(trace.spanId ? { spanId: trace.spanId } : {}) } : {}),
    eventName: code,
  };
}

const text = (key: string, value: string): OtlpAttribute => ({ key, value: { stringValue: value } });

/** OTLP's times are unsigned, and 0 says that none is known. */
const nanos = (timeUs: number): string => (timeUs > 0 ? `${timeUs}000` : '0');

function otlpValue(value: AttributeValue): OtlpValue {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && !Object.is(value, -0)
      ? { intValue: String(value) }
      : { doubleValue: value };
  if (value === null) return {};
  if (isList(value)) return { arrayValue: { values: value.map(otlpValue) } };
  const values = Object.entries(value).map(([key, each]) => ({ key, value: otlpValue(each) }));
  return { kvlistValue: { values } };
}

const isList = (value: AttributeValue): value is readonly AttributeValue[] => Array.isArray(value);
