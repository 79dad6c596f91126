/** Every table of the schema as one moment saw it, in files: `pg_dump` does not come with the embedded server. */
import { open } from 'node:fs/promises';
import type { DatabaseManifest } from '@mantinel/contract';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { readApplied } from '../migrate.ts';
import { defaultSchema, type StoreOptions, serverOf } from '../server-of.ts';
import { readSequences } from './sequences.ts';
import { measuring, tableFile } from './table-files.ts';
import { withClient } from './with-client.ts';

export type ExportOptions = StoreOptions & {
  /** Exists and takes a file a table. */
  readonly folder: string;
  /** True where no Mantinel uses the embedded server, which is then started for this and stopped again. */
  readonly alone: boolean;
  readonly signal: AbortSignal;
  readonly onTable?: (table: string, rows: number) => void;
  /** Called with the size of all tables before anything is written: throws where there is no room. */
  readonly onSize?: (bytes: number) => Promise<void>;
};

/** Writers are not held up. Throws `store.unavailable`, and what the file system or the server throws. */
export async function exportDatabase(options: ExportOptions): Promise<DatabaseManifest> {
  const { schema = defaultSchema, folder, alone, signal, onTable, onSize } = options;
  const server = serverOf(options);
  try {
    return await withClient(await server.provide(signal), { signal, place: server.place }, async (client) => {
      await client.query('begin isolation level repeatable read read only');
      const migrations = await readApplied(client, schema);
      const { rows: versions } = await client.query<{ version: string; bytes: string }>(
        `select current_setting('server_version') as version, coalesce(sum(pg_total_relation_size(c.oid)), 0)::text as bytes
         from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r'`,
        [schema],
      );
      await onSize?.(Number(versions[0]!.bytes));
      const tables: DatabaseManifest['tables'] = [];
      for (const table of await readTables(client, schema)) {
        const copied = await copyOut(client, { ...table, schema, folder, signal });
        onTable?.(table.name, copied.rows);
        tables.push({ ...table, ...copied });
      }
      const manifest = {
        schemaVersion: migrations.at(-1)?.version ?? 0,
        migrations,
        serverVersion: versions[0]!.version,
        tables,
        sequences: await readSequences(client, schema),
      };
      await client.query('commit');
      return manifest;
    });
  } finally {
    if (alone) await server.stop();
  }
}

interface Table {
  readonly name: string;
  readonly columns: string[];
}

/** All but the history of migrations, which the import writes by migrating, and columns that are computed. */
async function readTables(client: pg.ClientBase, schema: string): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace and n.nspname = $1
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and c.relname <> 'migration'
     group by c.relname order by c.relname`,
    [schema],
  );
  return rows;
}

async function copyOut(
  client: pg.Client,
  {
    schema,
    name,
    columns,
    folder,
    signal,
  }: Table & Pick<ExportOptions, 'folder' | 'signal'> & { schema: string },
): Promise<{ rows: number; bytes: number; sha256: string }> {
  const place = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
  const measured = measuring();
  const copy = client.query(
    copyTo(`copy ${place} (${columns.map(pg.escapeIdentifier).join(', ')}) to stdout`),
  );
  const file = await open(tableFile(folder, name), 'wx', 0o600);
  try {
    for await (const chunk of measured.through(copy)) {
      signal.throwIfAborted();
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { rows: copy.rowCount, ...measured.result() };
}
