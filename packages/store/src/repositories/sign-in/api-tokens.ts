/** What programs sign in with. The token itself is never stored, only its SHA-256. */
import type { PlaceId } from '@mantinel/domain';
import type { Selectable } from 'kysely';
import type { Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import type { Person } from '../people/people.ts';
import { usablePerson } from '../people/usable-person.ts';
import { missingPlace } from '../plant/missing-place.ts';

export type TokenKind = 'token' | 'certificate';

export interface ApiToken {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  /** A certificate of an edge node counts as a token whose secret it is. */
  readonly kind: TokenKind;
  readonly lastFour: string;
  /** As they were named; what is no permission any more counts for nothing. */
  readonly permissions: readonly string[];
  readonly place: PlaceId;
  readonly createdUs: number;
  readonly expiresUs: number;
  readonly lastUsedUs?: number;
}

export interface ApiTokens {
  /** Throws `place.notFound`. */
  create(token: NewApiToken): Promise<ApiToken>;
  /**
   * The token, also when it has expired, with its owner, whose account may be used. Notes the use of one that has not expired,
   * at most once a minute.
   */
  find(tokenHash: Uint8Array, kind?: TokenKind): Promise<{ token: ApiToken; person: Person } | undefined>;
  /** In order of their names. */
  of(person: string): Promise<ApiToken[]>;
  /** Everybody's certificates with their owners' names, the next to expire first. */
  certificates(): Promise<CertificateRow[]>;
  /** Returns what was removed, when it was this person's. */
  remove(token: { id: string; person?: string; kind?: TokenKind }): Promise<ApiToken | undefined>;
  /** Those that expired before this time; returns how many. */
  removeExpired(beforeUs: number): Promise<number>;
}

export interface CertificateRow extends ApiToken {
  readonly personName: string;
  readonly fingerprint: Uint8Array;
}

export interface NewApiToken {
  readonly person: string;
  /** `token` when left out. */
  readonly kind?: TokenKind;
  readonly name: string;
  readonly tokenHash: Uint8Array;
  readonly lastFour: string;
  readonly permissions: readonly string[];
  readonly place: PlaceId;
  readonly expiresUs: number;
}

const usedEveryUs = 60_000_000;

export const apiTokens = (run: Run, nowUs: () => number): ApiTokens => ({
  create: ({ person, name, kind = 'token', tokenHash, lastFour, permissions, place, expiresUs }) =>
    run(async (db) => {
      const row = await db
        .insertInto('api_token')
        .values({
          person,
          name,
          kind,
          token_hash: tokenHash,
          last_four: lastFour,
          permissions: [...permissions],
          place,
          created_us: nowUs(),
          expires_us: expiresUs,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
        .catch(missingPlace(place));
      return toToken(row);
    }),
  find: (tokenHash, kind = 'token') =>
    run(async (db) => {
      const row = await db
        .selectFrom('api_token')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .where('kind', '=', kind)
        .executeTakeFirst();
      const person = row && (await usablePerson(db, row.person));
      if (!row || !person) return undefined;
      const now = nowUs();
      // Not with every request: a write each would wear the disk for a figure nobody needs to the second.
      if (row.expires_us > now && now - (row.last_used_us ?? 0) >= usedEveryUs) {
        await db.updateTable('api_token').set({ last_used_us: now }).where('id', '=', row.id).execute();
        row.last_used_us = now;
      }
      return { token: toToken(row), person };
    }),
  of: (person) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('api_token')
        .selectAll()
        .where('person', '=', person)
        .orderBy('name')
        .orderBy('created_us')
        .execute();
      return rows.map(toToken);
    }),
  certificates: () =>
    run(async (db) => {
      const rows = await db
        .selectFrom('api_token')
        .innerJoin('person', 'person.id', 'api_token.person')
        .selectAll('api_token')
        .select('person.name as person_name')
        .where('kind', '=', 'certificate')
        .orderBy('api_token.expires_us')
        .execute();
      return rows.map((row) => ({
        ...toToken(row),
        personName: row.person_name,
        fingerprint: row.token_hash,
      }));
    }),
  remove: ({ id, person, kind }) =>
    run(async (db) => {
      const row = await db
        .deleteFrom('api_token')
        .where('id', '=', id)
        .$if(person !== undefined, (query) => query.where('person', '=', person!))
        .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
        .returningAll()
        .executeTakeFirst();
      return row && toToken(row);
    }),
  removeExpired: (beforeUs) =>
    run(async (db) => {
      const { numDeletedRows } = await db
        .deleteFrom('api_token')
        .where('expires_us', '<=', beforeUs)
        .executeTakeFirst();
      return Number(numDeletedRows);
    }),
});

const toToken = (row: Omit<Selectable<Tables['api_token']>, 'token_hash'>): ApiToken => ({
  id: row.id,
  person: row.person,
  name: row.name,
  kind: row.kind,
  lastFour: row.last_four,
  permissions: row.permissions,
  place: row.place,
  createdUs: row.created_us,
  expiresUs: row.expires_us,
  ...(row.last_used_us === null ? {} : { lastUsedUs: row.last_used_us }),
});
