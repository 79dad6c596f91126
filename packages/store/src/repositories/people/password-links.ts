/** One-time links by which a person chooses a password: nobody else ever knows one. The token itself is never stored. */
import { AppError } from '@mantinel/contract';
import type { Run } from '../../run.ts';

export interface PasswordLinks {
  /** Replaces an earlier link of this person. */
  create(link: {
    tokenHash: Uint8Array;
    person: string;
    expiresUs: number;
    /** For who lost the phone as well. */
    resetsSecondFactor?: boolean;
  }): Promise<void>;
  /** Spends the link; returns whose it is and what it resets. Throws `passwordLink.invalid`, also for the account of somebody disabled. */
  take(tokenHash: Uint8Array): Promise<{ person: string; resetsSecondFactor: boolean }>;
  /** Returns how many had expired. */
  removeExpired(): Promise<number>;
}

export const passwordLinks = (run: Run, nowUs: () => number): PasswordLinks => ({
  create: ({ tokenHash, person, expiresUs, resetsSecondFactor = false }) =>
    run(async (db) => {
      const link = {
        token_hash: tokenHash,
        expires_us: expiresUs,
        resets_second_factor: resetsSecondFactor,
      };
      await db
        .insertInto('password_link')
        .values({ person, ...link })
        .onConflict((conflict) => conflict.column('person').doUpdateSet(link))
        .execute();
    }),
  take: (tokenHash) =>
    run(async (db) => {
      // One statement: of two who use it at once, one finds it gone.
      const row = await db
        .deleteFrom('password_link')
        .using('person')
        .whereRef('person.id', '=', 'password_link.person')
        .where('person.disabled_us', 'is', null)
        .where('token_hash', '=', tokenHash)
        .where('expires_us', '>', nowUs())
        .returning(['password_link.person', 'resets_second_factor'])
        .executeTakeFirst();
      if (!row) throw new AppError('passwordLink.invalid');
      return { person: row.person, resetsSecondFactor: row.resets_second_factor };
    }),
  removeExpired: () =>
    run(async (db) => {
      const { numDeletedRows } = await db
        .deleteFrom('password_link')
        .where('expires_us', '<=', nowUs())
        .executeTakeFirst();
      return Number(numDeletedRows);
    }),
});
