/** Public keys of passkeys, and how often each has signed. */
import { AppError } from '@mantinel/contract';
import type { Selectable } from 'kysely';
import type { Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import type { Person } from '../people/people.ts';
import { usablePerson } from '../people/usable-person.ts';

export interface Passkey {
  readonly id: string;
  readonly person: string;
  readonly credentialId: Uint8Array;
  /** COSE_Key. */
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly rpId: string;
  readonly transports: readonly string[];
  readonly synced: boolean;
  readonly name: string;
  readonly createdUs: number;
  readonly lastUsedUs?: number;
}

export interface Passkeys {
  /** Throws `passkey.exists`. */
  add(passkey: Omit<Passkey, 'id' | 'createdUs' | 'lastUsedUs'>): Promise<Passkey>;
  /** With its owner, whose account may be used. */
  find(credentialId: Uint8Array): Promise<{ passkey: Passkey; person: Person } | undefined>;
  /** In the order in which they were made. */
  of(person: string): Promise<Passkey[]>;
  rename(passkey: { id: string; person: string; name: string }): Promise<Passkey | undefined>;
  /** Notes a signature; false when the counter has not grown though the authenticator counts, also when two race. */
  used(signature: { id: string; counter: number }): Promise<boolean>;
  /** Returns what was removed, when it was this person's. */
  remove(passkey: { id: string; person: string }): Promise<Passkey | undefined>;
}

export const passkeys = (run: Run, nowUs: () => number): Passkeys => ({
  add: ({ person, credentialId, publicKey, counter, rpId, transports, synced, name }) =>
    run(async (db) => {
      const row = await db
        .insertInto('passkey')
        .values({
          person,
          credential_id: credentialId,
          public_key: publicKey,
          counter,
          rp_id: rpId,
          transports: [...transports],
          synced,
          name,
          created_us: nowUs(),
        })
        .onConflict((conflict) => conflict.column('credential_id').doNothing())
        .returningAll()
        .executeTakeFirst();
      if (!row) throw new AppError('passkey.exists');
      return toPasskey(row);
    }),
  find: (credentialId) =>
    run(async (db) => {
      const row = await db
        .selectFrom('passkey')
        .selectAll()
        .where('credential_id', '=', credentialId)
        .executeTakeFirst();
      const person = row && (await usablePerson(db, row.person));
      return row && person && { passkey: toPasskey(row), person };
    }),
  of: (person) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('passkey')
        .selectAll()
        .where('person', '=', person)
        .orderBy('created_us')
        .execute();
      return rows.map(toPasskey);
    }),
  rename: ({ id, person, name }) =>
    run(async (db) => {
      const row = await db
        .updateTable('passkey')
        .set({ name })
        .where('id', '=', id)
        .where('person', '=', person)
        .returningAll()
        .executeTakeFirst();
      return row && toPasskey(row);
    }),
  used: ({ id, counter }) =>
    run(async (db) => {
      const row = await db
        .updateTable('passkey')
        .set({ counter, last_used_us: nowUs() })
        .where('id', '=', id)
        // An authenticator that never counts answers 0 (WebAuthn 3, 6.1.1).
        .where(({ eb, or }) =>
          or([eb('counter', '<', counter), ...(counter === 0 ? [eb('counter', '=', 0)] : [])]),
        )
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    }),
  remove: ({ id, person }) =>
    run(async (db) => {
      const row = await db
        .deleteFrom('passkey')
        .where('id', '=', id)
        .where('person', '=', person)
        .returningAll()
        .executeTakeFirst();
      return row && toPasskey(row);
    }),
});

const toPasskey = (row: Selectable<Tables['passkey']>): Passkey => ({
  id: row.id,
  person: row.person,
  credentialId: row.credential_id,
  publicKey: row.public_key,
  counter: row.counter,
  rpId: row.rp_id,
  transports: row.transports,
  synced: row.synced,
  name: row.name,
  createdUs: row.created_us,
  ...(row.last_used_us === null ? {} : { lastUsedUs: row.last_used_us }),
});
