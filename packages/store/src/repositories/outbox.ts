/** Events that belong to a change in PostgreSQL: written with it, drained into the logbook after it. */
import type { NewEvent } from '@mantinel/domain';
import type { Run } from '../run.ts';

export interface Outbox {
  /** Call inside the transaction of the change it tells of. */
  enqueue(event: NewEvent): Promise<void>;
  /** Events not yet acknowledged by the logbook. */
  pending(): Promise<number>;
}

export interface OutboxOptions {
  /** Is told of every new entry. */
  readonly enqueued: () => void;
  /** The database and its log on disk see no word that a person typed. */
  readonly seal: (event: NewEvent) => NewEvent;
}

export const outbox = (run: Run, { enqueued, seal }: OutboxOptions): Outbox => ({
  enqueue: (event) =>
    run(async (db) => {
      await db
        .insertInto('outbox')
        .values({ event: JSON.stringify(seal(event)) })
        .execute();
      enqueued();
    }),
  pending: () =>
    run(async (db) => {
      const { count } = await db
        .selectFrom('outbox')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    }),
});
