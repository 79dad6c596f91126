/** PINs, which open shared terminals alone, and how often each was guessed wrongly at which of them. */
import type { PlaceId } from '@mantinel/domain';
import { sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';

export interface Pin {
  /** PHC string; opaque to the store. */
  readonly hash: string;
  /** False while it is the first one, which somebody else gave. */
  readonly chosen: boolean;
  readonly changedUs: number;
}

interface Attempt {
  readonly person: string;
  readonly terminal: string;
}

export interface Pins {
  get(person: string): Promise<Pin | undefined>;
  /** Forgets wrong attempts at the one before. */
  set(pin: { person: string; hash: string; chosen: boolean }): Promise<void>;
  remove(person: string): Promise<boolean>;
  /** People with a PIN, an account that may be used, and a role that people hold at one of these places; in order of their names. */
  holders(places: readonly PlaceId[]): Promise<{ id: string; name: string }[]>;
  /** Counts an attempt before it is looked at, so that many at once do not slip through; how long it must wait instead, or 0. */
  begin(attempt: Attempt): Promise<number>;
  succeeded(attempt: Attempt): Promise<void>;
}

/** Five tries; then a quarter of an hour, doubled with each, a working shift at most. */
const freeTries = 5;
const firstWaitUs = 15 * 60_000_000;
const longestWaitUs = 8 * 3_600_000_000;

export const pins = (run: Run, nowUs: () => number): Pins => ({
  get: (person) =>
    run(async (db) => {
      const row = await db.selectFrom('pin').selectAll().where('person', '=', person).executeTakeFirst();
      return row && { hash: row.hash, chosen: row.chosen, changedUs: row.changed_us };
    }),
  set: ({ person, hash, chosen }) =>
    run((db) =>
      atomically(db, async (tx) => {
        const set = { hash, chosen, changed_us: nowUs() };
        await tx
          .insertInto('pin')
          .values({ person, ...set })
          .onConflict((conflict) => conflict.column('person').doUpdateSet(set))
          .execute();
        await tx.deleteFrom('pin_attempt').where('person', '=', person).execute();
      }),
    ),
  remove: (person) =>
    run(async (db) => {
      const { numDeletedRows } = await db.deleteFrom('pin').where('person', '=', person).executeTakeFirst();
      return numDeletedRows > 0n;
    }),
  holders: (places) =>
    run((db) =>
      db
        .selectFrom('person')
        .innerJoin('pin', 'pin.person', 'person.id')
        .select(['person.id', 'person.name'])
        .where('disabled_us', 'is', null)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('role_grant')
              .select('role_grant.id')
              .whereRef('role_grant.person', '=', 'person.id')
              .where('role', 'not in', ['kiosk', 'machine'])
              .where(sql<boolean>`role_grant.place = any(${places}::text[])`),
          ),
        )
        .orderBy(sql`lower(name)`)
        .execute(),
    ),
  begin: ({ person, terminal }) =>
    run(async (db) => {
      const now = nowUs();
      const row = await db
        .insertInto('pin_attempt')
        .values({ person, terminal, failures: 1, not_before_us: now })
        .onConflict((conflict) =>
          conflict
            .columns(['person', 'terminal'])
            .doUpdateSet({
              failures: sql<number>`pin_attempt.failures + 1`,
              not_before_us: sql<number>`case when pin_attempt.failures + 1 < ${freeTries} then ${now}::bigint
                else ${now}::bigint + least(${longestWaitUs}::bigint,
                  ${firstWaitUs}::bigint << least(pin_attempt.failures + 1 - ${freeTries}, 10)) end`,
            })
            .where('pin_attempt.not_before_us', '<=', now),
        )
        .returning('failures')
        .executeTakeFirst();
      if (row) return 0;
      const waiting = await db
        .selectFrom('pin_attempt')
        .select('not_before_us')
        .where('person', '=', person)
        .where('terminal', '=', terminal)
        .executeTakeFirst();
      return Math.max(1, (waiting?.not_before_us ?? now) - now);
    }),
  succeeded: ({ person, terminal }) =>
    run(async (db) => {
      await db
        .deleteFrom('pin_attempt')
        .where('person', '=', person)
        .where('terminal', '=', terminal)
        .execute();
    }),
});
