/** Follows the logbook and notes what rules are about events: each happening once, however often it is read, and none older than the rules. */
import type { Event } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import type { NewMatter, Store } from '@mantinel/store';
import { followLogbook } from '../../follow-logbook.ts';
import type { Log } from '../../own-log/log.ts';
import type { PlantView } from '../plant/plant-view.ts';
import { boundedMatters } from './bounded-matters.ts';
import type { KnownRules } from './known-rules.ts';
import { type Meaning, matterOf } from './matter.ts';

export interface FollowOptions {
  readonly logbook: Pick<EventStore, 'cursor' | 'read' | 'head'>;
  readonly store: Pick<Store, 'ready' | 'transaction' | 'notifications'>;
  readonly rules: KnownRules;
  readonly view: PlantView;
  readonly meaning: Meaning;
  readonly nowUs: () => number;
  readonly log: Log;
}

const minuteUs = 60_000_000;

/** Returns the way to stop. */
export function followEvents(options: FollowOptions): { stop(): Promise<void> } {
  const { logbook, store, rules, view, meaning, nowUs, log } = options;

  async function note(events: () => readonly Event[]): Promise<boolean> {
    const active = (await rules.active()).filter(({ when }) => when.kind === 'events');
    if (active.length === 0) return false;
    const tree = await view.fresh();
    const said = events().filter(({ kind }) => kind !== 'sample');
    const found = new Map<string, NewMatter[]>();
    for (const rule of active) {
      const test = matterOf(rule, tree, meaning);
      const dueUs = nowUs() + rule.delayMinutes * minuteUs;
      const matters = said.flatMap((event) => test(event) ?? []);
      found.set(
        rule.id,
        matters.map((matter) => ({ ...matter, rule: rule.id, more: 0, dueUs })),
      );
    }
    const matters = await boundedMatters(found, store.notifications);
    if (matters.length === 0) return false;
    await store.transaction((tx) => tx.notifications.addMatters(matters));
    return true;
  }

  return followLogbook({
    name: 'notifications',
    logbook,
    store,
    take: note,
    begunAnew: (err) =>
      log.warn({ code: 'notification.begunAnew', err }, 'notifications begin anew from now on'),
    failed: (err) => log.warn({ code: 'notification.notFollowing', err }, 'notifications wait and try again'),
    nowUs,
  });
}
