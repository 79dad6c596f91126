/** OTLP logs in JSON (OTLP 1.x, "JSON Protobuf Encoding"): names in lowerCamelCase, 64-bit numbers as text, ids in hexadecimal. */
import { deepestAttribute } from '@mantinel/contract';
import type { AttributeValue } from '@mantinel/domain';
import {
  MalformedOtlp,
  type OtlpGroup,
  type OtlpRecord,
  put,
  tooDeep,
  type Unreadable,
} from './otlp-record.ts';

type Json = Record<string, unknown>;

/** Throws MalformedOtlp where the frame of the request is not as it must be; what is wrong in a record refuses that record. */
export function decodeJson(request: unknown): OtlpGroup[] {
  const groups: OtlpGroup[] = [];
  for (const [i, each] of listOf(objectOf(request, 'the request').resourceLogs, 'resourceLogs').entries()) {
    const at = `resourceLogs[${i}]`;
    const { resource, scopeLogs } = objectOf(each, at);
    const attributes = frame(at, () =>
      attributesOf(resource === undefined ? [] : objectOf(resource, at).attributes),
    );
    for (const [j, scoped] of listOf(scopeLogs, `${at}.scopeLogs`).entries()) {
      const place = `${at}.scopeLogs[${j}]`;
      const { scope, logRecords } = objectOf(scoped, place);
      const name = isObject(scope) && typeof scope.name === 'string' ? scope.name : '';
      const records = listOf(logRecords, `${place}.logRecords`).map(readRecord);
      groups.push({ resource: attributes, scope: name, records });
    }
  }
  return groups;
}

/** Of one record; outside of records it concerns the request. */
class BadRecord extends Error {}

function frame<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadRecord) throw new MalformedOtlp(`${place}: ${error.message}`);
    throw error;
  }
}

function readRecord(value: unknown): OtlpRecord | Unreadable {
  try {
    if (!isObject(value)) throw new BadRecord('a log record is no object');
    const timeUs = microsOf(value.timeUnixNano, 'timeUnixNano');
    const observedUs = microsOf(value.observedTimeUnixNano, 'observedTimeUnixNano');
    return {
      ...(timeUs === undefined ? {} : { timeUs }),
      ...(observedUs === undefined ? {} : { observedUs }),
      severityNumber: wholeOf(value.severityNumber, 'severityNumber'),
      severityText: textOf(value.severityText, 'severityText'),
      body: value.body === undefined || value.body === null ? '' : (anyValue(value.body, 0) ?? ''),
      attributes: attributesOf(value.attributes),
      droppedAttributes: wholeOf(value.droppedAttributesCount, 'droppedAttributesCount'),
      traceId: textOf(value.traceId, 'traceId').toLowerCase(),
      spanId: textOf(value.spanId, 'spanId').toLowerCase(),
      eventName: textOf(value.eventName, 'eventName'),
      latin1: false,
    };
  } catch (error) {
    if (error instanceof BadRecord) return { problem: error.message };
    throw error;
  }
}

function attributesOf(list: unknown, depth = 0): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  if (list === undefined || list === null) return attributes;
  if (!Array.isArray(list)) throw new BadRecord('attributes are no list');
  for (const each of list) {
    if (!isObject(each) || typeof each.key !== 'string') throw new BadRecord('an attribute has no key');
    put(attributes, each.key, each.value === undefined ? null : anyValue(each.value, depth));
  }
  return attributes;
}

function anyValue(value: unknown, depth: number): AttributeValue {
  if (depth > deepestAttribute) throw new BadRecord(tooDeep);
  if (value === null) return null;
  if (!isObject(value)) throw new BadRecord('a value is no object such as {"stringValue": "…"}');
  const { stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue, bytesValue } = value;
  if (typeof stringValue === 'string') return stringValue;
  if (typeof boolValue === 'boolean') return boolValue;
  if (intValue !== undefined) return wholeValue(intValue);
  if (doubleValue !== undefined) return doubleOf(doubleValue);
  if (isObject(arrayValue)) return listIn(arrayValue).map((each) => anyValue(each, depth + 1));
  if (isObject(kvlistValue)) return attributesOf(listIn(kvlistValue), depth + 1);
  if (typeof bytesValue === 'string') return bytesValue;
  if (Object.keys(value).length === 0) return null;
  throw new BadRecord(`a value has none of the known kinds but ${Object.keys(value).slice(0, 3).join(', ')}`);
}

function listIn({ values }: Json): readonly unknown[] {
  if (values === undefined || values === null) return [];
  if (!Array.isArray(values)) throw new BadRecord('values are no list');
  return values;
}

/** 64 bits: what a JavaScript number cannot say exactly stays text. */
function wholeValue(value: unknown): AttributeValue {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^-?\d{1,19}$/.test(text))
    throw new BadRecord('an intValue is no whole number');
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}

function doubleOf(value: unknown): AttributeValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return value;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  if (Number.isNaN(number)) throw new BadRecord('a doubleValue is no number');
  return Number.isFinite(number) ? number : String(number);
}

/** Undefined for 0, which says that it is not known. */
function microsOf(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null || value === 0 || value === '0' || value === '') return undefined;
  const text = typeof value === 'number' && Number.isInteger(value) ? BigInt(value).toString() : value;
  if (typeof text !== 'string' || !/^\d{1,20}$/.test(text))
    throw new BadRecord(`${name} is no time in nanoseconds`);
  return Number(text.slice(0, -3) || '0');
}

function wholeOf(value: unknown, name: string): number {
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw new BadRecord(`${name} is no whole number`);
  return value;
}

function textOf(value: unknown, name: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw new BadRecord(`${name} is no text`);
  return value;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function objectOf(value: unknown, place: string): Json {
  if (!isObject(value)) throw new MalformedOtlp(`${place} is no object`);
  return value;
}

function listOf(value: unknown, place: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new MalformedOtlp(`${place} is no list`);
  return value;
}
