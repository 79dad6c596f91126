/** The one record of everything that happens: the OpenTelemetry log record with a machine's address. */
import type { Severity } from './severity.ts';

export const kinds = [
  'sample',
  'state',
  'condition',
  'message',
  'program',
  'operation',
  'log',
  'audit',
  'gap',
] as const;
export type Kind = (typeof kinds)[number];

export const qualities = ['good', 'stale', 'bad', 'unsupported', 'gap'] as const;
/** Anything but `good` never evaluates as good, running or safe. */
export type Quality = (typeof qualities)[number];

export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | readonly AttributeValue[]
  | { readonly [key: string]: AttributeValue };

export type Attributes = { readonly [key: string]: AttributeValue };

/** W3C trace context: 32 and 16 lower-case hexadecimal digits. */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId?: string;
}

/** An event as its source hands it in; the logbook adds its identity. */
export interface NewEvent {
  /** When it happened by the source's clock, corrected by the machine's offset; microseconds since 1970 UTC. Sources lie. */
  readonly timeUs: number;
  /** When this node received it; microseconds since 1970 UTC. */
  readonly receivedUs: number;
  readonly site: string;
  /** The machine's id; absent for what the product itself or a person did. */
  readonly machine?: string;
  /** The data item's address within the machine, as the source names it (`Xload`); its component and unit stand in the device model. */
  readonly path?: string;
  readonly kind: Kind;
  readonly severity: Severity;
  /** Stable and dotted: `machine.execution`, `fanuc.SV0401`, `logbook.recovered`. Logic keys on it, never on `message`. */
  readonly code: string;
  /** Free text as the source gave it; empty for samples and states, whose text is rendered from code and attributes. */
  readonly message: string;
  /** The reading itself stands under `value`. */
  readonly attributes: Attributes;
  readonly quality: Quality;
  readonly trace?: TraceContext;
}

/** `(node, epoch, seq)` is unique for ever; `seq` counts from 1 without gaps within an epoch. */
export interface EventIdentity {
  readonly node: string;
  /** Begun when a logbook is created, restored or found cloned; later epochs are greater. */
  readonly epoch: number;
  readonly seq: number;
}

export interface Event extends EventIdentity, NewEvent {}

/** A place in the `received` order of one node: the event with this seq, or, with seq 0, the epoch's very beginning. */
export interface Position {
  readonly epoch: number;
  readonly seq: number;
}

/** Negative, zero or positive as `a` stands before, at or after `b` in received order. */
export function comparePositions(a: Position, b: Position): number {
  return a.epoch - b.epoch || a.seq - b.seq;
}

/** Order for people: by time, ties by identity, so that it is total. */
export function compareByTime(a: Event, b: Event): number {
  if (a.timeUs !== b.timeUs) return a.timeUs - b.timeUs;
  if (a.node !== b.node) return a.node < b.node ? -1 : 1;
  return comparePositions(a, b);
}

const idPattern = /^([A-Za-z0-9_-]{1,64})\.(\d{1,16})\.(\d{1,16})$/;

/** The permalink form of an identity: `node.epoch.seq`. */
export const formatEventId = ({ node, epoch, seq }: EventIdentity): string => `${node}.${epoch}.${seq}`;

/** The identity in a permalink, or undefined when the text is none. */
export function parseEventId(text: string): EventIdentity | undefined {
  const match = idPattern.exec(text);
  if (!match) return undefined;
  return { node: match[1]!, epoch: Number(match[2]), seq: Number(match[3]) };
}
