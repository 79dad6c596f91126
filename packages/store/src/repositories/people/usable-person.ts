/** Whose account may be used: what a credential opens is worth nothing once it was disabled. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../tables.ts';
import { type Person, toPerson } from './people.ts';

export async function usablePerson(db: Kysely<Tables>, id: string): Promise<Person | undefined> {
  const row = await db
    .selectFrom('person')
    .selectAll()
    .where('id', '=', id)
    .where('disabled_us', 'is', null)
    .executeTakeFirst();
  return row && toPerson(row);
}
