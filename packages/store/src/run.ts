/** How repositories reach the database: the pool of the moment, or one transaction. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export type Run = <T>(work: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;

/** Several statements as one, whether or not the caller is in a transaction already. */
export const atomically = <T>(db: Kysely<Tables>, work: (tx: Kysely<Tables>) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : db.transaction().execute(work);

/** A statement takes at most 65,535 parameters; no table written in bulk has more than 12 columns. */
export function* chunksOf<T>(rows: readonly T[], size = 5000): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
