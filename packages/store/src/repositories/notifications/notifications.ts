/** What is to be told by rule, and what was told. */
import { type Selectable, sql } from 'kysely';
import { chunksOf, type Run } from '../../run.ts';
import type { MatterTold, Tables } from '../../tables.ts';

export interface NewMatter {
  readonly rule: string;
  /** A second one of it is not added; nor one of a subject that stands already. */
  readonly key: string;
  readonly subject: string;
  readonly told: MatterTold;
  readonly more: number;
  readonly dueUs: number;
}

export interface MatterRow {
  readonly id: string;
  readonly rule: string;
  readonly subject: string;
  readonly told: MatterTold;
  readonly more: number;
  readonly step: number;
}

export interface NewNotification {
  readonly rule: string;
  readonly step: number;
  readonly count: number;
  readonly channel: 'email' | 'webhook' | 'browser';
  readonly target: string;
  readonly subject: string;
  readonly body: string;
  readonly state: 'waiting' | 'delivered';
}

export interface NotificationRow extends Omit<NewNotification, 'body' | 'state'> {
  readonly id: string;
  readonly state: 'waiting' | 'delivered' | 'dead';
  readonly attempts: number;
  readonly problem?: string;
  readonly createdUs: number;
  readonly endedUs?: number;
}

export interface DueNotification extends NotificationRow {
  readonly body: string;
}

export interface Notifications {
  /** Of a rule that is gone or paused by now none is added. Call in a transaction. */
  addMatters(matters: readonly NewMatter[]): Promise<void>;
  /** How many are open, by rule. */
  openMatters(): Promise<ReadonlyMap<string, number>>;
  /** Cleared, acknowledged, heard again: nothing more is told of them, but of those in `kept`. A subject ending in `*` is a prefix. */
  endMatters(subjects: readonly string[], kept?: readonly string[]): Promise<void>;
  /** Open matters of rules that are not paused whose time has come, locked for this transaction. */
  dueMatters(limit: number): Promise<MatterRow[]>;
  /** `dueUs`: of the step that follows. */
  settleMatters(
    ids: readonly string[],
    change: { state: 'open' | 'told' | 'ended'; step?: number; dueUs?: number },
  ): Promise<void>;
  /** When a step of a rule was told last. */
  lastUs(rule: string, step: number): Promise<number | undefined>;
  add(notifications: readonly NewNotification[]): Promise<NotificationRow[]>;
  due(id: string): Promise<DueNotification | undefined>;
  /** Counts an attempt. */
  attempted(id: string, attempt: { state: NotificationRow['state']; problem?: string }): Promise<void>;
  /** All that wait. */
  pending(): Promise<{ id: string }[]>;
  /** Newest first. */
  list(page: {
    rule: string;
    after?: { createdUs: number; id: string };
    limit: number;
  }): Promise<NotificationRow[]>;
  /** Forgets what was told, and what ended, before a time; returns how many. */
  removeBefore(timeUs: number): Promise<number>;
}

