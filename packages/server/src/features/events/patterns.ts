/** Same message, other numbers: counted over the newest events that match, as many as a moment allows. */
import type { Pattern, Patterns } from '@mantinel/contract';
import { type Event, type Template, TemplateTree } from '@mantinel/domain';
import type { EventStore, Selection } from '@mantinel/logbook';

const pageRows = 1000;
const mostEvents = 50_000;
const mostMs = 1000;
const parts = 24;
const fewNames = 5;

interface Counted {
  severity: number;
  readonly codes: Set<string>;
  readonly machines: Set<string>;
  readonly timesUs: number[];
}

export async function patternsOf(
  logbook: EventStore,
  { scope, filter, order }: Selection,
  limit: number,
): Promise<Patterns> {
  // Readings carry a value and no message.
  const withoutKinds = [...(filter.withoutKinds ?? []), 'sample', 'state'] as const;
  const selected: Selection = { scope, filter: { ...filter, withoutKinds }, order };
  const tree = new TemplateTree();
  const counted = new Map<Template, Counted>();
  const timeOf = (event: Event) => (order === 'time' ? event.timeUs : event.receivedUs);
  const untilMs = performance.now() + mostMs;
  let events = 0;
  let [fromUs, toUs]: [number | undefined, number | undefined] = [undefined, undefined];
  let from: string | undefined;
  do {
    const request = { ...selected, direction: 'older', limit: pageRows } as const;
    const page = await logbook.page(from === undefined ? request : { ...request, from });
    events += page.events.length;
    for (const event of page.events) {
      const us = timeOf(event);
      fromUs = Math.min(fromUs ?? us, us);
      toUs = Math.max(toUs ?? us, us);
      if (event.message !== '') add(counted, tree.add(event.message), { event, us });
    }
    from = page.older;
  } while (from !== undefined && events < mostEvents && performance.now() < untilMs);
  return {
    patterns: [...widened(counted, tree)]
      .sort(([, a], [, b]) => b.timesUs.length - a.timesUs.length)
      .slice(0, limit)
      .map(([template, each]) => pattern(template, each, { fromUs: fromUs!, toUs: toUs! })),
    counted: events,
    ...(fromUs === undefined || toUs === undefined ? {} : { fromUs, toUs }),
    complete: from === undefined,
  };
}

function add(
  counted: Map<Template, Counted>,
  template: Template,
  { event, us }: { event: Event; us: number },
): void {
  let known = counted.get(template);
  if (!known) {
    known = { severity: 0, codes: new Set(), machines: new Set(), timesUs: [] };
    counted.set(template, known);
  }
  known.severity = Math.max(known.severity, event.severity);
  if (known.codes.size < fewNames) known.codes.add(event.code);
  if (event.machine !== undefined && known.machines.size < fewNames) known.machines.add(event.machine);
  known.timesUs.push(us);
}

/** What a line is called may have widened after it was counted. */
function widened(counted: Map<Template, Counted>, tree: TemplateTree): Map<Template, Counted> {
  const joined = new Map<Template, Counted>();
  for (const [template, each] of counted) {
    const wider = tree.current(template);
    const known = joined.get(wider);
    if (!known) {
      joined.set(wider, each);
      continue;
    }
    known.severity = Math.max(known.severity, each.severity);
    for (const code of each.codes) if (known.codes.size < fewNames) known.codes.add(code);
    for (const machine of each.machines) if (known.machines.size < fewNames) known.machines.add(machine);
    for (const us of each.timesUs) known.timesUs.push(us);
  }
  return joined;
}

function pattern(
  { text }: Template,
  { severity, codes, machines, timesUs }: Counted,
  { fromUs, toUs }: { fromUs: number; toUs: number },
): Pattern {
  const trend = new Array<number>(parts).fill(0);
  let [firstUs, lastUs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const us of timesUs) {
    firstUs = Math.min(firstUs, us);
    lastUs = Math.max(lastUs, us);
    const part = Math.floor(((us - fromUs) / (toUs - fromUs + 1)) * parts);
    trend[part] = (trend[part] ?? 0) + 1;
  }
  return {
    template: text,
    count: timesUs.length,
    severity,
    codes: [...codes].sort(),
    machines: [...machines].sort(),
    firstUs,
    lastUs,
    trend,
  };
}
