/** The queries of an EventStore over a plain array: slow, and so short that it is right by reading. The measure of every other. */
import {
  comparePositions,
  type Event,
  eventTest,
  severityRange,
  severityRanges,
  templateTest,
} from '@mantinel/domain';
import { linearRegex } from '@mantinel/domain/linear-regex';
import type { Facet, Filter, Histogram, Order, Pattern, Scope, Selection } from '../src/event-store.ts';

export const inScope = ({ or = [], ...scope }: Scope, event: Event): boolean =>
  inPart(scope, event) || or.some((part) => inPart(part, event));

const inPart = (scope: Omit<Scope, 'or'>, event: Event): boolean =>
  !scope.withoutKinds?.includes(event.kind) &&
  (scope.sites === 'all' || scope.sites.includes(event.site)) &&
  (event.machine === undefined
    ? scope.withoutMachine
    : scope.machines === 'all' || scope.machines.includes(event.machine));

function matches(filter: Filter, order: Order, event: Event): boolean {
  const timeUs = order === 'time' ? event.timeUs : event.receivedUs;
  const has = (text: string | undefined) =>
    text?.toLowerCase().includes((filter.text ?? '').toLowerCase()) ?? false;
  const texts = Object.values(event.attributes).filter((value) => typeof value === 'string');
  return (
    event.severity >= (filter.minSeverity ?? 1) &&
    (!filter.machines || (event.machine !== undefined && filter.machines.includes(event.machine))) &&
    (!filter.kinds || filter.kinds.includes(event.kind)) &&
    !filter.withoutKinds?.includes(event.kind) &&
    (!filter.paths || (event.path !== undefined && filter.paths.includes(event.path))) &&
    (!filter.codes ||
      filter.codes.some((code) =>
        code.endsWith('*') ? event.code.startsWith(code.slice(0, -1)) : code === event.code,
      )) &&
    (!filter.text || [event.message, event.code, event.path, ...texts].some(has)) &&
    (!filter.where || eventTest(filter.where, { regex: linearRegex })(event)) &&
    timeUs >= (filter.fromUs ?? Number.NEGATIVE_INFINITY) &&
    timeUs < (filter.toUs ?? Number.POSITIVE_INFINITY)
  );
}

/** What a selection selects, oldest first. */
export function select(all: readonly Event[], { scope, filter, order }: Selection): Event[] {
  return all
    .filter((event) => inScope(scope, event) && matches(filter, order, event))
    .sort((a, b) => (order === 'time' ? a.timeUs - b.timeUs : 0) || comparePositions(a, b));
}

export function facetsOf(events: readonly Event[], by: Facet): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const event of events) {
    const value = by === 'severity' ? String(event.severity) : event[by];
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** The counts in the buckets that a histogram chose. */
export function countInto(
  { fromUs, bucketUs, series }: Histogram,
  events: readonly Event[],
  order: Order,
): Histogram['series'] {
  const counted = Object.fromEntries(
    severityRanges.map((range) => [range, series[range].map(() => 0)]),
  ) as Histogram['series'];
  for (const event of events) {
    const timeUs = order === 'time' ? event.timeUs : event.receivedUs;
    counted[severityRange(event.severity)][Math.floor((timeUs - fromUs) / bucketUs)]!++;
  }
  return counted;
}

/** The patterns that a store found, as counted here: each template with every event whose message is of it. */
export function countedAgain(
  found: readonly Pattern[],
  { events, before, order }: { events: readonly Event[]; before?: readonly Event[]; order: Order },
): Pattern[] {
  return found.map(({ template }) => {
    const isOfIt = templateTest(template);
    const own = events.filter(({ message }) => message !== '' && isOfIt(message));
    const times = own.map((event) => (order === 'time' ? event.timeUs : event.receivedUs));
    const { node, epoch, seq } = own.toSorted(comparePositions).at(-1)!;
    return {
      template,
      count: own.length,
      severity: Math.max(...own.map(({ severity }) => severity)),
      codes: firstFive(own.map(({ code }) => code)),
      machines: firstFive(own.map(({ machine }) => machine)),
      firstUs: Math.min(...times),
      lastUs: Math.max(...times),
      example: { node, epoch, seq },
      ...(before && { isNew: !before.some(({ message }) => message !== '' && isOfIt(message)) }),
    };
  });
}

const firstFive = (names: readonly (string | undefined)[]): string[] =>
  [...new Set(names.filter((name) => name !== undefined))].sort().slice(0, 5);
