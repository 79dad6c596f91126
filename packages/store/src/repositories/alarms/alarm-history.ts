/** How alarms stood: every annunciation and what people did, as projected from the logbook. */
import type { AlarmActName, AlarmEpisode } from '@mantinel/domain';
import type { Selectable } from 'kysely';
import type { Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';

export interface ActRow {
  /** `node.epoch.seq`; what was typed stands there. */
  readonly event: string;
  readonly act: AlarmActName;
  readonly activation: number;
  readonly atUs: number;
  readonly by?: string;
  readonly untilUs?: number;
}

export interface AlarmHistory {
  /** Newest first; `before` is the last one of the page before. */
  episodes(
    alarm: string,
    page: { before?: { receivedUs: number; event: string }; limit: number },
  ): Promise<AlarmEpisode[]>;
  /** Newest first, by this node's clock; both ends included. */
  acts(alarm: string, range: { fromUs?: number; toUs?: number; limit: number }): Promise<ActRow[]>;
  /** How often it was annunciated. */
  times(alarm: string): Promise<number>;
  /** Annunciated within the time, by the machines' clocks, or standing then; oldest first. */
  between(range: { fromUs: number; toUs: number; limit: number }): Promise<AlarmEpisode[]>;
  /** Of one machine, overlapping the time by its own clock; oldest first. */
  ofMachine(machine: string, range: { fromUs: number; toUs: number; limit: number }): Promise<AlarmEpisode[]>;
}

export const alarmHistory = (run: Run): AlarmHistory => ({
  episodes: (alarm, { before, limit }) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('alarm_episode')
        .selectAll()
        .where('alarm', '=', alarm)
        .$if(before !== undefined, (query) =>
          query.where((eb) =>
            eb(eb.refTuple('received_us', 'event'), '<', eb.tuple(before!.receivedUs, before!.event)),
          ),
        )
        .orderBy('received_us', 'desc')
        .orderBy('event', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toEpisode);
    }),
  acts: (alarm, { fromUs, toUs, limit }) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('alarm_act')
        .selectAll()
        .where('alarm', '=', alarm)
        .$if(fromUs !== undefined, (query) => query.where('at_us', '>=', fromUs!))
        .$if(toUs !== undefined, (query) => query.where('at_us', '<=', toUs!))
        .orderBy('at_us', 'desc')
        .orderBy('event', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ event, act, activation, at_us, person, until_us }) => ({
        event,
        act,
        activation,
        atUs: at_us,
        ...(person === null ? {} : { by: person }),
        ...(until_us === null ? {} : { untilUs: until_us }),
      }));
    }),
  times: (alarm) =>
    run(async (db) => {
      const { count } = await db
        .selectFrom('alarm_episode')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('alarm', '=', alarm)
        .executeTakeFirstOrThrow();
      return Number(count);
    }),
  between: ({ fromUs, toUs, limit }) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('alarm_episode')
        .selectAll()
        .where('raised_us', '<', toUs)
        .where((eb) =>
          eb.or([eb('raised_us', '>=', fromUs), eb('cleared_us', 'is', null), eb('cleared_us', '>', fromUs)]),
        )
        .orderBy('raised_us')
        .limit(limit)
        .execute();
      return rows.map(toEpisode);
    }),
  ofMachine: (machine, { fromUs, toUs, limit }) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('alarm_episode')
        .selectAll()
        .where('machine', '=', machine)
        .where('raised_us', '<=', toUs)
        .where((eb) => eb.or([eb('cleared_us', 'is', null), eb('cleared_us', '>=', fromUs)]))
        .orderBy('raised_us', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toEpisode).reverse();
    }),
});

const toEpisode = (row: Selectable<Tables['alarm_episode']>): AlarmEpisode => ({
  alarm: row.alarm,
  event: row.event,
  activation: row.activation,
  site: row.site,
  machine: row.machine,
  path: row.path,
  code: row.code,
  nativeCode: row.native_code,
  message: row.message,
  level: row.level,
  priority: row.priority,
  raisedUs: row.raised_us,
  receivedUs: row.received_us,
  ...(row.cleared_us === null ? {} : { clearedUs: row.cleared_us }),
  ...(row.cleared === null ? {} : { cleared: row.cleared }),
  ...(row.acknowledged_us === null ? {} : { acknowledgedUs: row.acknowledged_us }),
  ...(row.time_to_respond_us === null ? {} : { timeToRespondUs: row.time_to_respond_us }),
  quiet: row.quiet,
});
