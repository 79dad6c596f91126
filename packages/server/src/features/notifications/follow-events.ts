/** Follows the logbook and notes what rules are about: each happening once, however often it is read, and none older than the rules. */
import type { Event } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import type { NewMatter, NotificationRuleRow, Store } from '@mantinel/store';
import { followLogbook } from '../../follow-logbook.ts';
import type { Log } from '../../own-log/log.ts';
import type { PlantView } from '../plant/plant-view.ts';
import type { KnownRules } from './known-rules.ts';
import { endedBy, type Meaning, matterOf } from './matter.ts';

export interface FollowOptions {
  readonly logbook: Pick<EventStore, 'cursor' | 'read' | 'head'>;
  readonly store: Pick<Store, 'ready' | 'transaction' | 'notifications'>;
  readonly rules: KnownRules;
  readonly view: PlantView;
  readonly meaning: Meaning;
  readonly nowUs: () => number;
  readonly log: Log;
}

/** Of one batch, and of one rule: in a flood the rest is counted. */
const keptABatch = 200;
const mostOpen = 1000;
const minuteUs = 60_000_000;

/** Returns the way to stop. */
export function followEvents(options: FollowOptions): { stop(): Promise<void> } {
  const { logbook, store, rules, view, meaning, nowUs, log } = options;

  async function note(events: () => readonly Event[]): Promise<boolean> {
    const active = (await rules.active()).filter(
      ({ when }) => when.kind === 'alarm' || when.kind === 'events',
    );
    if (active.length === 0) return false;
    const tree = await view.fresh();
    const tests = active.map((rule) => ({ rule, test: matterOf(rule, tree, meaning) }));
    const ended: string[] = [];
    const found = new Map<string, { matter: NewMatter; end?: true }[]>();
    for (const event of events()) {
      if (event.kind === 'sample' || event.kind === 'state') continue;
      const end = endedBy(event);
      if (end !== undefined) {
        ended.push(end);
        // Raised and over within this batch: nothing of it is to be told.
        for (const [rule, list] of found)
          found.set(
            rule,
            list.filter(({ matter }) => !isEnded(matter.subject, end)),
          );
        continue;
      }
      for (const { rule, test } of tests) {
        const matter = test(event);
        if (!matter) continue;
        const list = found.get(rule.id) ?? [];
        list.push({
          matter: { ...matter, rule: rule.id, more: 0, dueUs: nowUs() + rule.delayMinutes * minuteUs },
        });
        found.set(rule.id, list);
      }
    }
    const matters = await kept(found, active);
    if (matters.length === 0 && ended.length === 0) return false;
    await store.transaction(async (tx) => {
      await tx.notifications.endMatters([...new Set(ended)]);
      await tx.notifications.addMatters(matters);
    });
    return true;
  }

  async function kept(
    found: ReadonlyMap<string, readonly { matter: NewMatter }[]>,
    active: readonly NotificationRuleRow[],
  ): Promise<NewMatter[]> {
    if (found.size === 0) return [];
    const open = await store.notifications.openMatters();
    return active.flatMap(({ id }) => {
      const list = (found.get(id) ?? []).map(({ matter }) => matter);
      const room = Math.max(1, Math.min(keptABatch, mostOpen - (open.get(id) ?? 0)));
      const last = list[room - 1];
      if (list.length <= room || !last) return list;
      return [...list.slice(0, room - 1), { ...last, more: list.length - room }];
    });
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

const isEnded = (subject: string, end: string): boolean =>
  end.endsWith('*') ? subject.startsWith(end.slice(0, -1)) : subject === end;
