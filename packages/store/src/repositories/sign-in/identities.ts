/** Accounts of an OpenID provider that open accounts here: by issuer and subject, never by e-mail. */
import { AppError } from '@mantinel/contract';
import type { Selectable } from 'kysely';
import type { Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';

export interface Identity {
  readonly id: string;
  readonly issuer: string;
  /** The provider's own name for the account, which it never gives to another. */
  readonly subject: string;
  readonly person: string;
  /** What the provider called it when it was last used; empty until then. */
  readonly label: string;
  readonly linkedUs: number;
  readonly lastUsedUs?: number;
}

export interface Identities {
  find(identity: { issuer: string; subject: string }): Promise<Identity | undefined>;
  of(person: string): Promise<Identity[]>;
  /** Throws `identity.taken` when it opens an account already, also when two race. */
  link(identity: { issuer: string; subject: string; person: string; label?: string }): Promise<Identity>;
  /** It was just used, and is called so now. */
  used(id: string, label: string): Promise<void>;
  /** Throws `identity.notFound`. */
  unlink(identity: { id: string; person: string }): Promise<Identity>;
}

export const identities = (run: Run, nowUs: () => number): Identities => ({
  find: ({ issuer, subject }) =>
    run(async (db) => {
      const row = await db
        .selectFrom('identity')
        .selectAll()
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .executeTakeFirst();
      return row && toIdentity(row);
    }),
  of: (person) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('identity')
        .selectAll()
        .where('person', '=', person)
        .orderBy('linked_us')
        .execute();
      return rows.map(toIdentity);
    }),
  link: (identity) =>
    run(async (db) => {
      const row = await db
        .insertInto('identity')
        .values({ ...identity, linked_us: nowUs() })
        .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
        .returningAll()
        .executeTakeFirst();
      if (!row) throw new AppError('identity.taken');
      return toIdentity(row);
    }),
  used: (id, label) =>
    run(async (db) => {
      await db.updateTable('identity').set({ label, last_used_us: nowUs() }).where('id', '=', id).execute();
    }),
  unlink: ({ id, person }) =>
    run(async (db) => {
      const row = await db
        .deleteFrom('identity')
        .where('id', '=', id)
        .where('person', '=', person)
        .returningAll()
        .executeTakeFirst();
      if (!row) throw new AppError('identity.notFound');
      return toIdentity(row);
    }),
});

const toIdentity = (row: Selectable<Tables['identity']>): Identity => ({
  id: row.id,
  issuer: row.issuer,
  subject: row.subject,
  person: row.person,
  label: row.label,
  linkedUs: row.linked_us,
  ...(row.last_used_us === null ? {} : { lastUsedUs: row.last_used_us }),
});