export const notifications = (run: Run, nowUs: () => number): Notifications => ({
  addMatters: (matters) =>
    run(async (db) => {
      const wanted = [...new Set(matters.map(({ rule }) => rule))];
      if (wanted.length === 0) return;
      const rows = await db
        .selectFrom('notification_rule')
        .select('id')
        .where('id', 'in', wanted)
        .where('paused', '=', false)
        .forShare()
        .execute();
      const there = new Set(rows.map(({ id }) => id));
      for (const chunk of chunksOf(matters.filter(({ rule }) => there.has(rule)))) {
        await db
          .insertInto('notification_matter')
          .values(
            chunk.map(({ told, dueUs, ...matter }) => ({
              ...matter,
              told: JSON.stringify(told),
              due_us: dueUs,
              created_us: nowUs(),
            })),
          )
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    }),
  openMatters: () =>
    run(async (db) => {
      const rows = await db
        .selectFrom('notification_matter')
        .select(({ fn }) => ['rule', fn.countAll<number>().as('count')])
        .where('state', '=', 'open')
        .groupBy('rule')
        .execute();
      return new Map(rows.map(({ rule, count }) => [rule, count]));
    }),
  endMatters: (subjects, kept = []) =>
    run(async (db) => {
      if (subjects.length === 0) return;
      const exact = subjects.filter((subject) => !subject.endsWith('*'));
      const prefixes = subjects.filter((subject) => subject.endsWith('*')).map((one) => one.slice(0, -1));
      await db
        .updateTable('notification_matter')
        .set({ state: 'ended' })
        .where('state', '<>', 'ended')
        .where(sql<boolean>`subject <> all(${kept}::text[])`)
        .where(
          sql<boolean>`(subject = any(${exact}::text[]) or exists (select 1 from unnest(${prefixes}::text[]) p where starts_with(subject, p)))`,
        )
        .execute();
    }),
  dueMatters: (limit) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('notification_matter')
        .innerJoin('notification_rule', 'notification_rule.id', 'notification_matter.rule')
        .selectAll('notification_matter')
        .where('notification_matter.state', '=', 'open')
        .where('notification_matter.due_us', '<=', nowUs())
        .where('notification_rule.paused', '=', false)
        .orderBy('notification_matter.due_us')
        .orderBy('notification_matter.id')
        .limit(limit)
        .forUpdate('notification_matter')
        .skipLocked()
        .execute();
      return rows.map(({ id, rule, subject, told, more, step }) => ({
        id: String(id),
        rule,
        subject,
        told,
        more,
        step,
      }));
    }),
  settleMatters: (ids, { state, step, dueUs }) =>
    run(async (db) => {
      await db
        .updateTable('notification_matter')
        .set({
          state,
          ...(step === undefined ? {} : { step }),
          ...(dueUs === undefined ? {} : { due_us: dueUs }),
        })
        .where(sql<boolean>`id = any(${ids}::bigint[])`)
        .execute();
    }),
  lastUs: (rule, step) =>
    run(async (db) => {
      const row = await db
        .selectFrom('notification')
        .select('created_us')
        .where('rule', '=', rule)
        .where('step', '=', step)
        .orderBy('created_us', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.created_us;
    }),
  add: (added) =>
    run(async (db) => {
      if (added.length === 0) return [];
      const rows = await db
        .insertInto('notification')
        .values(
          added.map((one) => ({
            ...one,
            created_us: nowUs(),
            ...(one.state === 'delivered' ? { ended_us: nowUs(), attempts: 1 } : {}),
          })),
        )
        .returningAll()
        .execute();
      return rows.map(toNotification);
    }),
  due: (id) =>
    run(async (db) => {
      const row = await db.selectFrom('notification').selectAll().where('id', '=', id).executeTakeFirst();
      return row && { ...toNotification(row), body: row.body };
    }),
  attempted: (id, { state, problem }) =>
    run(async (db) => {
      await db
        .updateTable('notification')
        .set((eb) => ({
          state,
          problem: problem ?? null,
          attempts: eb('attempts', '+', 1),
          ended_us: state === 'waiting' ? null : nowUs(),
        }))
        .where('id', '=', id)
        .execute();
    }),
  pending: () =>
    run((db) => db.selectFrom('notification').select('id').where('state', '=', 'waiting').execute()),
  list: ({ rule, after, limit }) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('notification')
        .selectAll()
        .where('rule', '=', rule)
        .$if(after !== undefined, (query) =>
          query.where(({ or, and, eb }) =>
            or([
              eb('created_us', '<', after!.createdUs),
              and([eb('created_us', '=', after!.createdUs), eb('id', '<', after!.id)]),
            ]),
          ),
        )
        .orderBy('created_us', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toNotification);
    }),
  removeBefore: (timeUs) =>
    run(async (db) => {
      const told = await db.deleteFrom('notification').where('created_us', '<', timeUs).executeTakeFirst();
      const ended = await db
        .deleteFrom('notification_matter')
        .where('state', '=', 'ended')
        .where('created_us', '<', timeUs)
        .executeTakeFirst();
      return Number(told.numDeletedRows + ended.numDeletedRows);
    }),
});

const toNotification = (row: Selectable<Tables['notification']>): NotificationRow => ({
  id: row.id,
  rule: row.rule,
  step: row.step,
  count: row.count,
  channel: row.channel,
  target: row.target,
  subject: row.subject,
  state: row.state,
  attempts: row.attempts,
  ...(row.problem === null ? {} : { problem: row.problem }),
  createdUs: row.created_us,
  ...(row.ended_us === null ? {} : { endedUs: row.ended_us }),
});
