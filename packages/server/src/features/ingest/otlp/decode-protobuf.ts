/**
 * OTLP logs in protobuf (opentelemetry-proto 1.x: logs/v1/logs.proto, common/v1/common.proto). Read field by field from the
 * bytes: a message of ours has eight kinds, and what stands in between costs more than reading it.
 */
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
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

/** Throws MalformedOtlp for bytes that are no ExportLogsServiceRequest. */
export function decodeProtobuf(bytes: Uint8Array): OtlpGroup[] {
  const text = textReader();
  const reader = new BinaryReader(bytes, text.decode);
  const groups: OtlpGroup[] = [];
  try {
    fields(reader, { end: bytes.length, wire: requestWire }, () => {
      resourceLogs(reader, groups, text);
      return true;
    });
  } catch (error) {
    if (error instanceof Deep) throw new MalformedOtlp(`a resource or scope: ${tooDeep}`);
    throw new MalformedOtlp(`it is no protobuf of logs (${(error as Error).message})`, { cause: error });
  }
  return groups;
}

type OnField = (field: number) => boolean;

/** The wire type of each field of a message that is read, by its number. */
type Wire = Readonly<Record<number, WireType>>;
const { LengthDelimited: length, Varint: varint, Bit64: eightBytes } = WireType;
const requestWire: Wire = { 1: length };
const listWire: Wire = { 1: length };
/** A resource's logs, a scope's logs, a key and its value. */
const pairWire: Wire = { 1: length, 2: length };
const recordWire: Wire = {
  1: eightBytes,
  2: varint,
  3: length,
  5: length,
  6: length,
  7: varint,
  9: length,
  10: length,
  11: eightBytes,
  12: length,
};
const valueWire: Wire = { 1: length, 2: varint, 3: varint, 4: eightBytes, 5: length, 6: length, 7: length };

/** Every field of the message that ends there; those that are not known are skipped, as protobuf demands. */
function fields(reader: BinaryReader, { end, wire }: { end: number; wire: Wire }, onField: OnField): void {
  while (reader.pos < end) {
    const [field, type] = reader.tag();
    if (wire[field] !== type || !onField(field)) reader.skip(type, field);
    if (reader.pos > end) throw new RangeError('a field reaches beyond its message');
  }
}

/** Where the message ends that begins here. */
function endOf(reader: BinaryReader): number {
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > reader.len) throw new RangeError('it is cut off');
  return end;
}

const message = (reader: BinaryReader, wire: Wire, onField: OnField): void =>
  fields(reader, { end: endOf(reader), wire }, onField);

interface Texts {
  readonly decode: (bytes: Uint8Array) => string;
  /** Whether bytes were read as latin-1 since it was last asked. */
  takeLatin1(): boolean;
}

/** A log line of a machine is often latin-1, and a collector hands it on as it is: nothing of it may be lost for that. */
function textReader(): Texts {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let latin1 = false;
  return {
    decode: (bytes) => {
      try {
        return utf8.decode(bytes);
      } catch {
        latin1 = true; // the decoder says only that it is no UTF-8
        return Buffer.from(bytes).toString('latin1');
      }
    },
    takeLatin1: () => {
      const was = latin1;
      latin1 = false;
      return was;
    },
  };
}

function resourceLogs(reader: BinaryReader, groups: OtlpGroup[], text: Texts): void {
  const resource: Record<string, AttributeValue> = {};
  message(reader, pairWire, (field) => {
    if (field === 1) message(reader, listWire, () => keyValue(reader, resource, 0));
    else if (field === 2) groups.push(scopeLogs(reader, resource, text));
    else return false;
    return true;
  });
}

function scopeLogs(reader: BinaryReader, resource: Record<string, AttributeValue>, text: Texts): OtlpGroup {
  let scope = '';
  const records: (OtlpRecord | Unreadable)[] = [];
  message(reader, pairWire, (field) => {
    if (field === 1)
      message(reader, listWire, () => {
        scope = reader.string();
        return true;
      });
    else if (field === 2) {
      const end = endOf(reader);
      text.takeLatin1();
      try {
        records.push(logRecord(reader, end, text));
      } catch (error) {
        if (!(error instanceof Deep)) throw error;
        // Its end is known: the others are read all the same.
        reader.pos = end;
        records.push({ problem: tooDeep });
      }
    } else return false;
    return true;
  });
  return { resource, scope, records };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function logRecord(reader: BinaryReader, end: number, text: Texts): OtlpRecord {
  const record: Mutable<OtlpRecord> = {
    severityNumber: 0,
    severityText: '',
    body: '',
    attributes: {},
    droppedAttributes: 0,
    traceId: '',
    spanId: '',
    eventName: '',
    latin1: false,
  };
  fields(reader, { end, wire: recordWire }, (field) => {
    switch (field) {
      case 1:
        record.timeUs = micros(reader);
        return true;
      case 2:
        record.severityNumber = reader.int32();
        return true;
      case 3:
        record.severityText = reader.string();
        return true;
      case 5:
        record.body = anyValue(reader, 0) ?? '';
        return true;
      case 6:
        return keyValue(reader, record.attributes, 0);
      case 7:
        record.droppedAttributes = reader.uint32();
        return true;
      case 9:
        record.traceId = hex(reader.bytes());
        return true;
      case 10:
        record.spanId = hex(reader.bytes());
        return true;
      case 11:
        record.observedUs = micros(reader);
        return true;
      case 12:
        record.eventName = reader.string();
        return true;
      default:
        return false;
    }
  });
  record.latin1 = text.takeLatin1();
  return record;
}

/** Of fixed64 nanoseconds, exactly: 2^32 ns are 4,294,967 µs and 296 ns. */
function micros(reader: BinaryReader): number {
  const low = reader.fixed32();
  const high = reader.fixed32();
  return high * 4_294_967 + Math.floor((high * 296 + low) / 1000);
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

class Deep extends Error {}

function keyValue(reader: BinaryReader, into: Record<string, AttributeValue>, depth: number): true {
  let key = '';
  let value: AttributeValue = null;
  message(reader, pairWire, (field) => {
    if (field === 1) key = reader.string();
    else if (field === 2) value = anyValue(reader, depth);
    else return false;
    return true;
  });
  put(into, key, value);
  return true;
}

function anyValue(reader: BinaryReader, depth: number): AttributeValue {
  if (depth > deepestAttribute) throw new Deep();
  let value: AttributeValue = null;
  message(reader, valueWire, (field) => {
    switch (field) {
      case 1:
        value = reader.string();
        return true;
      case 2:
        value = reader.bool();
        return true;
      case 3: {
        const whole = BigInt(reader.int64());
        const number = Number(whole);
        value = Number.isSafeInteger(number) ? number : String(whole);
        return true;
      }
      case 4: {
        const number = reader.double();
        value = Number.isFinite(number) ? number : String(number);
        return true;
      }
      case 5: {
        const list: AttributeValue[] = [];
        message(reader, listWire, () => {
          list.push(anyValue(reader, depth + 1));
          return true;
        });
        value = list;
        return true;
      }
      case 6: {
        const map: Record<string, AttributeValue> = {};
        message(reader, listWire, () => keyValue(reader, map, depth + 1));
        value = map;
        return true;
      }
      case 7:
        value = Buffer.from(reader.bytes()).toString('base64');
        return true;
      default:
        return false;
    }
  });
  return value;
}
