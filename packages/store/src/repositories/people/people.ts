/** Who may sign in. Names live here and nowhere else; events carry the id. */
import { AppError } from '@mantinel/contract';
import { enterpriseRoot, type PlaceId } from '@mantinel/domain';
import { type Kysely, type Selectable, sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { missingPlace } from '../plant/missing-place.ts';
import { requireVersion, type Versioned } from '../versioned.ts';
import { lockOwners, requireOwnerLeft } from './owners.ts';

export interface Person extends Versioned {
  /** Opaque; the `personId` of events. */
  readonly id: string;
  readonly name: string;
  /** Where the account belongs: whoever manages that place manages the account. */
  readonly place: PlaceId;
  readonly createdUs: number;
  /** Since when the account may not be used. */
  readonly disabledUs?: number;
}

export interface PersonWithSecret extends Person {
  /** Encoded hash (PHC string of Argon2id); opaque to the store. Absent until a password was chosen. */
  readonly passwordHash?: string;
}

export interface People {
  /** Whether anybody is platform owner. */
  hasOwner(): Promise<boolean>;
  /** The first platform owner. Throws `setup.linkInvalid` when there is one already, also when two requests race. */
  createOwner(person: { name: string; passwordHash: string }): Promise<Person>;
  /** Of these places, in order of their names; `after` is the last name of the page before. */
  list(page: { places: readonly PlaceId[]; after?: string; limit: number }): Promise<Person[]>;
  /** Without a password. Throws `person.exists`, `place.notFound`. */
  create(person: { name: string; place: PlaceId }): Promise<Person>;
  /** Throws `person.notFound`, `changedMeanwhile`, `person.exists`, `person.lastOwner`, `place.notFound`. */
  change(id: string, change: PersonChange): Promise<Person>;
  /**
   * Takes away everything by which the person is known or signs in, for ever; the row stays, since events carry its id.
   * Throws `person.notFound`, `changedMeanwhile`, `person.lastOwner`.
   */
  erase(id: string, version: number): Promise<Person>;
  get(id: string): Promise<Person | undefined>;
  /** Names differ by more than upper and lower case. */
  findByName(name: string): Promise<PersonWithSecret | undefined>;
  setPasswordHash(id: string, passwordHash: string): Promise<void>;
}

export interface PersonChange {
  readonly version: number;
  readonly name?: string;
  readonly place?: PlaceId;
  readonly disabled?: boolean;
}

/** What is somebody's alone: how they sign in, and what they may. */
const ownTables = [
  ...['session', 'api_token', 'second_factor', 'recovery_code', 'password_link'],
  ...['passkey', 'identity', 'badge', 'pin', 'role_grant'],
] as const;

/** Different for everybody, as names are unique. */
export const erasedName = (id: string): string => `erased ${id.slice(0, 8)}`;

export const isErased = ({ id, name }: Pick<Person, 'id' | 'name'>): boolean => name === erasedName(id);

export const people = (run: Run, nowUs: () => number): People => ({
  hasOwner: () =>
    run(async (db) => {
      const row = await db
        .selectFrom('role_grant')
        .select('id')
        .where('role', '=', 'platformOwner')
        .executeTakeFirst();
      return row !== undefined;
    }),
  createOwner: ({ name, passwordHash }) =>
    run((db) =>
      atomically(db, async (tx) => {
        await lockOwners(tx);
        const owner = await tx
          .selectFrom('role_grant')
          .select('id')
          .where('role', '=', 'platformOwner')
          .executeTakeFirst();
        if (owner) throw new AppError('setup.linkInvalid');
        const person = await insert(tx, {
          name,
          place: enterpriseRoot,
          password_hash: passwordHash,
          nowUs: nowUs(),
        });
        await tx
          .insertInto('role_grant')
          .values({ person: person.id, role: 'platformOwner', place: enterpriseRoot, granted_us: nowUs() })
          .execute();
        return person;
      }),
    ),
  list: ({ places, after, limit }) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('person')
        .selectAll()
        .where(sql<boolean>`place = any(${places}::text[])`)
        .$if(after !== undefined, (query) => query.where(sql`lower(name)`, '>', sql`lower(${after})`))
        .orderBy(sql`lower(name)`)
        .limit(limit)
        .execute();
      return rows.map(toPerson);
    }),
  create: (person) => run((db) => insert(db, { ...person, password_hash: null, nowUs: nowUs() })),
  change: (id, { version, name, place, disabled }) =>
    run((db) =>
      atomically(db, async (tx) => {
        if (disabled) await lockOwners(tx);
        const row = await tx
          .selectFrom('person')
          .selectAll()
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst();
        requireVersion(row, { what: 'this account', version, missing: { code: 'person.notFound' } });
        const changed = await tx
          .updateTable('person')
          .set({ version: version + 1, changed_us: nowUs() })
          .$if(name !== undefined, (query) => query.set({ name: name! }))
          .$if(place !== undefined, (query) => query.set({ place: place! }))
          .$if(disabled !== undefined, (query) =>
            query.set({ disabled_us: disabled ? (row.disabled_us ?? nowUs()) : null }),
          )
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow()
          .catch((error) => explained(error, place));
        if (disabled) await requireOwnerLeft(tx);
        return toPerson(changed);
      }),
    ),
  erase: (id, version) =>
    run((db) =>
      atomically(db, async (tx) => {
        await lockOwners(tx);
        const row = await tx
          .selectFrom('person')
          .selectAll()
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst();
        requireVersion(row, { what: 'this account', version, missing: { code: 'person.notFound' } });
        for (const table of ownTables) await tx.deleteFrom(table).where('person', '=', id).execute();
        await tx.deleteFrom('annotation').where('author', '=', id).execute();
        const erased = await tx
          .updateTable('person')
          .set({
            name: erasedName(id),
            password_hash: null,
            disabled_us: row.disabled_us ?? nowUs(),
            version: version + 1,
            changed_us: nowUs(),
          })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        await requireOwnerLeft(tx);
        return toPerson(erased);
      }),
    ),
  get: (id) =>
    run(async (db) => {
      const row = await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toPerson(row);
    }),
  findByName: (name) =>
    run(async (db) => {
      const row = await byName(db, name);
      return (
        row && {
          ...toPerson(row),
          ...(row.password_hash === null ? {} : { passwordHash: row.password_hash }),
        }
      );
    }),
  setPasswordHash: (id, passwordHash) =>
    run(async (db) => {
      await db.updateTable('person').set({ password_hash: passwordHash }).where('id', '=', id).execute();
    }),
});

const byName = (db: Kysely<Tables>, name: string) =>
  db.selectFrom('person').selectAll().where(sql`lower(name)`, '=', sql`lower(${name})`).executeTakeFirst();

/** Asked of the constraints and not beforehand: of two at once with one name only one may have it. */
function explained(error: unknown, place: PlaceId | undefined): never {
  const { constraint } = error as { constraint?: string };
  if (constraint === 'person_name') throw new AppError('person.exists', { cause: error });
  if (place === undefined) throw error;
  return missingPlace(place)(error);
}

async function insert(
  db: Kysely<Tables>,
  { nowUs, ...person }: { name: string; place: PlaceId; password_hash: string | null; nowUs: number },
): Promise<Person> {
  const row = await db
    .insertInto('person')
    .values({ ...person, created_us: nowUs, changed_us: nowUs })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch((error) => explained(error, person.place));
  return toPerson(row);
}

export const toPerson = (row: Omit<Selectable<Tables['person']>, 'password_hash'>): Person => ({
  id: row.id,
  name: row.name,
  place: row.place,
  createdUs: row.created_us,
  ...(row.disabled_us === null ? {} : { disabledUs: row.disabled_us }),
  version: row.version,
  changedUs: row.changed_us,
});
