/** What is reported to webhooks, and what became of it. */
import type { PlaceId } from '@mantinel/domain';
import type { Selectable } from 'kysely';
import { chunksOf, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';

export interface NewDelivery {
  readonly webhook: string;
  /** The event's id; a second delivery of it to the same webhook is not added. */
  readonly event: string;
  readonly code: string;
  readonly body: string;
}

export interface DeliveryRow extends Omit<NewDelivery, 'body'> {
  readonly id: string;
  readonly state: 'waiting' | 'delivered' | 'dead';
  readonly attempts: number;
  readonly status?: number;
  readonly problem?: string;
  readonly createdUs: number;
  readonly endedUs?: number;
}

/** What an attempt needs. */
export interface DueDelivery extends DeliveryRow {
  readonly body: string;
  readonly url: string;
  readonly secret: string;
  readonly place: PlaceId;
}

export interface Attempt {
  readonly state: DeliveryRow['state'];
  readonly status?: number;
  readonly problem?: string;
}

export interface WebhookDeliveries {
  /** Those that are new; of a webhook that is gone or paused by now there are none. Call in a transaction. */
  add(deliveries: readonly NewDelivery[]): Promise<DeliveryRow[]>;
  /** How many wait, by webhook. */
  waiting(): Promise<ReadonlyMap<string, number>>;
  due(id: string): Promise<DueDelivery | undefined>;
  /** Counts an attempt. */
  attempted(id: string, attempt: Attempt): Promise<void>;
  /** One that ended waits again, as if it had never been tried. */
  again(id: string): Promise<void>;
  /** All that wait, with their webhooks. */
  pending(): Promise<{ id: string; webhook: string }[]>;
  get(id: string): Promise<DeliveryRow | undefined>;
  /** Newest first. */
  list(page: {
    webhook: string;
    after?: { createdUs: number; id: string };
    limit: number;
  }): Promise<DeliveryRow[]>;
  /** Forgets deliveries made before a time; returns how many. */
  removeBefore(timeUs: number): Promise<number>;
}

export const webhookDeliveries = (run: Run, nowUs: () => number): WebhookDeliveries => ({
  add: (deliveries) =>
    run(async (db) => {
      const wanted = [...new Set(deliveries.map(({ webhook }) => webhook))];
      if (wanted.length === 0) return [];
      const rows = await db
        .selectFrom('webhook')
        .select('id')
        .where('id', 'in', wanted)
        .where('paused', '=', false)
        .forShare()
        .execute();
      const there = new Set(rows.map(({ id }) => id));
      const all: DeliveryRow[] = [];
      for (const chunk of chunksOf(deliveries.filter(({ webhook }) => there.has(webhook)))) {
        const added = await db
          .insertInto('webhook_delivery')
          .values(chunk.map((delivery) => ({ ...delivery, created_us: nowUs() })))
          .onConflict((conflict) => conflict.columns(['webhook', 'event']).doNothing())
          .returningAll()
          .execute();
        all.push(...added.map(toDelivery));
      }
      return all;
    }),
  waiting: () =>
    run(async (db) => {
      const rows = await db
        .selectFrom('webhook_delivery')
        .select(({ fn }) => ['webhook', fn.countAll<number>().as('count')])
        .where('state', '=', 'waiting')
        .groupBy('webhook')
        .execute();
      return new Map(rows.map(({ webhook, count }) => [webhook, count]));
    }),
  due: (id) =>
    run(async (db) => {
      const row = await db
        .selectFrom('webhook_delivery')
        .innerJoin('webhook', 'webhook.id', 'webhook_delivery.webhook')
        .selectAll('webhook_delivery')
        .select(['webhook.url', 'webhook.secret', 'webhook.place'])
        .where('webhook_delivery.id', '=', id)
        .executeTakeFirst();
      if (!row) return undefined;
      return { ...toDelivery(row), body: row.body, url: row.url, secret: row.secret, place: row.place };
    }),
  attempted: (id, { state, status, problem }) =>
    run(async (db) => {
      await db
        .updateTable('webhook_delivery')
        .set((eb) => ({
          state,
          status: status ?? null,
          problem: problem ?? null,
          attempts: eb('attempts', '+', 1),
          ended_us: state === 'waiting' ? null : nowUs(),
        }))
        .where('id', '=', id)
        .execute();
    }),
  again: (id) =>
    run(async (db) => {
      await db
        .updateTable('webhook_delivery')
        .set({ state: 'waiting', status: null, problem: null, attempts: 0, ended_us: null })
        .where('id', '=', id)
        .execute();
    }),
  pending: () =>
    run((db) =>
      db.selectFrom('webhook_delivery').select(['id', 'webhook']).where('state', '=', 'waiting').execute(),
    ),
  get: (id) =>
    run(async (db) => {
      const row = await db.selectFrom('webhook_delivery').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toDelivery(row);
    }),
  list: ({ webhook, after, limit }) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('webhook_delivery')
        .selectAll()
        .where('webhook', '=', webhook)
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
      return rows.map(toDelivery);
    }),
  removeBefore: (timeUs) =>
    run(async (db) => {
      const { numDeletedRows } = await db
        .deleteFrom('webhook_delivery')
        .where('created_us', '<', timeUs)
        .executeTakeFirst();
      return Number(numDeletedRows);
    }),
});

const toDelivery = (row: Selectable<Tables['webhook_delivery']>): DeliveryRow => ({
  id: row.id,
  webhook: row.webhook,
  event: row.event,
  code: row.code,
  state: row.state,
  attempts: row.attempts,
  ...(row.status === null ? {} : { status: row.status }),
  ...(row.problem === null ? {} : { problem: row.problem }),
  createdUs: row.created_us,
  ...(row.ended_us === null ? {} : { endedUs: row.ended_us }),
});
