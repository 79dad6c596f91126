/** Numbered SQL migrations, each in a transaction of its own, guarded against two Mantinels and against edited history. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { AppError } from '@mantinel/contract';
import pg from 'pg';

export interface Migration {
  readonly version: number;
  /** `0001-start`. */
  readonly name: string;
  readonly sql: string;
}

/** What `migrate` needs of a pool. */
interface Pool {
  connect(): Promise<pg.PoolClient>;
}

export interface Applied {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

const folder = new URL('../migrations/', import.meta.url);

/** The migrations of this version, in order; throws when a number is missing or used twice. */
export async function loadMigrations(from: URL = folder): Promise<Migration[]> {
  const files = (await readdir(from)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file, index) => {
      const version = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1]);
      if (version !== index + 1)
        throw new Error(
          `${file}: expected a name like ${String(index + 1).padStart(4, '0')}-what-it-does.sql`,
        );
      // A Windows checkout may have turned line ends; that is no change.
      const sql = (await readFile(new URL(file, from), 'utf8')).replaceAll('\r\n', '\n');
      return { version, name: file.slice(0, -'.sql'.length), sql };
    }),
  );
}

/**
 * Brings `schema` up to date; returns what was applied. Throws `store.schemaTooNew` for a database of a later version and
 * `store.migrationChanged` when an applied migration no longer reads as it did.
 */
export async function migrate(
  pool: Pool,
  schema: string,
  { migrations, nowUs }: { migrations: readonly Migration[]; nowUs: () => number },
): Promise<string[]> {
  const name = pg.escapeIdentifier(schema);
  const client = await pool.connect();
  const applied: string[] = [];
  try {
    for (;;) {
      await client.query('begin');
      // Held to the end of the transaction: a second Mantinel waits here and then finds the work done.
      await client.query("select pg_advisory_xact_lock(hashtext('mantinel.migrate'), hashtext($1))", [
        schema,
      ]);
      const done = await readApplied(client, schema);
      requireKnown(done, migrations);
      const next = migrations[done.length];
      if (!next) {
        await client.query('commit');
        return applied;
      }
      if (done.length === 0) await client.query(createHistory(name));
      await client.query(`set local search_path to ${name}`);
      await client.query(next.sql);
      await client.query(
        `insert into ${name}.migration (version, name, checksum, applied_us) values ($1, $2, $3, $4)`,
        [next.version, next.name, checksumOf(next), nowUs()],
      );
      await client.query('commit');
      applied.push(next.name);
    }
  } catch (error) {
    await client.query('rollback').catch(() => undefined); // the connection is gone, and the transaction with it
    throw error;
  } finally {
    client.release();
  }
}

/** What was applied to a schema; nothing where it is not there. */
export async function readApplied(client: pg.ClientBase, schema: string): Promise<Applied[]> {
  const { rows } = await client.query('select to_regclass($1) is not null as there', [
    `${pg.escapeIdentifier(schema)}.migration`,
  ]);
  if (!rows[0].there) return [];
  const history = await client.query<Applied>(
    `select version, name, checksum from ${pg.escapeIdentifier(schema)}.migration order by version`,
  );
  return history.rows;
}

const createHistory = (schema: string): string => `
  create schema if not exists ${schema};
  create table if not exists ${schema}.migration (
    version integer primary key,
    name text not null,
    checksum text not null,
    applied_us bigint not null
  );
  comment on table ${schema}.migration is 'What was applied; checksum is the SHA-256 of the file.';`;

/** Throws `store.schemaTooNew`, `store.migrationChanged`. */
export function requireKnown(done: readonly Applied[], migrations: readonly Migration[]): void {
  const newest = done.at(-1);
  if (newest && newest.version > migrations.length)
    throw new AppError('store.schemaTooNew', { data: { version: newest.version } });
  for (const [index, row] of done.entries()) {
    const known = migrations[index]!;
    if (row.version !== known.version || row.checksum !== checksumOf(known))
      throw new AppError('store.migrationChanged', { data: { migration: row.name } });
  }
}

export const checksumOf = ({ sql }: Migration): string => createHash('sha256').update(sql).digest('hex');
