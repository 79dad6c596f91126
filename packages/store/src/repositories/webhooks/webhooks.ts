/** Where events are reported to. */
import type { PlaceId } from '@mantinel/domain';
import { type Selectable, sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { missingPlace } from '../plant/missing-place.ts';
import { requireVersion, type Versioned } from '../versioned.ts';

export interface Webhook {
  readonly place: PlaceId;
  readonly name: string;
  readonly url: string;
  readonly level: 'technical' | 'operator';
  /** Exact, or prefixes ending in `*`; none means all of the level. */
  readonly codes: readonly string[];
}

export interface WebhookRow extends Webhook, Versioned {
  readonly id: string;
  readonly paused: boolean;
}

export interface WebhookChange extends Omit<Webhook, 'place'> {
  readonly version: number;
  readonly paused: boolean;
}

export interface Webhooks {
  /** Of these places, in order of id. */
  list(page: { places: readonly PlaceId[]; after?: string; limit: number }): Promise<WebhookRow[]>;
  /** Those that are not paused. */
  active(): Promise<WebhookRow[]>;
  get(id: string): Promise<WebhookRow | undefined>;
  /** Throws `place.notFound`. */
  add(webhook: Webhook & { secret: string }): Promise<WebhookRow>;
  /** Throws `webhook.notFound`, `changedMeanwhile`. */
  change(id: string, change: WebhookChange): Promise<WebhookRow>;
  /** The one before holds no longer. */
  /** Only in the place of `instead`, where that is named. */
  setSecret(id: string, secret: string, instead?: string): Promise<void>;
  /** Those that do not begin with `mark`. */
  secretsWithout(mark: string): Promise<{ id: string; secret: string }[]>;
  /** With its deliveries. Throws `webhook.notFound`, `changedMeanwhile`. */
  remove(id: string, version: number): Promise<void>;
}

export const webhooks = (run: Run, nowUs: () => number): Webhooks => ({
  list: ({ places, after, limit }) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('webhook')
        .selectAll()
        .where(sql<boolean>`place = any(${places}::text[])`)
        .$if(after !== undefined, (query) => query.where('id', '>', after!))
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toWebhook);
    }),
  active: () =>
    run(async (db) => {
      const rows = await db.selectFrom('webhook').selectAll().where('paused', '=', false).execute();
      return rows.map(toWebhook);
    }),
  get: (id) =>
    run(async (db) => {
      const row = await db.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toWebhook(row);
    }),
  add: ({ codes, ...webhook }) =>
    run(async (db) => {
      const row = await db
        .insertInto('webhook')
        .values({ ...webhook, codes: [...codes], changed_us: nowUs() })
        .returningAll()
        .executeTakeFirstOrThrow()
        .catch(missingPlace(webhook.place));
      return toWebhook(row);
    }),
  change: (id, { version, codes, ...change }) =>
    run((db) =>
      atomically(db, async (tx) => {
        requireVersion(await locked(tx, id), { ...expected, version });
        const row = await tx
          .updateTable('webhook')
          .set({ ...change, codes: [...codes], version: version + 1, changed_us: nowUs() })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        return toWebhook(row);
      }),
    ),
  setSecret: (id, secret, instead) =>
    run(async (db) => {
      await db
        .updateTable('webhook')
        .set({ secret })
        .where('id', '=', id)
        .$if(instead !== undefined, (query) => query.where('secret', '=', instead!))
        .execute();
    }),
  secretsWithout: (mark) =>
    run((db) =>
      db.selectFrom('webhook').select(['id', 'secret']).where('secret', 'not like', `${mark}%`).execute(),
    ),
  remove: (id, version) =>
    run((db) =>
      atomically(db, async (tx) => {
        requireVersion(await locked(tx, id), { ...expected, version });
        await tx.deleteFrom('webhook').where('id', '=', id).execute();
      }),
    ),
});

const expected = { what: 'this webhook', missing: { code: 'webhook.notFound' } } as const;

const locked = (tx: Parameters<Parameters<Run>[0]>[0], id: string) =>
  tx.selectFrom('webhook').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Without the secret, which is handed to whoever signs and to nobody else. */
const toWebhook = (row: Selectable<Tables['webhook']>): WebhookRow => ({
  id: row.id,
  place: row.place,
  name: row.name,
  url: row.url,
  level: row.level,
  codes: row.codes,
  paused: row.paused,
  version: row.version,
  changedUs: row.changed_us,
});
