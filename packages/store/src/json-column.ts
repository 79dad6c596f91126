import type { ColumnType } from 'kysely';

/** Written as JSON text: the driver would take an array for a Postgres array, and a bare string for JSON text. */
export type Json<T = unknown> = ColumnType<T, string, string>;
