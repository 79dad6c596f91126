/**
 * The tables of a backup into an empty database: the schema is built as it was then, filled, and only then brought up to date,
 * so that a backup outlives both Mantinel's schema and PostgreSQL's major version.
 */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { AppError, type DatabaseManifest } from '@mantinel/contract';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { checksumOf, loadMigrations, type Migration, migrate } from '../migrate.ts';
import { defaultSchema, type StoreOptions, serverOf } from '../server-of.ts';
import { bareTables } from './bare-tables.ts';
import { setSequences } from './sequences.ts';
import { checkTables, tableFile } from './table-files.ts';
import { withClient } from './with-client.ts';

export type ImportOptions = StoreOptions & {
  readonly folder: string;
  readonly manifest: DatabaseManifest;
  readonly signal: AbortSignal;
  readonly onTable?: (table: string, rows: number) => void;
  /** The migrations of this version unless told. */
  readonly migrations?: readonly Migration[];
};

/**
 * What was ended, revoked or used since the backup must not come back to life: everybody signs in again, programs are given new
 * tokens, and shared terminals are paired anew; where they stand and what opens them stays. What proves who somebody is comes
 * back as roles do: passkeys, badges, PINs, accounts at a provider. Recovery codes as well: where the keys are lost they are the
 * way in, and they open nothing without the password.
 */
const notRevived: readonly { readonly table: string; readonly sql: (place: string) => string }[] = [
  ...['session', 'password_link', 'api_token'].map((table) => ({
    table,
    sql: (place: string) => `delete from ${place}`,
  })),
  {
    table: 'terminal',
    sql: (place) =>
      `update ${place} set secret_hash = null, code_hash = null, code_expires_us = null, paired_us = null, device = '', last_seen_us = null`,
  },
];

/**
 * Throws `store.schemaTooNew`, `store.migrationChanged`, `backup.damaged` before anything is touched, `restore.databaseNotEmpty`;
 * the schema is gone again when anything fails later. An embedded server is stopped at the end.
 */
export async function importDatabase(options: ImportOptions): Promise<void> {
  const { schema = defaultSchema, folder, manifest, signal, environment } = options;
  const migrations = options.migrations ?? (await loadMigrations());
  const then = migrationsOf(manifest, migrations);
  await checkTables(folder, manifest);
  const server = serverOf(options);
  try {
    const target = await server.provide(signal);
    await withClient(target, { signal, place: server.place }, async (client) => {
      if (await isThere(client, schema))
        throw new AppError('restore.databaseNotEmpty', { data: { place: server.place, schema } });
      const pool = new pg.Pool({ ...target, max: 1 });
      pool.on('error', () => undefined); // whoever uses it is told
      const { nowUs } = environment;
      try {
        await migrate(pool, schema, { migrations: then, nowUs });
        await fill(client, { ...options, schema });
        await migrate(pool, schema, { migrations, nowUs });
      } catch (error) {
        // Half a database must not pass for a restored one, nor stand in the way of the next attempt.
        await client.query('rollback').catch(() => undefined); // broken off by a stop: the server rolls back
        await pool
          .query(`drop schema if exists ${pg.escapeIdentifier(schema)} cascade`)
          .catch(() => undefined); // the server is gone
        throw error;
      } finally {
        await pool.end();
      }
    });
  } finally {
    await server.stop();
  }
}

/** Those that the backup had seen, which must be the beginning of ours. */
function migrationsOf(manifest: DatabaseManifest, known: readonly Migration[]): readonly Migration[] {
  const { schemaVersion } = manifest;
  if (schemaVersion > known.length)
    throw new AppError('store.schemaTooNew', { data: { version: schemaVersion } });
  for (const { version, name, checksum } of manifest.migrations) {
    const ours = known[version - 1];
    if (!ours || checksumOf(ours) !== checksum)
      throw new AppError('store.migrationChanged', { data: { migration: name } });
  }
  return known.slice(0, schemaVersion);
}

async function isThere(client: pg.ClientBase, schema: string): Promise<boolean> {
  const { rows } = await client.query(
    'select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 limit 1',
    [schema],
  );
  return rows.length > 0;
}

async function fill(client: pg.Client, options: ImportOptions & { readonly schema: string }): Promise<void> {
  const { schema, folder, manifest, signal, onTable } = options;
  if (manifest.tables.length === 0) return;
  const place = (table: string) => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
  await client.query('begin');
  // For the indexes at the end; the default is that of a shop's PC with everything running.
  await client.query("set local maintenance_work_mem = '256MB'");
  const giveBack = await bareTables(client, schema);
  // Migrations put rows of their own into empty tables; the backup has them as people have changed them since.
  await client.query(`truncate ${manifest.tables.map(({ name }) => place(name)).join(', ')}`);
  for (const { name, columns, rows } of manifest.tables) {
    await client.query(`alter table ${place(name)} disable trigger user`);
    const copy = client.query(
      copyFrom(`copy ${place(name)} (${columns.map(pg.escapeIdentifier).join(', ')}) from stdin`),
    );
    await pipeline(createReadStream(tableFile(folder, name)), copy, { signal });
    if (copy.rowCount !== rows)
      throw new AppError('backup.damaged', {
        data: { file: `${name}.copy`, problem: `holds ${copy.rowCount} rows instead of ${rows}` },
      });
    await client.query(`alter table ${place(name)} enable trigger user`);
    onTable?.(name, rows);
  }
  for (const { table, sql } of notRevived)
    if (manifest.tables.some(({ name }) => name === table)) await client.query(sql(place(table)));
  for (const statement of giveBack) await client.query(statement);
  await setSequences(client, schema, manifest.sequences);
  await client.query('commit');
}
