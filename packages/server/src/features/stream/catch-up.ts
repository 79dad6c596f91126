/** What a browser missed while it was away: the newest of it as events, the rest as a number. */
import {
  type Condition,
  comparePositions,
  type Event,
  isVisibleAt,
  type Level,
  levelRules,
  type Position,
} from '@mantinel/domain';
import type { EventStore, Scope, Selection } from '@mantinel/logbook';

export interface CatchUpOptions {
  /** The last event the browser has. */
  readonly after: Position;
  readonly level: Level;
  readonly scope: Scope;
  readonly where?: Condition | undefined;
  readonly limit: number;
}

/** A stream message's id, `epoch.seq`. Undefined for anything else: then the browser just begins live. */
export function parseLastEventId(text: string | undefined): Position | undefined {
  const match = /^(\d{1,16})\.(\d{1,16})$/.exec(text ?? '');
  return match ? { epoch: Number(match[1]), seq: Number(match[2]) } : undefined;
}

export async function catchUp(
  logbook: EventStore,
  { after, level, scope, where, limit }: CatchUpOptions,
): Promise<{ events: readonly Event[]; missed: number }> {
  const rule = levelRules[level];
  const selection: Selection = {
    scope,
    filter: { minSeverity: rule.minSeverity, withoutKinds: rule.without, ...(where ? { where } : {}) },
    order: 'received',
  };
  const page = await logbook.page({ ...selection, direction: 'older', limit });
  const events = page.events.filter((event) => comparePositions(event, after) > 0);
  const [oldest] = events;
  if (events.length < limit || oldest === undefined || page.older === undefined) return { events, missed: 0 };
  // Everything between what the browser has and the oldest event of the page.
  const last = await logbook.get({ node: logbook.node, ...after }, scope);
  const key = last && (await logbook.seek(selection, { event: last }));
  const rank = key === undefined ? undefined : await logbook.rank(selection, key);
  // The browser may have looked at another level before: then its last event does not stand among these.
  const begin = rank === undefined || !last ? undefined : rank + (isVisibleAt(level, last) ? 1 : 0);
  const end = await logbook.rank(selection, page.older);
  // Where the place is gone (retention, another epoch) at least one event is missing.
  return { events, missed: begin === undefined || end === undefined ? 1 : Math.max(0, end - begin) };
}
