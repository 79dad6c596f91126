import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../test/databases.ts';
import { loadMigrations, migrate } from './migrate.ts';

describe.each(databases)('on the $name server', ({ open }) => {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await open();
    const client = await database.client();
    const { host, port, user, password, database: name } = client;
    await client.end();
    pool = new pg.Pool({ host, port, user, password: password ?? undefined, database: name });
  });
  afterAll(async () => {
    await pool.end();
    await database.close();
  });

  test('0003 keeps the owner, as platform owner of everything, with sessions, and gives machines their place', async () => {
    const schema = `${database.schema}_before`;
    const migrations = await loadMigrations();
    await migrate(pool, schema, { migrations: migrations.slice(0, 2), nowUs: () => 1 });
    await pool.query(`
      insert into ${schema}.person (id, name, role, password_hash, created_us) values ('p', 'Eva', 'owner', 'hash', 5);
      insert into ${schema}.session values ('\\x01', 'p', 5, 6, 5);
      insert into ${schema}.machine values ('mill', 'The mill', 'zilina', 'shdr', 'UTC', false, 'config', '{}', 7);
      insert into ${schema}.machine values ('saw', 'Saw', 'nitra', 'shdr', 'UTC', false, 'person', '{}', 8);`);
    await migrate(pool, schema, { migrations, nowUs: () => 2 });
    const rows = async (table: string, order: string) =>
      (await pool.query(`select * from ${schema}.${table} order by ${order}`)).rows;
    expect(await rows('person', 'id')).toEqual([
      expect.objectContaining({
        id: 'p',
        name: 'Eva',
        place: 'enterprise:own',
        password_hash: 'hash',
        version: 1,
        disabled_us: null,
      }),
    ]);
    expect(await rows('role_grant', 'id')).toEqual([
      expect.objectContaining({
        person: 'p',
        role: 'platformOwner',
        place: 'enterprise:own',
        granted_by: null,
      }),
    ]);
    expect(await rows('session', 'person')).toHaveLength(1);
    expect((await rows('place', 'id')).map(({ id, name, parent }) => [id, name, parent])).toEqual([
      ['enterprise:own', 'Enterprise', null],
      ['machine:mill', 'The mill', 'site:zilina'],
      ['machine:saw', 'Saw', 'site:nitra'],
      ['site:nitra', 'nitra', 'enterprise:own'],
      ['site:zilina', 'zilina', 'enterprise:own'],
    ]);
    await pool.query(`drop schema ${schema} cascade`);
  });

  test('0004 keeps sessions, as proved when they began, and links, which reset no second factor', async () => {
    const schema = `${database.schema}_signing`;
    const migrations = await loadMigrations();
    await migrate(pool, schema, { migrations: migrations.slice(0, 3), nowUs: () => 1 });
    await pool.query(`
      insert into ${schema}.person (id, name, place, password_hash, created_us, changed_us)
        values ('p', 'Eva', 'enterprise:own', 'hash', 5, 5);
      insert into ${schema}.session values ('\\x01', 'p', 5, 6, 5), ('\\x02', 'p', 7, 8, 7);
      insert into ${schema}.password_link values ('\\x03', 'p', 9);`);
    await migrate(pool, schema, { migrations, nowUs: () => 2 });
    const rows = async (sql: string) => (await pool.query(sql.replace('from ', `from ${schema}.`))).rows;
    const sessions = await rows('select id, proved_us, device, address from session order by created_us');
    expect(sessions).toEqual([
      { id: expect.any(String), proved_us: '5', device: '', address: '' },
      { id: expect.any(String), proved_us: '7', device: '', address: '' },
    ]);
    expect(sessions[0].id).not.toBe(sessions[1].id);
    expect(await rows('select resets_second_factor from password_link')).toEqual([
      { resets_second_factor: false },
    ]);
    await pool.query(`drop schema ${schema} cascade`);
  });

  test('0003 on an empty database gives an enterprise and nothing else', async () => {
    const client = await database.client();
    const { rows } = await client.query(`select id, parent from ${database.schema}.place`);
    expect(rows).toEqual([{ id: 'enterprise:own', parent: null }]);
    await client.end();
  });
});
