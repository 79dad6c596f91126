/** Second factors of people and their recovery codes. Secrets come sealed; codes come as SHA-256. */
import { sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';

export interface SecondFactor {
  /** Sealed by whoever calls. */
  readonly secret: Uint8Array;
  readonly confirmed: boolean;
  /** Time step of the newest code accepted. */
  readonly lastStep?: number;
  readonly recoveryCodesLeft: number;
}

export interface SecondFactors {
  get(person: string): Promise<SecondFactor | undefined>;
  /** Not asked for until it is confirmed; false when there is a confirmed one already. */
  begin(factor: { person: string; secret: Uint8Array }): Promise<boolean>;
  /** From now on it is asked for; false when it is confirmed already, or gone. */
  confirm(factor: { person: string; step: number; codeHashes: readonly Uint8Array[] }): Promise<boolean>;
  /** Takes a time step once; false when it or a later one was taken before, also when two race. */
  takeStep(code: { person: string; step: number }): Promise<boolean>;
  /** Takes a recovery code once. */
  takeRecoveryCode(code: { person: string; codeHash: Uint8Array }): Promise<boolean>;
  remove(person: string): Promise<boolean>;
}

export const secondFactors = (run: Run, nowUs: () => number): SecondFactors => ({
  get: (person) =>
    run(async (db) => {
      const row = await db
        .selectFrom('second_factor')
        .selectAll()
        .select((eb) =>
          eb
            .selectFrom('recovery_code')
            .whereRef('recovery_code.person', '=', 'second_factor.person')
            .where('used_us', 'is', null)
            .select(sql<number>`count(*)::integer`.as('left'))
            .as('left'),
        )
        .where('person', '=', person)
        .executeTakeFirst();
      return (
        row && {
          secret: row.secret,
          confirmed: row.confirmed_us !== null,
          ...(row.last_step === null ? {} : { lastStep: row.last_step }),
          recoveryCodesLeft: row.left ?? 0,
        }
      );
    }),
  begin: ({ person, secret }) =>
    run(async (db) => {
      const row = await db
        .insertInto('second_factor')
        .values({ person, secret, created_us: nowUs() })
        .onConflict((conflict) =>
          conflict
            .column('person')
            .doUpdateSet({ secret, created_us: nowUs(), last_step: null })
            .where('second_factor.confirmed_us', 'is', null),
        )
        .returning('person')
        .executeTakeFirst();
      return row !== undefined;
    }),
  confirm: ({ person, step, codeHashes }) =>
    run((db) =>
      atomically(db, async (tx) => {
        const row = await tx
          .updateTable('second_factor')
          .set({ confirmed_us: nowUs(), last_step: step })
          .where('person', '=', person)
          .where('confirmed_us', 'is', null)
          .returning('person')
          .executeTakeFirst();
        if (!row) return false;
        await tx
          .insertInto('recovery_code')
          .values(codeHashes.map((code_hash) => ({ person, code_hash })))
          .execute();
        return true;
      }),
    ),
  takeStep: ({ person, step }) =>
    run(async (db) => {
      const row = await db
        .updateTable('second_factor')
        .set({ last_step: step })
        .where('person', '=', person)
        .where(({ eb, or }) => or([eb('last_step', 'is', null), eb('last_step', '<', step)]))
        .returning('person')
        .executeTakeFirst();
      return row !== undefined;
    }),
  takeRecoveryCode: ({ person, codeHash }) =>
    run(async (db) => {
      const row = await db
        .updateTable('recovery_code')
        .set({ used_us: nowUs() })
        .where('person', '=', person)
        .where('code_hash', '=', codeHash)
        .where('used_us', 'is', null)
        .returning('person')
        .executeTakeFirst();
      return row !== undefined;
    }),
  remove: (person) =>
    run(async (db) => {
      const { numDeletedRows } = await db
        .deleteFrom('second_factor')
        .where('person', '=', person)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    }),
});
