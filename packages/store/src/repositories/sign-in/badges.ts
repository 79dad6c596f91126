/** What people are known by to a reader. Numbers come as keyed hashes. */
import { AppError } from '@mantinel/contract';
import type { Selectable } from 'kysely';
import type { Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import type { Person } from '../people/people.ts';
import { usablePerson } from '../people/usable-person.ts';

export interface Badge {
  readonly id: string;
  readonly person: string;
  readonly createdUs: number;
  readonly lastUsedUs?: number;
}

export interface Badges {
  /** In the order in which they were assigned. */
  of(person: string): Promise<Badge[]>;
  /** Throws `badge.taken`, also when two race. */
  add(badge: { person: string; numberHash: Uint8Array }): Promise<Badge>;
  /** With its owner, whose account may be used. */
  find(numberHash: Uint8Array): Promise<{ badge: Badge; person: Person } | undefined>;
  used(id: string): Promise<void>;
  /** False when it was not this person's. */
  remove(badge: { id: string; person: string }): Promise<boolean>;
}

export const badges = (run: Run, nowUs: () => number): Badges => ({
  of: (person) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('badge')
        .selectAll()
        .where('person', '=', person)
        .orderBy('created_us')
        .execute();
      return rows.map(toBadge);
    }),
  add: ({ person, numberHash }) =>
    run(async (db) => {
      const row = await db
        .insertInto('badge')
        .values({ person, number_hash: numberHash, created_us: nowUs() })
        .onConflict((conflict) => conflict.column('number_hash').doNothing())
        .returningAll()
        .executeTakeFirst();
      if (!row) throw new AppError('badge.taken');
      return toBadge(row);
    }),
  find: (numberHash) =>
    run(async (db) => {
      const row = await db
        .selectFrom('badge')
        .selectAll()
        .where('number_hash', '=', numberHash)
        .executeTakeFirst();
      const person = row && (await usablePerson(db, row.person));
      return row && person && { badge: toBadge(row), person };
    }),
  used: (id) =>
    run(async (db) => {
      await db.updateTable('badge').set({ last_used_us: nowUs() }).where('id', '=', id).execute();
    }),
  remove: ({ id, person }) =>
    run(async (db) => {
      const { numDeletedRows } = await db
        .deleteFrom('badge')
        .where('id', '=', id)
        .where('person', '=', person)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    }),
});

const toBadge = (row: Selectable<Tables['badge']>): Badge => ({
  id: row.id,
  person: row.person,
  createdUs: row.created_us,
  ...(row.last_used_us === null ? {} : { lastUsedUs: row.last_used_us }),
});
