/** Tables out and in again on real servers: nothing lost, numbers go on, and what must be refused is refused by name. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseManifest } from '@mantinel/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../../test/databases.ts';
import { environment, freshDirectory, newEvent, removeDirectory } from '../../test/rig.ts';
import { exportDatabase, importDatabase, openStore, type Store, type StoreOptions } from '../index.ts';
import { serverOf } from '../server-of.ts';
import { tableFile } from './table-files.ts';
import { withClient } from './with-client.ts';

const signal = AbortSignal.timeout(120_000);

let home: string;
let folder: string;
let open: Store[] = [];
beforeEach(async () => {
  home = await freshDirectory();
  folder = path.join(home, 'tables');
  await mkdir(folder);
});
afterEach(async () => {
  for (const store of open) await store.close();
  open = [];
  await removeDirectory(home);
});

/** A new, empty embedded server: the way from one server to another, of whatever version, is this one. */
const empty = (): StoreOptions & { kind: 'embedded' } => ({
  kind: 'embedded',
  directory: path.join(home, 'restored'),
  environment: environment(),
});

async function reopened(): Promise<Store> {
  const store = openStore(empty());
  open.push(store);
  await store.ready(signal);
  return store;
}

/** Keys, checks and indexes of a schema, whatever its name. */
async function structure(options: StoreOptions): Promise<string[]> {
  const { schema = 'mantinel' } = options;
  const server = serverOf(options);
  const target = await server.provide(signal);
  const rows = await withClient(target, { signal, place: 'here' }, async (client) => {
    await client.query("set search_path to ''");
    const found = await client.query<{ what: string }>(
      `select c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as what from pg_constraint k
       join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and k.contype <> 'n'
       union all select c.relname || '.' || a.attname || ' not null' from pg_attribute a
       join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
       join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and a.attnum > 0 and a.attnotnull
       union all select indexdef from pg_indexes where schemaname = $1 order by 1`,
      [schema],
    );
    return found.rows.map(({ what }) => what.replaceAll(schema, 'schema'));
  });
  if (options.kind === 'embedded' && options.directory === empty().directory) await server.stop();
  return rows;
}

const message = 'Ada \\ "Č"\t\\N';

describe.each(databases)('$name', (kind) => {
  let database: TestDatabase;
  let from: StoreOptions;
  beforeEach(async () => {
    database = await kind.open();
    const { store } = database;
    await store.people.createOwner({ name: 'Ada "Č"', passwordHash: 'hash' });
    await store.settings.set('greeting', { text: 'line\nbreak' });
    for (let index = 0; index < 3; index++) await store.outbox.enqueue(newEvent({ message }));
    from = { ...database.server, schema: database.schema, environment: environment() };
  }, 60_000);
  afterEach(() => database.close());
  const exported = () => exportDatabase({ ...from, folder, alone: false, signal });

  test('everything comes back, numbers go on, and nobody is signed in', { timeout: 60_000 }, async () => {
    const { store } = database;
    const ada = (await store.people.findByName('Ada "Č"'))!;
    const tokenHash = Buffer.alloc(32, 1);
    await store.sessions.create({ tokenHash, person: ada.id, expiresUs: Date.now() * 2000 });
    // Numbers that were given and whose rows are gone are not given again.
    const client = await database.client();
    await client.query(`delete from ${database.schema}.outbox where place = 3`);
    await client.end();
    const tables: string[] = [];
    const manifest = await exportDatabase({
      ...from,
      folder,
      alone: false,
      signal,
      onTable: (table, rows) => tables.push(`${table} ${rows}`),
    });
    expect(DatabaseManifest.parse(manifest)).toEqual(manifest);
    expect(tables).toEqual(expect.arrayContaining(['person 1', 'outbox 2', 'session 1', 'setting 1']));
    const told: string[] = [];
    await importDatabase({ ...empty(), folder, manifest, signal, onTable: (table) => told.push(table) });
    expect(told).toEqual(manifest.tables.map(({ name }) => name));

    const restored = await reopened();
    expect(await restored.settings.get('greeting')).toEqual({ text: 'line\nbreak' });
    expect(await restored.people.findByName('Ada "Č"')).toEqual(ada);
    expect(await restored.people.hasOwner()).toBe(true);
    expect(await restored.places.list()).toEqual(await store.places.list());
    expect(await restored.sessions.find(tokenHash)).toBeUndefined();
    await restored.outbox.enqueue(newEvent({ message: 'new' }));
    await restored.close();
    expect(await structure(empty()), 'keys and indexes are those of the migrations').toEqual(
      await structure(from),
    );
    const second = path.join(home, 'second');
    await mkdir(second);
    const again = await exportDatabase({ ...empty(), folder: second, alone: true, signal });
    const rows = (await readFile(tableFile(second, 'outbox'), 'utf8')).split('\n');
    expect(
      rows.map((row) => row.split('\t', 1)[0]),
      'numbers go on',
    ).toEqual(['1', '2', '4', '']);
    expect(
      JSON.parse(
        (await readFile(tableFile(second, 'outbox'), 'utf8'))
          .split('\n')[0]!
          .split('\t')[2]!
          .replaceAll('\\\\', '\\'),
      ).message,
    ).toBe(message);
    expect(again.tables.find(({ name }) => name === 'person')).toEqual(
      manifest.tables.find(({ name }) => name === 'person'),
    );
  });

  test('what must not be restored is refused by name, and leaves nothing behind', {
    timeout: 90_000,
  }, async () => {
    const manifest = await exported();
    const into = (change: Partial<DatabaseManifest> = {}) =>
      importDatabase({ ...empty(), folder, manifest: { ...manifest, ...change }, signal });
    await expect(into({ schemaVersion: 99 })).rejects.toMatchObject({ code: 'store.schemaTooNew' });
    const edited = manifest.migrations.map((migration) => ({ ...migration, checksum: '0'.repeat(64) }));
    await expect(into({ migrations: edited })).rejects.toMatchObject({ code: 'store.migrationChanged' });

    const file = tableFile(folder, 'person');
    const whole = await readFile(file);
    const damaged = (problem: string) => ({ code: 'backup.damaged', data: { file: 'person.copy', problem } });
    await writeFile(file, whole.subarray(0, 10));
    await expect(into()).rejects.toMatchObject(damaged('is cut short'));
    await writeFile(file, whole.toString().replace('Ada', 'Eve'));
    await expect(into()).rejects.toMatchObject(damaged('is not as it was written'));
    await rm(file);
    await expect(into()).rejects.toMatchObject(damaged('is missing'));
    await writeFile(file, whole);
    const fewer = manifest.tables.map((table) => (table.name === 'outbox' ? { ...table, rows: 4 } : table));
    await expect(into({ tables: fewer })).rejects.toMatchObject({
      code: 'backup.damaged',
      data: { file: 'outbox.copy', problem: 'holds 3 rows instead of 4' },
    });
    const stop = new AbortController();
    const stopped = importDatabase({
      ...empty(),
      folder,
      manifest,
      signal: stop.signal,
      onTable: (table) => {
        if (table === 'person') stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    await into();
    await expect(into(), 'the one just restored').rejects.toMatchObject({ code: 'restore.databaseNotEmpty' });
    expect((await (await reopened()).people.findByName('Ada "Č"'))?.passwordHash).toBe('hash');
  });
});
