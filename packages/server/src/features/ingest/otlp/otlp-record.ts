/** A log record as both forms of OTLP say it, before it is an event. */
import { deepestAttribute } from '@mantinel/contract';
import type { AttributeValue } from '@mantinel/domain';

export interface OtlpRecord {
  /** Absent where the record says 0: not known. */
  readonly timeUs?: number;
  readonly observedUs?: number;
  /** 0: not said. */
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body: AttributeValue;
  readonly attributes: Record<string, AttributeValue>;
  readonly droppedAttributes: number;
  /** Lower-case hexadecimal; empty where there is none. */
  readonly traceId: string;
  readonly spanId: string;
  readonly eventName: string;
  /** Texts of it were no UTF-8 and were read as latin-1, which loses nothing. */
  readonly latin1: boolean;
}

/** Records that share a resource and a scope, each read or refused with the reason. */
export interface OtlpGroup {
  readonly resource: Record<string, AttributeValue>;
  readonly scope: string;
  readonly records: readonly (OtlpRecord | Unreadable)[];
}

export interface Unreadable {
  readonly problem: string;
}

export const tooDeep = `a value is nested more than ${deepestAttribute} deep`;

/** What is wrong with the request as a whole; nothing of it is taken. */
export class MalformedOtlp extends Error {
  override readonly name = 'MalformedOtlp';
}

/** `__proto__` as a key would be no property but the object's ancestor. */
export function put(target: Record<string, AttributeValue>, key: string, value: AttributeValue): void {
  target[key === '__proto__' ? '_proto_' : key] = value;
}
