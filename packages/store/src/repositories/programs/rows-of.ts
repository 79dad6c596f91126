/** A table within SQL written by hand: with its schema, which Kysely adds to what it builds alone. PostgreSQL plans it as the table itself. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../tables.ts';

export const rowsOf = (db: Kysely<Tables>, table: keyof Tables) =>
  db.selectFrom(table as 'program').selectAll();
