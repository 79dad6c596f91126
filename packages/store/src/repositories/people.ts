/** Who may sign in. Names live here and nowhere else; events carry the id. */
import { AppError } from '@mantinel/contract';
import { type Selectable, sql } from 'kysely';
import type { Run } from '../run.ts';
import type { Tables } from '../tables.ts';

export interface Person {
  /** Opaque; the `personId` of events. */
  readonly id: string;
  readonly name: string;
  readonly role: 'owner';
  readonly createdUs: number;
}

export interface PersonWithSecret extends Person {
  /** Encoded hash (PHC string of Argon2id); opaque to the store. */
  readonly passwordHash: string;
}

export interface People {
  hasOwner(): Promise<boolean>;
  /** Throws `setup.linkInvalid` when an owner exists already, also when two requests race. */
  createOwner(person: { name: string; passwordHash: string }): Promise<Person>;
  get(id: string): Promise<Person | undefined>;
  /** Names differ by more than upper and lower case. */
  findByName(name: string): Promise<PersonWithSecret | undefined>;
  setPasswordHash(id: string, passwordHash: string): Promise<void>;
}

export const people = (run: Run, nowUs: () => number): People => ({
  hasOwner: () =>
    run(async (db) => {
      const row = await db.selectFrom('person').select('id').where('role', '=', 'owner').executeTakeFirst();
      return row !== undefined;
    }),
  createOwner: ({ name, passwordHash }) =>
    run(async (db) => {
      const row = await db
        .insertInto('person')
        .values({ name, role: 'owner', password_hash: passwordHash, created_us: nowUs() })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst();
      if (!row) throw new AppError('setup.linkInvalid');
      return toPerson(row);
    }),
  get: (id) =>
    run(async (db) => {
      const row = await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toPerson(row);
    }),
  findByName: (name) =>
    run(async (db) => {
      const row = await db
        .selectFrom('person')
        .selectAll()
        .where(sql`lower(name)`, '=', sql`lower(${name})`)
        .executeTakeFirst();
      return row && { ...toPerson(row), passwordHash: row.password_hash };
    }),
  setPasswordHash: (id, passwordHash) =>
    run(async (db) => {
      await db.updateTable('person').set({ password_hash: passwordHash }).where('id', '=', id).execute();
    }),
});

export const toPerson = (row: Omit<Selectable<Tables['person']>, 'password_hash'>): Person => ({
  id: row.id,
  name: row.name,
  role: row.role,
  createdUs: row.created_us,
});
