/** Signed-in browsers. The token itself is never stored, only its SHA-256. */

import type { PlaceId } from '@mantinel/domain';
import { type Kysely, sql } from 'kysely';
import type { Run } from '../run.ts';
import type { Tables } from '../tables.ts';
import { type Person, toPerson } from './people/people.ts';
import type { TerminalSettings } from './sign-in/terminals.ts';

export interface Session {
  /** Names it for people; opens nothing. */
  readonly id: string;
  /** Browser and system in words, and from where it began; empty where that is not known. */
  readonly device: string;
  readonly address: string;
  readonly person: Person;
  readonly createdUs: number;
  readonly expiresUs: number;
  readonly lastSeenUs: number;
  /** When a password or a code was last proved in it. */
  readonly provedUs: number;
  /** The shared terminal where it was begun. */
  readonly terminal?: SessionTerminal;
}

export interface SessionTerminal extends TerminalSettings {
  readonly id: string;
  readonly place: PlaceId;
}

export interface Sessions {
  create(session: NewSession): Promise<void>;
  /** The session when it has not expired, was seen within a week, and its person's account may be used. Notes that it was seen, at most once a minute. */
  find(tokenHash: Uint8Array): Promise<Session | undefined>;
  /** A password or a code was proved in it just now. */
  prove(id: string): Promise<void>;
  /** Returns what signs out at the provider where it began, sealed. */
  remove(tokenHash: Uint8Array): Promise<Uint8Array | undefined>;
  /** It ends then instead, yet never later than `longestUs` after its beginning. */
  extend(session: { id: string; expiresUs: number; longestUs: number }): Promise<void>;
  /** Those that can still be used, the one seen last first. */
  of(person: string): Promise<Session[]>;
  /** Ends this one, or without `id` all but `except`; returns how many there were. */
  end(sessions: { person: string; id?: string; except?: string }): Promise<number>;
  /** Signs a person out everywhere, as after a new password. */
  removeAllOf(person: string): Promise<void>;
  /** Returns how many had expired. */
  removeExpired(): Promise<number>;
}

export interface NewSession {
  readonly tokenHash: Uint8Array;
  readonly person: string;
  readonly expiresUs: number;
  readonly device?: string;
  readonly address?: string;
  /** Of the provider where it began, sealed by whoever calls. */
  readonly providerHint?: Uint8Array;
  /** Id of the shared terminal. */
  readonly terminal?: string;
}

/** Long enough for a week of holidays, short enough for a tablet that was left in a drawer. */
const idleUs = 7 * 24 * 3_600_000_000;
const seenEveryUs = 60_000_000;
const aheadUs = 24 * 3_600_000_000;

export const sessions = (run: Run, nowUs: () => number): Sessions => ({
  create: ({ tokenHash, person, expiresUs, device = '', address = '', providerHint, terminal }) =>
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
          device,
          address,
          provider_hint: providerHint ?? null,
          terminal: terminal ?? null,
        })
        .execute();
    }),
  find: (tokenHash) =>
    run(async (db) => {
      const now = nowUs();
      const row = await usable(db, now).where('token_hash', '=', tokenHash).executeTakeFirst();
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
      return { ...toSession(row), lastSeenUs: seen ? now : row.last_seen_us };
    }),
  prove: (id) =>
    run(async (db) => {
      await db.updateTable('session').set({ proved_us: nowUs() }).where('id', '=', id).execute();
    }),
  extend: ({ id, expiresUs, longestUs }) =>
    run(async (db) => {
      await db
        .updateTable('session')
        .set({ expires_us: sql<number>`least(${expiresUs}::bigint, created_us + ${longestUs}::bigint)` })
        .where('id', '=', id)
        .execute();
    }),
  remove: (tokenHash) =>
    run(async (db) => {
      const row = await db
        .deleteFrom('session')
        .where('token_hash', '=', tokenHash)
        .returning('provider_hint')
        .executeTakeFirst();
      return row?.provider_hint ?? undefined;
    }),
  of: (person) =>
    run(async (db) => {
      const rows = await usable(db, nowUs())
        .where('session.person', '=', person)
        .orderBy('session.last_seen_us', 'desc')
        .execute();
      return rows.map(toSession);
    }),
  end: ({ person, id, except }) =>
    run(async (db) => {
      const { numDeletedRows } = await db
        .deleteFrom('session')
        .where('person', '=', person)
        .$if(id !== undefined, (query) => query.where('id', '=', id!))
        .$if(except !== undefined, (query) => query.where('id', '!=', except!))
        .executeTakeFirst();
      return Number(numDeletedRows);
    }),
  removeAllOf: (person) =>
    run(async (db) => {
      await db.deleteFrom('session').where('person', '=', person).execute();
    }),
  removeExpired: () =>
    run(async (db) => {
      const { numDeletedRows } = await db
        .deleteFrom('session')
        .where(({ eb, or }) =>
          or([eb('expires_us', '<=', nowUs()), eb('last_seen_us', '<=', nowUs() - idleUs)]),
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    }),
});

const usable = (db: Kysely<Tables>, now: number) =>
  db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person')
    .leftJoin('terminal', 'terminal.id', 'session.terminal')
    .select(['session.id as session_id', 'session.created_us as session_created_us'])
    .select(['session.device', 'address', 'expires_us', 'session.last_seen_us', 'proved_us'])
    .select(['terminal.id as terminal_id', 'terminal.name as terminal_name'])
    .select(['terminal.place as terminal_place', 'badge', 'names', 'idle_seconds'])
    .select(['person.id', 'person.name', 'person.place', 'person.created_us', 'disabled_us'])
    .select(['person.version', 'person.changed_us'])
    .where('disabled_us', 'is', null)
    .where('expires_us', '>', now)
    // Of a clock that was years ahead: it would last for years.
    .where('session.created_us', '<', now + aheadUs)
    .where('session.last_seen_us', '>', now - idleUs);

type UsableRow = Awaited<ReturnType<ReturnType<typeof usable>['execute']>>[number];

const toSession = (row: UsableRow): Session => ({
  id: row.session_id,
  person: toPerson(row),
  device: row.device,
  address: row.address,
  createdUs: row.session_created_us,
  expiresUs: row.expires_us,
  lastSeenUs: row.last_seen_us,
  provedUs: row.proved_us,
  ...(row.terminal_id === null
    ? {}
    : {
        terminal: {
          id: row.terminal_id,
          name: row.terminal_name!,
          place: row.terminal_place!,
          badge: row.badge!,
          names: row.names!,
          idleSeconds: row.idle_seconds!,
        },
      }),
});
