/** Signed-in browsers. The token itself is never stored, only its SHA-256. */
import type { Run } from '../run.ts';
import { type Person, toPerson } from './people/people.ts';

export interface Session {
  /** Names it for people; opens nothing. */
  readonly id: string;
  readonly person: Person;
  readonly createdUs: number;
  readonly expiresUs: number;
  readonly lastSeenUs: number;
  /** When a password or a code was last proved in it. */
  readonly provedUs: number;
}

export interface Sessions {
  create(session: { tokenHash: Uint8Array; person: string; expiresUs: number }): Promise<void>;
  /** The session when it has not expired and its person's account may be used. Notes that it was seen, at most once a minute. */
  find(tokenHash: Uint8Array): Promise<Session | undefined>;
  remove(tokenHash: Uint8Array): Promise<void>;
  /** Signs a person out everywhere, as after a new password. */
  removeAllOf(person: string): Promise<void>;
  /** Returns how many had expired. */
  removeExpired(): Promise<number>;
}

const seenEveryUs = 60_000_000;

export const sessions = (run: Run, nowUs: () => number): Sessions => ({
  create: ({ tokenHash, person, expiresUs }) =>
    run(async (db) => {
      const now = nowUs();
      await db
        .insertInto('session')
        .values({
          token_hash: tokenHash,
          person,
          created_us: now,
          expires_us: expiresUs,
          last_seen_us: now,
          proved_us: now,
        })
        .execute();
    }),
  find: (tokenHash) =>
    run(async (db) => {
      const now = nowUs();
      const row = await db
        .selectFrom('session')
        .innerJoin('person', 'person.id', 'session.person')
        .select([
          'session.created_us as session_created_us',
          'expires_us',
          'last_seen_us',
          'proved_us',
          'session.id as session_id',
        ])
        .select([
          'person.id',
          'person.name',
          'person.place',
          'person.created_us',
          'disabled_us',
          'version',
          'changed_us',
        ])
        .where('token_hash', '=', tokenHash)
        .where('disabled_us', 'is', null)
        .where('expires_us', '>', now)
        .executeTakeFirst();
      if (!row) return undefined;
      // Not with every request: a write each would wear the disk for a figure nobody needs to the second.
      const seen = now - row.last_seen_us >= seenEveryUs;
      if (seen) {
        await db
          .updateTable('session')
          .set({ last_seen_us: now })
          .where('token_hash', '=', tokenHash)
          .execute();
      }
      return {
        id: row.session_id,
        provedUs: row.proved_us,
        person: toPerson(row),
        createdUs: row.session_created_us,
        expiresUs: row.expires_us,
        lastSeenUs: seen ? now : row.last_seen_us,
      };
    }),
  remove: (tokenHash) =>
    run(async (db) => {
      await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
    }),
  removeAllOf: (person) =>
    run(async (db) => {
      await db.deleteFrom('session').where('person', '=', person).execute();
    }),
  removeExpired: () =>
    run(async (db) => {
      const { numDeletedRows } = await db
        .deleteFrom('session')
        .where('expires_us', '<=', nowUs())
        .executeTakeFirst();
      return Number(numDeletedRows);
    }),
});
