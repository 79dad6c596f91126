/**
 * Notes what rules are about alarms, as the alarm engine knows them now: what stands unacknowledged and is hidden from nobody is
 * to be told, everything else is over. From states and not from events, so that nothing is missed over a crash or an absence of the database.
 */
import { AppError } from '@mantinel/contract';
import type { Alarm } from '@mantinel/domain';
import type { Store } from '@mantinel/store';
import { type Looking, lookRegularly } from '../../look-regularly.ts';
import type { Log } from '../../own-log/log.ts';
import type { LiveAlarms } from '../alarms/live-alarms.ts';
import type { PlantView } from '../plant/plant-view.ts';
import { alarmMatterOf, isToBeTold, subjectOfAlarm } from './alarm-matter.ts';
import { boundedMatters } from './bounded-matters.ts';
import type { KnownRules } from './known-rules.ts';
import type { Meaning } from './matter.ts';

export interface FollowAlarmsOptions {
  readonly live: Pick<LiveAlarms, 'all' | 'get' | 'isUpToDate' | 'onChange'>;
  readonly store: Pick<Store, 'state' | 'transaction' | 'notifications'>;
  readonly rules: KnownRules;
  readonly view: PlantView;
  readonly meaning: Meaning;
  readonly nowUs: () => number;
  readonly log: Log;
}

const againMs = 1000;
const every = 'alarm|*';

export function followAlarms(options: FollowAlarmsOptions): { stop(): Promise<void> } {
  const { live, store, rules, view, meaning, nowUs, log } = options;
  let changed = new Set<string>();
  /** What is open in the database agrees with the engine but for what has changed since. */
  let agrees = false;

  async function look(): Promise<void> {
    if (!live.isUpToDate() || store.state().state !== 'ready' || (agrees && changed.size === 0)) return;
    const active = (await rules.active()).filter(({ when }) => when.kind === 'alarm');
    const ids = changed;
    changed = new Set();
    if (active.length === 0) {
      agrees = false;
      return;
    }
    try {
      await (agrees
        ? note([...ids].flatMap((id) => live.get(id) ?? []))
        : note([...live.all()].filter(isToBeTold), [every]));
      agrees = true;
    } catch (error) {
      for (const id of ids) changed.add(id);
      throw error;
    }

    async function note(
      alarms: readonly Alarm[],
      ended: readonly string[] = alarms.map(({ id }) => subjectOfAlarm({ id, episode: '*' })),
    ): Promise<void> {
      const tree = await view.fresh();
      const standing = alarms.filter(isToBeTold);
      const found = new Map(
        active.map((rule) => [rule.id, standing.flatMap(alarmMatterOf(rule, { tree, meaning, nowUs }))]),
      );
      const kept = standing.map(subjectOfAlarm);
      const matters = await boundedMatters(found, store.notifications);
      await store.transaction(async (tx) => {
        await tx.notifications.endMatters(ended, kept);
        await tx.notifications.addMatters(matters);
      });
    }
  }

  const looking: Looking = lookRegularly(look, {
    everyMs: againMs,
    failed: (err) => {
      if (err instanceof AppError && err.code === 'store.unavailable') return;
      log.warn({ code: 'notification.notFollowing', err }, 'notifications wait and try again');
    },
  });
  const unheard = live.onChange((alarms) => {
    const isFirst = changed.size === 0;
    for (const { id } of alarms) changed.add(id);
    // What could not be noted waits for the next look.
    if (isFirst) looking.again();
  });
  return {
    stop: async () => {
      unheard();
      await looking.stop();
    },
  };
}
