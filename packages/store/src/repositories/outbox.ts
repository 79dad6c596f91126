/** Events that belong to a change in PostgreSQL: written with it, drained into the logbook after it. */
import type { NewEvent } from '@mantinel/domain';
import type { Run } from '../run.ts';

export interface Outbox {
  /** Call inside the transaction of the change it tells of. */
  enqueue(event: NewEvent): Promise<void>;
  /** Events not yet acknowledged by the logbook. */
  pending(): Promise<number>;
}

/** `enqueued` is told of every new entry. */
export const outbox = (run: Run, enqueued: () => void): Outbox => ({
  enqueue: (event) =>
    run(async (db) => {
      await db
        .insertInto('outbox')
        .values({ event: JSON.stringify(event) })
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
