import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../test/databases.ts';
import { freshDirectory, removeDirectory } from '../test/rig.ts';
import { loadMigrations, type Migration, migrate } from './migrate.ts';

const step = (version: number, sql: string): Migration => ({ version, name: `000${version}-step`, sql });
const one = step(1, 'create table a (x int); create table b (x int)');
const two = step(2, 'alter table a add column y int');

describe.each(databases)('on the $name server', ({ open }) => {
  let database: TestDatabase;
  let pool: pg.Pool;
  const schemas: string[] = [];
  const schema = () => {
    const name = `${database.schema}_${schemas.length}`;
    schemas.push(name);
    return name;
  };
  const run = (name: string, migrations: Migration[]) => migrate(pool, name, { migrations, nowUs: () => 1 });

  beforeAll(async () => {
    database = await open();
    const {
      host,
      port,
      user,
      password,
      database: db,
    } = await database.client().then(async (client) => {
      await client.end();
      return client;
    });
    pool = new pg.Pool({ host, port, user, password: password ?? undefined, database: db });
  });
  afterAll(async () => {
    for (const name of schemas) await pool.query(`drop schema if exists "${name}" cascade`);
    await pool.end();
    await database.close();
  });

  test('applies what is missing, once, in order', async () => {
    const name = schema();
    expect(await run(name, [one])).toEqual(['0001-step']);
    expect(await run(name, [one, two])).toEqual(['0002-step']);
    expect(await run(name, [one, two])).toEqual([]);
    await pool.query(`insert into "${name}".a (x, y) values (1, 2)`);
  });

  test('two at once do not trip over each other', async () => {
    const name = schema();
    const applied = await Promise.all([1, 2, 3].map(() => run(name, [one, two])));
    expect(applied.flat().sort()).toEqual(['0001-step', '0002-step']);
  });

  test('a failing step leaves no trace and names its error', async () => {
    const name = schema();
    const bad = step(2, 'create table c (x int); insert into nowhere values (1)');
    await expect(run(name, [one, bad])).rejects.toThrow('nowhere');
    expect(await run(name, [one, two])).toEqual(['0002-step']);
    await expect(pool.query(`select * from "${name}".c`)).rejects.toThrow('does not exist');
  });

  test('a newer schema and a changed step are refused', async () => {
    const name = schema();
    await run(name, [one, two]);
    await expect(run(name, [one])).rejects.toMatchObject({
      code: 'store.schemaTooNew',
      data: { version: 2 },
    });
    const changed = { ...one, sql: `${one.sql} ` };
    await expect(run(name, [changed, two])).rejects.toMatchObject({
      code: 'store.migrationChanged',
      data: { migration: '0001-step' },
    });
  });

  test('the schema may have any name', async () => {
    const name = `${schema()}`;
    const odd = `${name} "öd"`;
    await run(odd, [one]);
    await pool.query(`drop schema ${pg.escapeIdentifier(odd)} cascade`);
  });

  test('every table of ours is explained', async () => {
    const { rows } = await pool.query(
      `select relname from pg_class where relnamespace = to_regnamespace($1)::oid and relkind = 'r'
       and obj_description(oid) is null`,
      [database.schema],
    );
    expect(rows).toEqual([]);
  });
});

test('line ends do not change a migration, gaps in the numbers are refused', async () => {
  const directory = await freshDirectory();
  const folder = path.join(directory, 'migrations');
  await mkdir(folder);
  const from = pathToFileURL(`${folder}/`);
  await writeFile(path.join(folder, '0001-a.sql'), 'select 1;\r\nselect 2;\r\n');
  expect(await loadMigrations(from)).toEqual([{ version: 1, name: '0001-a', sql: 'select 1;\nselect 2;\n' }]);
  await writeFile(path.join(folder, '0003-c.sql'), 'select 3;');
  await expect(loadMigrations(from)).rejects.toThrow('0003-c.sql: expected a name like 0002-');
  await removeDirectory(directory);
});

test('the shipped migrations are well formed', async () => {
  expect((await loadMigrations()).length).toBeGreaterThan(0);
});
