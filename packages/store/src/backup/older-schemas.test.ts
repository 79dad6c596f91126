/** A backup of every schema there has ever been comes back as an installation that was brought up to date in place. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../../test/databases.ts';
import { environment, freshDirectory, removeDirectory } from '../../test/rig.ts';
import { exportDatabase, importDatabase, type StoreOptions } from '../index.ts';
import { loadMigrations, migrate } from '../migrate.ts';

const signal = AbortSignal.timeout(300_000);

/** What an installation of that version has entered, in tables that this version brought. A new migration adds its own. */
const entered: Readonly<Record<number, string>> = {
  1: `insert into person (id, name, role, password_hash, created_us) values ('ada', 'Ada', 'owner', 'hash', 1);
      insert into session values ('\\x01', 'ada', 5, 6, 5);
      insert into idempotency_key values ('ada', 'key', 'PUT /x', '\\x02', 'done', 200, '{}', 5);
      insert into setting values ('greeting', '"Ahoj"', 1);
      insert into machine values ('mill', 'The mill', 'zilina', 'shdr', 'UTC', false, 'config', '{}', 7);
      insert into device_model values ('mill', 'uuid', 'Mill', null, null, null, '\\x03', 8);
      insert into component values ('mill', 'x', 0, 'Linear', 'X', null);
      insert into data_item values ('mill', 'xload', 0, 'SAMPLE', 'Load', null, null, 'PERCENT', 'x');
      insert into machine_state values ('mill', true, 9);
      insert into reading values ('mill', 'xload', 'machine.load', '12', 9, 'good');
      insert into active_condition values ('mill', 'cond', '404', 'machine.condition', 'fault', 'Door "open"', 9);
      insert into consumer_cursor values ('current-state', 'node', 1, 12);
      insert into outbox (event) values ('{"message":"line\\nbreak"}');`,
  3: `insert into place (id, level, name, parent, changed_us) values ('line:turning', 'line', 'Turning', 'site:zilina', 3);
      insert into shift_calendar values ('line:turning', '{"weekly":[]}', 1, 3);
      insert into person (id, name, place, created_us, changed_us) values ('eva', 'Eva', 'line:turning', 3, 3);
      insert into role_grant (id, person, role, place, granted_us) values ('g', 'eva', 'operator', 'line:turning', 3);
      insert into password_link (token_hash, person, expires_us) values ('\\x04', 'eva', 99);
      insert into part values ('part', 'enterprise:own', 'F-1', 'Flange', 1, 3);
      insert into job values ('job', 'line:turning', '4711', 'part', 5, null, 1, 3);
      insert into operation values ('job', 10, 'Turn', 'line:turning', 1, 2);`,
  4: `insert into api_token (id, person, name, token_hash, last_four, permissions, place, created_us, expires_us)
        values ('token', 'ada', 'Display', '\\x05', 'abcd', '{event.read}', 'site:zilina', 4, 99);
      insert into second_factor values ('ada', '\\x06', 4, 4, 1);
      insert into recovery_code values ('ada', '\\x07', null);`,
  5: `insert into webhook values ('hook', 'site:zilina', 'Andon', 'https://hooks.example/', 'operator', '{}', false, 'secret', 1, 5);
      insert into webhook_delivery (id, webhook, event, code, body, created_us) values ('d', 'hook', 'node.1.1', 'x', '{}', 5);`,
  6: `insert into passkey values ('passkey', 'eva', '\\x08', '\\x09', 0, 'mantinel.example', '{usb}', false, 'Key', 6, null);`,
  7: `insert into identity (id, issuer, subject, person, linked_us) values ('identity', 'https://idp.example', '1', 'eva', 7);
      insert into role_grant (id, person, role, place, granted_us, from_provider) values ('h', 'eva', 'viewer', 'site:zilina', 7, true);`,
  9: `insert into terminal values
        ('desk', 'line:turning', 'Desk', 'alone', true, 60, '\\x0a', 99, '\\x0b', 9, 'Chrome', 9, 1, 9, 9);
      insert into badge values ('badge', 'eva', '\\x0c', 9, null);
      insert into pin values ('eva', 'hash', true, 9);
      insert into pin_attempt values ('eva', 'desk', 1, 9);`,
  10: `insert into annotation values ('note', 'zilina', 'mill', 'node.1.7', 10, 11, 'Insert changed', 'eva', 12, 1, 12);`,
  11: `insert into catalogue_entry (id, place, model, code, texts, priority, respond_minutes, changed_us)
        values ('entry', 'line:turning', 'VTC-300C', 'mazak.212', '{"en":{"title":"Magazine"}}', 'high', 5, 10);
      insert into control_text values ('mill', 'mazak.212', '212', 'MAGAZINE', 17, 3, 10, 12);`,
  12: `insert into saved_view values ('view', 'eva', 'site:zilina', 'Doors', 'query=door', 1, 12);`,
  13: `insert into notification_rule values ('rule', 'site:zilina', 'Night', '{"steps":[]}', false, 1, 14);
      insert into notification_matter (rule, key, subject, told, due_us, created_us) values ('rule', 'k', 's', '{}', 14, 14);
      insert into notification (id, rule, step, count, channel, target, subject, body, created_us)
        values ('told', 'rule', 0, 1, 'email', 'eva@example.com', 'Mill', 'Stands', 14);`,
  14: `insert into alarm (id, machine, record) values ('a', 'mill', '{"message":"\\u0000"}');
      insert into alarm_engine values (true, 1, 12, '{"nodeUs":9}');
      insert into alarm_episode values
        ('a', 'node.1.7', 1, 'zilina', 'mill', 'cond', 'fanuc.SV0401', 'SV0401', 'Not ready', 'fault', 'high', 1, 2, 3, 'told', 4, 5, false);
      insert into alarm_act values ('node.1.8', 'a', 'mill', 1, 'acknowledged', 4, 'eva', null);
      insert into alarm_rationalisation values ('r', 'site:zilina', 'fanuc.SV0401', '', '{"priority":"high"}', 1, 11);`,
  15: `insert into harvest_source (id, place, kind, location, changed_us) values ('source', 'site:zilina', 'folder', '/share/nc', 15);
      insert into harvest (id, source, state, started_us, counts) values ('harvest', 'source', 'finished', 15, '{"files":1}');
      insert into harvest_skip values ('harvest', 'letter.txt', 'no-program', 'Too few of its lines read like blocks of a program.');
      insert into program_text values ('\\x0d', 3, '\\x0e');
      insert into project (id, place, key, name, changed_us) values ('project', 'site:zilina', 'part:1', 'Plate', 15);
      insert into program (id, project, name, stem, kind, latest, changed_us) values ('program', 'project', 'O1', 'o1', 'mill', 'revision', 15);
      insert into project_search values ('project', 'plate', '{pla,lat,ate}');
      insert into program_revision (id, program, number, text, place, dialect, dialect_confidence, lines, blocks, meaning, sketch, bands, features, reader, read_us)
        values ('revision', 'program', 1, '\\x0d', 'site:zilina', 'fanuc-mill', 0.9, 3, 2, 'a1', '\\x0f', '{-1,2}', '{"cutMm":1.5}', 1, 15);
      insert into program_file (source, path, bytes, modified_us, sha256, revision, seen_us) values ('source', 'O1', 3, 14, '\\x0d', 'revision', 15);
      insert into program_tool (revision, number, kind, diameter_mm, confidence, calls, line) values ('revision', 3, 'drill', 8.5, 0.9, 1, 2);
      insert into program_operation (revision, number, kind, confidence, tool, first_line, last_line, cut_mm, features)
        values ('revision', 0, 'drill', 0.8, 3, 2, 3, 12.5, '{}');
      insert into material (id, place, name, material_group, changed_us) values ('steel', 'site:zilina', 'C45', 'steel', 15);
      insert into shop_tool (id, place, name, kind, changed_us) values ('d85', 'site:zilina', 'Drill 8.5', 'drill', 15);
      insert into fact_rule (id, place, field, looks_at, pattern, value, changed_us) values ('rule', 'site:zilina', 'material', 'value', 'c45', 'steel', 15);
      insert into fact (id, project, field, value, confidence, reader, source, because, rule, recorded_us)
        values ('fact', 'project', 'material', 'steel', 0.9, 'program', 'O1 line 1', 'the note "C45"', 'rule', 15);
      insert into material_question values ('project', 'site:zilina', 'Plate', 'unknown');
      insert into tool_question values ('program', 3, 'project', 'site:zilina', 'O1', 't3', 'unsure');
      insert into program_run (id, machine, revision, began_us, ended_us, ending, active_s, assigned_s, overridden, confidence)
        values ('run', 'mill', 'revision', 1, 2, 'complete', 1.5, 1.4, false, 0.9);
      insert into run_operation (run, number, seconds) values ('run', 0, 1.4);
      insert into outcome (id, project, run, kind, value, source, at_us) values ('outcome', 'project', 'run', 'scrap', 1, 'person', 15);
      insert into measurement (id, project, item, characteristic, actual, unit, status, source)
        values ('measured', 'project', '1', 'Bore', 12.01, 'mm', 'pass', 'sheet.qif');
      insert into machine_dynamics (machine, dynamics, runs, residual, fitted_us) values ('mill', '{"id":"mill"}', 3, 0.02, 15);`,
  16: `update harvest_source set paused = true, problem = '{"text":"gone"}', problem_us = 16;
      update harvest set state = 'failed', cancelling = true, failure = '{"code":"harvest.interrupted"}';`,
};

