/** Whether this version can work with the tables that are there, without changing anything. */

import { withClient } from './backup/with-client.ts';
import { loadMigrations, readApplied, requireKnown } from './migrate.ts';
import { defaultSchema, type StoreOptions, serverOf } from './server-of.ts';

export interface SchemaLook {
  /** Of the newest migration applied; 0 where there are no tables yet. */
  readonly version: number;
  /** Of the newest that this version has. */
  readonly newest: number;
}

/**
 * An embedded server is started for this and stopped again: one that runs is named by its `runningAddress`. Throws
 * `store.schemaTooNew`, `store.migrationChanged`, and what the server throws.
 */
export async function lookAtSchema(
  options: StoreOptions & { readonly signal: AbortSignal },
): Promise<SchemaLook> {
  const { schema = defaultSchema, signal } = options;
  const migrations = await loadMigrations();
  const server = serverOf(options);
  try {
    const target = await server.provide(signal);
    return await withClient(target, { signal, place: server.place }, async (client) => {
      const applied = await readApplied(client, schema);
      requireKnown(applied, migrations);
      return { version: applied.at(-1)?.version ?? 0, newest: migrations.length };
    });
  } finally {
    await server.stop();
  }
}
