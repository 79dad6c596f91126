/** The store's filter, applied to what arrives live. */
import type { Event } from '@mantinel/contract';
import {
  type AttributeValue,
  compileQuery,
  eventTest,
  isVisibleAt,
  leavesOf,
  parseQuery,
} from '@mantinel/domain';
import type { View } from './view.ts';

export type Matches = (event: Event) => boolean;
/** Of regular expressions. */
interface Engine {
  readonly linearRegex: (source: string) => { test(text: string): boolean };
}

function codeMatches(pattern: string, code: string): boolean {
  return pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern;
}

function holdsText(value: AttributeValue, needle: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(needle);
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some((inner: AttributeValue) => holdsText(inner, needle));
}

/** Case-insensitive part of message, code, path or a text attribute, as the store searches. */
function hasText(event: Event, text: string): boolean {
  const needle = text.toLowerCase();
  return (
    event.message.toLowerCase().includes(needle) ||
    event.code.toLowerCase().includes(needle) ||
    (event.path?.toLowerCase().includes(needle) ?? false) ||
    holdsText(event.attributes, needle)
  );
}

/** What a search finds: nothing where it cannot be read, or needs an engine that is not there. */
export function searchTest(search: string, engine: Engine | undefined): Matches {
  const { node, problems } = parseQuery(search);
  const where = compileQuery(node);
  const lacksEngine = engine === undefined && leavesOf(where).some(({ is }) => is === 'regex');
  if (problems.length > 0 || lacksEngine) return () => false;
  try {
    return eventTest(where, { regex: engine?.linearRegex ?? noEngine });
  } catch {
    return () => false; // An expression that is none: the server says so.
  }
}

const noEngine = (): never => {
  throw new Error('no expression was to be expected');
};

export function matchesOf(view: View, engine?: Engine): Matches {
  const { machine, kind, code, path, minSeverity = 1, query, text, fromUs, toUs } = view;
  const found = query === undefined ? undefined : searchTest(query, engine);
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
      (text === undefined || hasText(event, text)) &&
      (found === undefined || found(event))
    );
  };
}