const ended = ['session', 'password_link', 'api_token'];
/** What a migration made up by itself, and so is another each time. */
const madeUp: Readonly<Record<string, readonly string[]>> = {
  role_grant: ['id'],
  idempotency_key: ['request'],
  place: ['changed_us'],
};

const migrations = await loadMigrations();

describe.each(
  databases.map((kind, turn) => ({
    ...kind,
    // Each schema on one of the servers in turn; a computer without another one has them all on the embedded.
    schemas: migrations.filter(({ version }) => version % databases.length === turn),
  })),
)('on the $name server', ({ schemas, ...kind }) => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let home: string;
  let server: { readonly kind: 'external'; readonly url: string };
  beforeAll(async () => {
    database = await kind.open();
    home = await freshDirectory();
    const client = await database.client();
    const { host, port, user, password, database: name } = client;
    await client.end();
    server = { kind: 'external', url: `postgres://${user}:${password ?? ''}@${host}:${port}/${name}` };
    pool = new pg.Pool({ connectionString: server.url, max: 1 });
  }, 60_000);
  afterAll(async () => {
    await pool.end();
    await database.close();
    await removeDirectory(home);
  });

  async function contentOf(schema: string): Promise<Record<string, object[]>> {
    const { rows } = await pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = $1 and table_name <> 'migration' order by 1`,
      [schema],
    );
    const content: Record<string, object[]> = {};
    for (const { name } of rows) {
      const found = await pool.query(`select * from ${schema}.${name} as x order by x::text`);
      content[name] = found.rows
        .map((row) =>
          Object.fromEntries(Object.entries(row).filter(([column]) => !madeUp[name]?.includes(column))),
        )
        .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
    }
    return content;
  }

  test.each(schemas.map(({ version, name }) => ({ version, name })))(
    '$name',
    async ({ version }) => {
      const [then, now] = [`${database.schema}_then${version}`, `${database.schema}_now${version}`];
      for (let step = 1; step <= version; step++) {
        await migrate(pool, then, { migrations: migrations.slice(0, step), nowUs: () => 1 });
        const sql = entered[step];
        if (sql) await pool.query(`begin; set local search_path to ${then}; ${sql} commit`);
      }
      const folder = path.join(home, String(version));
      await mkdir(folder);
      const at = (schema: string): StoreOptions => ({ ...server, schema, environment: environment() });
      const manifest = await exportDatabase({ ...at(then), folder, alone: false, signal });
      expect(manifest.schemaVersion).toBe(version);
      const bare = manifest.tables.filter(({ rows }) => rows === 0).map(({ name }) => name);
      expect(bare, 'every table of that time is tried with a row').toEqual([]);

      await importDatabase({ ...at(now), folder, manifest, signal });
      await migrate(pool, then, { migrations, nowUs: () => 1 });
      const [upgraded, restored] = [await contentOf(then), await contentOf(now)];
      for (const table of ended) {
        expect(restored[table], table).toEqual([]);
        upgraded[table] = [];
      }
      upgraded.terminal = upgraded.terminal!.map((row) => ({
        ...row,
        code_hash: null,
        code_expires_us: null,
        secret_hash: null,
        paired_us: null,
        last_seen_us: null,
        device: '',
      }));
      expect(restored).toEqual(upgraded);
      for (const schema of [then, now]) await pool.query(`drop schema ${schema} cascade`);
    },
    60_000,
  );
});
