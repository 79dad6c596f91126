/** There is always somebody who may manage everything: whoever takes the role or the account of the last one is refused. */
import { AppError } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../tables.ts';

/** One at a time: two owners who disable each other at once would both see the other left. */
export async function lockOwners(tx: Kysely<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('mantinel.owners'))`.execute(tx);
}

/** Call after the change, with the owners locked. Throws `person.lastOwner`. */
export async function requireOwnerLeft(tx: Kysely<Tables>): Promise<void> {
  const left = await tx
    .selectFrom('role_grant')
    .innerJoin('person', 'person.id', 'role_grant.person')
    .select('person.id')
    .where('role', '=', 'platformOwner')
    .where('role_grant.place', '=', enterpriseRoot)
    .where('disabled_us', 'is', null)
    .executeTakeFirst();
  if (!left) throw new AppError('person.lastOwner');
}
