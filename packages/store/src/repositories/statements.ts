/** For a component that keeps tables of its own in the same database: its statements on our connections, in our transactions. */
import { CompiledQuery } from 'kysely';
import type { Run } from '../run.ts';

export interface Statements {
  /** The schema of the store's own tables; a component takes another, named after it. */
  readonly schema: string;
  /** Values go in as `$1`, `$2`, … Throws what the database says, or `store.unavailable`. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

export const statements = (run: Run, schema: string): Statements => ({
  schema,
  executeSql: (text, values = []) =>
    run((db) => db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values))),
});
