/** The store's filter, applied to what arrives live. */
import type { Event } from '@mantinel/contract';
import { type AttributeValue, isVisibleAt } from '@mantinel/domain';
import type { View } from './view.ts';

export type Matches = (event: Event) => boolean;

function codeMatches(pattern: string, code: string): boolean {
  return pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern;
}

function holdsText(value: AttributeValue, needle: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(needle);
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some((inner: AttributeValue) => holdsText(inner, needle));
}

/** Case-insensitive part of message, code, path or a text attribute, as the store searches. */
export function hasText(event: Event, text: string): boolean {
  const needle = text.toLowerCase();
  return (
    event.message.toLowerCase().includes(needle) ||
    event.code.toLowerCase().includes(needle) ||
    (event.path?.toLowerCase().includes(needle) ?? false) ||
    holdsText(event.attributes, needle)
  );
}

export function matchesOf(view: View): Matches {
  const { machine, kind, code, path, minSeverity = 1, text, fromUs, toUs } = view;
  return (event) => {
    const atUs = view.order === 'received' ? event.receivedUs : event.timeUs;
    return (
      isVisibleAt(view.level, event) &&
      event.severity >= minSeverity &&
      (machine.length === 0 || (event.machine !== undefined && machine.includes(event.machine))) &&
      (kind.length === 0 || kind.includes(event.kind)) &&
      (path.length === 0 || (event.path !== undefined && path.includes(event.path))) &&
      (code.length === 0 || code.some((pattern) => codeMatches(pattern, event.code))) &&
      (fromUs === undefined || atUs >= fromUs) &&
      (toUs === undefined || atUs < toUs) &&
      (text === undefined || hasText(event, text))
    );
  };
}
