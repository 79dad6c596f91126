/** Folds events into the alarm tables: an engine in memory that stands where the rows stand, or is loaded from them again. */
import {
  type Alarm,
  type AlarmAct,
  type AlarmCheckpoint,
  type AlarmDefaults,
  type AlarmEpisode,
  type AlarmFold,
  type AlarmLimits,
  alarmFold,
  type Event,
  episodeOf,
  type Position,
} from '@mantinel/domain';
import type { Insertable, Kysely } from 'kysely';
import { chunksOf } from '../run.ts';
import type { Tables } from '../tables.ts';
import { alarmIdOf, checkpointReader } from './alarm-checkpoint.ts';
import { storable } from './storable.ts';

export const alarmTables = ['alarm', 'alarm_engine', 'alarm_episode', 'alarm_act'] as const;

export interface AlarmProjectionOptions {
  readonly defaults: AlarmDefaults;
  readonly limits: AlarmLimits;
  readonly onUnreadable: (error: unknown) => void;
}

type Episode = Insertable<Tables['alarm_episode']>;

/** What the events of one transaction changed. */
interface Changes {
  readonly alarms: Map<string, Alarm>;
  readonly episodes: Map<string, Episode>;
  readonly acts: AlarmAct[];
  replaced: boolean;
}

/** Takes up events in received order, inside the transaction that moves the cursor. */
export function alarmProjection(
  options: AlarmProjectionOptions,
): (tx: Kysely<Tables>, events: readonly Event[]) => Promise<void> {
  let changes = noChanges();
  /** Undefined: the rows are what is known. */
  let held: { readonly fold: AlarmFold; readonly at: Position | undefined } | undefined;

  const note = (alarm: Alarm) => {
    // One that changes again goes to the end: rows are written in the engine's order.
    changes.alarms.delete(alarm.id);
    changes.alarms.set(alarm.id, alarm);
    const episode = episodeOf(alarm);
    if (episode) changes.episodes.set(`${alarm.id} ${episode.event}`, rowOf(episode));
  };

  function open(from?: { checkpoint: AlarmCheckpoint; at: Position }): AlarmFold {
    return alarmFold(
      {
        ...options,
        idOf: alarmIdOf,
        read: checkpointReader(),
        onChange: note,
        onAct: (act) => changes.acts.push(act),
        onReplaced: (engine) => {
          changes.replaced = true;
          changes.alarms.clear();
          for (const alarm of engine.alarms.values()) note(alarm);
        },
      },
      from,
    );
  }

  return async (tx, events) => {
    const [first] = events;
    const last = events.at(-1);
    if (!first || !last) return;
    const stored = await tx.selectFrom('alarm_engine').select(['epoch', 'seq']).executeTakeFirst();
    if (!held || held.at?.epoch !== stored?.epoch || held.at?.seq !== stored?.seq) {
      changes = noChanges();
      const loaded = stored && (await load(tx, stored));
      held = { fold: open(loaded), at: stored };
    }
    const { fold } = held;
    changes = noChanges();
    // Until the rows are written nobody knows whether they will be.
    held = undefined;
    for (const event of events) fold.take(event);
    const at = { epoch: last.epoch, seq: last.seq };
    await write(tx, changes);
    const row = { ...at, state: JSON.stringify(fold.engine().surroundings()) };
    await tx
      .insertInto('alarm_engine')
      .values(row)
      .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
      .execute();
    held = { fold, at };
  };
}

const noChanges = (): Changes => ({ alarms: new Map(), episodes: new Map(), acts: [], replaced: false });

async function load(
  tx: Kysely<Tables>,
  at: Position,
): Promise<{ checkpoint: AlarmCheckpoint; at: Position }> {
  const { state } = await tx.selectFrom('alarm_engine').select('state').executeTakeFirstOrThrow();
  const rows = await tx.selectFrom('alarm').select('record').orderBy('changed').execute();
  return { checkpoint: { ...state, alarms: rows.map(({ record }) => record) }, at };
}

const rowOf = (episode: AlarmEpisode): Episode => ({
  alarm: episode.alarm,
  event: episode.event,
  activation: episode.activation,
  site: episode.site,
  machine: episode.machine,
  path: storable(episode.path),
  code: storable(episode.code),
  native_code: storable(episode.nativeCode),
  message: storable(episode.message),
  level: episode.level,
  priority: episode.priority,
  raised_us: episode.raisedUs,
  received_us: episode.receivedUs,
  cleared_us: episode.clearedUs ?? null,
  cleared: episode.cleared ?? null,
  acknowledged_us: episode.acknowledgedUs ?? null,
  time_to_respond_us: episode.timeToRespondUs ?? null,
  quiet: episode.quiet,
});

async function write(tx: Kysely<Tables>, { alarms, episodes, acts, replaced }: Changes): Promise<void> {
  if (replaced) await tx.deleteFrom('alarm').execute();
  const records = [...alarms.values()].map((alarm) => ({
    id: alarm.id,
    machine: alarm.machine,
    record: storable(JSON.stringify(alarm)),
  }));
  // Those that changed go to the end of the order, as in the engine.
  for (const chunk of chunksOf(records)) {
    await tx
      .deleteFrom('alarm')
      .where(
        'id',
        'in',
        chunk.map(({ id }) => id),
      )
      .execute();
    await tx.insertInto('alarm').values(chunk).execute();
  }
  for (const chunk of chunksOf([...episodes.values()], 3000)) {
    await tx
      .insertInto('alarm_episode')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['alarm', 'event']).doUpdateSet(({ ref }) => ({
          message: ref('excluded.message'),
          level: ref('excluded.level'),
          priority: ref('excluded.priority'),
          cleared_us: ref('excluded.cleared_us'),
          cleared: ref('excluded.cleared'),
          acknowledged_us: ref('excluded.acknowledged_us'),
          time_to_respond_us: ref('excluded.time_to_respond_us'),
        })),
      )
      .execute();
  }
  const rows = acts.map(({ event, alarm, machine, activation, act, atUs, by, untilUs }) => ({
    ...{ event, alarm, machine, activation, act },
    at_us: atUs,
    person: by ?? null,
    until_us: untilUs ?? null,
  }));
  for (const chunk of chunksOf(rows))
    await tx
      .insertInto('alarm_act')
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
