/** An event as a sentence for people. Logic never reads it back. */
import type { Event } from '@mantinel/contract';
import {
  type AttributeValue,
  type ExplainableEvent,
  type Explanation,
  type Level,
  severity,
} from '@mantinel/domain';
import type { TFunction } from 'i18next';
import { timeText } from './time-text.ts';

export interface Rendered {
  readonly title: string;
  /** The control's own text, where the title says it in other words. */
  readonly told?: string;
  readonly explanation?: Explanation;
}

export interface RenderContext {
  readonly t: TFunction;
  /** What the event means, by its code; undefined also while that is not known yet. */
  readonly explain?: (event: ExplainableEvent) => Explanation | undefined;
  /** For whom: operators read what a control's number means, everybody else what the control said. */
  readonly level?: Level;
  /** Whether the locale has a text under a key made from a code. */
  readonly exists: (key: string) => boolean;
  readonly machineName: (id: string) => string;
  /** Unit of a data item, where the machine's model names it. */
  readonly unit: (machine: string, path: string) => string | undefined;
}

export function renderEvent(event: Event, context: RenderContext): Rendered {
  const told = sentence(event, context);
  const explanation = isExplained(event) ? context.explain?.(event) : undefined;
  if (explanation === undefined) return { title: told };
  if (explanation.generic || keepsItsWords(event, context)) return { title: told, explanation };
  const { title } = explanation.texts;
  return { title, explanation, ...(event.kind === 'condition' ? { told } : {}) };
}

/** Readings and deeds are sentences of the locale; only a state that calls somebody is explained. */
const isExplained = ({ kind, severity: how }: Event): boolean =>
  kind === 'condition' ||
  kind === 'message' ||
  kind === 'gap' ||
  kind === 'log' ||
  (kind === 'state' && how >= severity.warn);

/** A gap's own sentence says more: from when to when, and why. Technicians and developers read a control's own text. */
function keepsItsWords({ kind, attributes }: Event, { level }: RenderContext): boolean {
  if (kind === 'condition') return level !== 'operator' || attributes.level === 'normal';
  return kind === 'log' || (kind === 'gap' && typeof attributes.fromUs === 'number');
}

function sentence(event: Event, context: RenderContext): string {
  switch (event.kind) {
    case 'sample':
    case 'state':
      return reading(event, context);
    case 'condition':
      return condition(event, context);
    case 'gap':
      return gap(event, context);
    case 'audit':
      return deed(event, context);
    default:
      return event.message || fallback(event);
  }
}

/** What a person did, in the words of the locale, and where. */
function deed(event: Event, { t, exists }: RenderContext): string {
  const { code, attributes } = event;
  if (!/^[a-zA-Z]+\.[a-zA-Z]+$/.test(code) || !exists(`audit.${code}`))
    return event.message || fallback(event);
  const what = t(`audit.${code}` as 'audit.place.added');
  return typeof attributes.place === 'string' ? `${what} (${attributes.place})` : what;
}

function reading(event: Event, context: RenderContext): string {
  const { value } = event.attributes;
  const name = readingName(event, context);
  if (value === undefined || value === null || value === 'UNAVAILABLE')
    return context.t('sentence.unavailable', { name });
  const unit =
    event.machine !== undefined && event.path !== undefined
      ? context.unit(event.machine, event.path)
      : undefined;
  const text = valueText(value);
  return context.t('sentence.reading', {
    name,
    value: unit === undefined ? text : `${text} ${unitText(unit)}`,
  });
}

/** `machine.pathFeedrate` of `Fact` reads "Path feedrate Fact"; names the locale does not know are made from the code. */
function readingName({ code, path }: Event, { t, exists }: RenderContext): string {
  const last = code.slice(code.lastIndexOf('.') + 1);
  const key = `reading.${last}`;
  if (last === 'reading' && path !== undefined) return path;
  const name = exists(key) ? t(key as 'reading.load') : humanize(last);
  return path === undefined || path.toLowerCase() === last.toLowerCase() ? name : `${name} (${path})`;
}

function humanize(camelCase: string): string {
  const words = camelCase.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function condition(event: Event, context: RenderContext): string {
  const { t } = context;
  const { level, nativeCode } = event.attributes;
  const native = typeof nativeCode === 'string' && nativeCode !== '' ? nativeCode : undefined;
  const name = event.path ?? humanize(event.code.slice(event.code.lastIndexOf('.') + 1));
  const text = event.message;
  // Many controls begin the text with the number themselves.
  const parts = native !== undefined && text.startsWith(native) ? [text] : [native, text];
  const what = parts.filter((part) => part !== undefined && part !== '').join(' ') || name;
  switch (level) {
    case 'fault':
      return t('sentence.fault', { what });
    case 'warning':
      return t('sentence.warning', { what });
    case 'normal':
      if (native === undefined) return t('sentence.clearedAll', { name });
      // What the alarm said when it was raised is not told again; its place says at least where it was.
      return text === '' ? t('sentence.clearedNamed', { what, name }) : t('sentence.cleared', { what });
    case 'unavailable':
      return t('sentence.conditionUnavailable', { name });
    default:
      return what;
  }
}

function gap(event: Event, { t, exists }: RenderContext): string {
  const { fromUs, toUs, reason } = event.attributes;
  if (typeof fromUs !== 'number' || typeof toUs !== 'number') return event.message || fallback(event);
  const span = { from: timeText(fromUs), to: timeText(toUs) };
  if (typeof reason !== 'string') return t('sentence.gap', span);
  const key = `gapReason.${reason}`;
  return t('sentence.gapReason', {
    ...span,
    reason: exists(key) ? t(key as 'gapReason.disconnected') : reason,
  });
}

function fallback({ code, attributes }: Event): string {
  const entries = Object.entries(attributes);
  return entries.length === 0 ? code : `${code} ${JSON.stringify(attributes)}`;
}

function valueText(value: AttributeValue): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** MTConnect unit names (Part 2, table of units) in the signs of the workshop; others as they are. */
const signs: Readonly<Record<string, string>> = {
  PERCENT: '%',
  MILLIMETER: 'mm',
  'MILLIMETER/SECOND': 'mm/s',
  'REVOLUTION/MINUTE': '1/min',
  DEGREE: '°',
  CELSIUS: '°C',
  SECOND: 's',
  AMPERE: 'A',
  VOLT: 'V',
  WATT: 'W',
  HERTZ: 'Hz',
};
export const unitText = (unit: string): string => signs[unit] ?? unit;

/** A stack trace among the attributes, under OpenTelemetry's name or the usual short one. */
export function stackOf({ attributes }: Event): string | undefined {
  const stack = attributes['exception.stacktrace'] ?? attributes.stack ?? nested(attributes.err);
  return typeof stack === 'string' && stack.includes('\n') ? stack : undefined;
}

function nested(value: AttributeValue | undefined): AttributeValue | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return (value as { readonly [key: string]: AttributeValue }).stack;
}
