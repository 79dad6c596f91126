/** Reads what a shift report needs from the logbook: few of its events, in order of time, page by page. */
import type { Event, GapOf, Span } from '@mantinel/domain';
import type { EventStore, Filter, Scope } from '@mantinel/logbook';

export interface ShiftSource {
  readonly logbook: Pick<EventStore, 'page'>;
  readonly scope: Scope;
  readonly machines: readonly string[];
  readonly signal: AbortSignal;
}

const dayUs = 24 * 3_600_000_000;
const stateCodes = [
  'machine.execution',
  'machine.emergencyStop',
  'machine.partCount',
  'source.connected',
  'source.lost',
];
const pageRows = 1000;
/** What a machine last said longer ago than that says nothing of it now. */
const recalledUs = 7 * dayUs;
/** Alarms that have stood for longer are not known. */
const alarmsUs = dayUs;

/** Everything from before `fromUs` that sets the scene, then everything until `toUs`. */
export async function* readShift(source: ShiftSource, { fromUs, toUs }: Span): AsyncGenerator<Event> {
  yield* await scene(source, fromUs);
  const states = rows(source, { codes: stateCodes, fromUs, toUs });
  const conditions = rows(source, { kinds: ['condition'], fromUs: fromUs - alarmsUs, toUs });
  let [state, condition] = [await states.next(), await conditions.next()];
  while (!state.done || !condition.done) {
    const isState = condition.done || (!state.done && state.value.timeUs <= condition.value.timeUs);
    if (isState) {
      yield state.value as Event;
      state = await states.next();
    } else {
      yield condition.value as Event;
      condition = await conditions.next();
    }
  }
}

/** Of these machines those that were there by then: what said nothing before and something since was added later. */
export async function machinesThere(source: ShiftSource, byUs: number): Promise<string[]> {
  const { logbook, scope, machines, signal } = source;
  const said = async (machine: string, filter: Filter, direction: 'older' | 'newer') => {
    const page = {
      scope,
      filter: { ...filter, machines: [machine] },
      order: 'time',
      direction,
      limit: 1,
    } as const;
    return (await logbook.page(page)).events.length > 0;
  };
  const there: string[] = [];
  for (const machine of machines) {
    signal.throwIfAborted();
    const added =
      !(await said(machine, { toUs: byUs }, 'older')) && (await said(machine, { fromUs: byUs }, 'newer'));
    if (!added) there.push(machine);
  }
  return there;
}

/** A gap is told under the time of its beginning. */
export async function readGaps(source: ShiftSource, { fromUs, toUs }: Span): Promise<GapOf[]> {
  const gaps: GapOf[] = [];
  for await (const { machine, attributes } of rows(source, {
    kinds: ['gap'],
    fromUs: fromUs - recalledUs,
    toUs,
  })) {
    const { fromUs: from, toUs: to } = attributes;
    if (machine !== undefined && typeof from === 'number' && typeof to === 'number')
      gaps.push({ machine, fromUs: from, toUs: to });
  }
  return gaps;
}

/** How each machine stood: of every kind of state the last word. */
async function scene(source: ShiftSource, beforeUs: number): Promise<Event[]> {
  const { logbook, scope, signal } = source;
  const found: Event[] = [];
  for (const machine of source.machines) {
    signal.throwIfAborted();
    const last = await Promise.all(
      [
        ['machine.execution'],
        ['machine.emergencyStop'],
        ['machine.partCount'],
        ['source.connected', 'source.lost'],
      ].map((codes) =>
        logbook.page({
          scope,
          filter: { machines: [machine], codes, fromUs: beforeUs - recalledUs, toUs: beforeUs },
          order: 'time',
          direction: 'older',
          limit: 1,
        }),
      ),
    );
    found.push(...last.flatMap(({ events }) => events));
  }
  return found.sort((a, b) => a.timeUs - b.timeUs);
}

async function* rows(
  { logbook, scope, machines, signal }: ShiftSource,
  filter: Filter,
): AsyncGenerator<Event> {
  if (machines.length === 0) return;
  let from: string | undefined;
  for (;;) {
    signal.throwIfAborted();
    const page = await logbook.page({
      scope,
      filter: { ...filter, machines },
      order: 'time',
      direction: 'newer',
      limit: pageRows,
      ...(from === undefined ? {} : { from }),
    });
    yield* page.events;
    if (page.events.length < pageRows || page.newer === undefined) return;
    from = page.newer;
  }
}
