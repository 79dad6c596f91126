/** Who is told of what. */
import type { PlaceId } from '@mantinel/domain';
import { type Selectable, sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { NotificationPlan, Tables } from '../../tables.ts';
import { missingPlace } from '../plant/missing-place.ts';
import { requireVersion, type Versioned } from '../versioned.ts';

export interface NotificationRule extends NotificationPlan {
  readonly place: PlaceId;
  readonly name: string;
}

export interface NotificationRuleRow extends NotificationRule, Versioned {
  readonly id: string;
  readonly paused: boolean;
}

export interface NotificationRuleChange extends Omit<NotificationRule, 'place'> {
  readonly version: number;
  readonly paused: boolean;
}

export interface NotificationRules {
  /** Of these places, in order of id. */
  list(page: { places: readonly PlaceId[]; after?: string; limit: number }): Promise<NotificationRuleRow[]>;
  /** Those that are not paused. */
  active(): Promise<NotificationRuleRow[]>;
  get(id: string): Promise<NotificationRuleRow | undefined>;
  /** Throws `place.notFound`. */
  add(rule: NotificationRule): Promise<NotificationRuleRow>;
  /** Throws `notification.ruleNotFound`, `changedMeanwhile`. */
  change(id: string, change: NotificationRuleChange): Promise<NotificationRuleRow>;
  /** With what it told. Throws as `change`. */
  remove(id: string, version: number): Promise<void>;
}

export const notificationRules = (run: Run, nowUs: () => number): NotificationRules => ({
  list: ({ places, after, limit }) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('notification_rule')
        .selectAll()
        .where(sql<boolean>`place = any(${places}::text[])`)
        .$if(after !== undefined, (query) => query.where('id', '>', after!))
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toRule);
    }),
  active: () =>
    run(async (db) =>
      (await db.selectFrom('notification_rule').selectAll().where('paused', '=', false).execute()).map(
        toRule,
      ),
    ),
  get: (id) =>
    run(async (db) => {
      const row = await db
        .selectFrom('notification_rule')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toRule(row);
    }),
  add: ({ place, name, ...plan }) =>
    run(async (db) => {
      const row = await db
        .insertInto('notification_rule')
        .values({ place, name, rule: JSON.stringify(plan), changed_us: nowUs() })
        .returningAll()
        .executeTakeFirstOrThrow()
        .catch(missingPlace(place));
      return toRule(row);
    }),
  change: (id, { version, name, paused, ...plan }) =>
    run((db) =>
      atomically(db, async (tx) => {
        requireVersion(await locked(tx, id), { ...expected, version });
        const row = await tx
          .updateTable('notification_rule')
          .set({ name, paused, rule: JSON.stringify(plan), version: version + 1, changed_us: nowUs() })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        return toRule(row);
      }),
    ),
  remove: (id, version) =>
    run((db) =>
      atomically(db, async (tx) => {
        requireVersion(await locked(tx, id), { ...expected, version });
        await tx.deleteFrom('notification_rule').where('id', '=', id).execute();
      }),
    ),
});

const expected = { what: 'this rule', missing: { code: 'notification.ruleNotFound' } } as const;

const locked = (tx: Parameters<Parameters<Run>[0]>[0], id: string) =>
  tx.selectFrom('notification_rule').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

const toRule = (row: Selectable<Tables['notification_rule']>): NotificationRuleRow => ({
  ...row.rule,
  id: row.id,
  place: row.place,
  name: row.name,
  paused: row.paused,
  version: row.version,
  changedUs: row.changed_us,
});
