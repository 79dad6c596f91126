/** Data of an older version under this one, the way back from it, and data of a newer version, which are left alone. */
import { createHash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BackupManifest, EventPage, paths, Session, Status } from '@mantinel/contract';
import { type App, loadConfig, start } from '@mantinel/server';
import { importDatabase, openStore, type Store, type StoreEnvironment } from '@mantinel/store';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { runCli } from './run-cli.ts';

const migrationsFolder = new URL('../../store/migrations/', import.meta.url);
const migrations = readdirSync(migrationsFolder)
  .sort()
  .map((file, index) => ({
    version: index + 1,
    name: file.replace('.sql', ''),
    sql: readFileSync(new URL(file, migrationsFolder), 'utf8').replaceAll('\r\n', '\n'),
  }));
/** As the first version that anybody could have run had them. */
const then = migrations.slice(0, 2);
const segmentOfFormat1 = new URL('../../logbook/test/fixtures/format-1.segment', import.meta.url);
const token = randomBytes(32).toString('base64url');
const cookie = `mantinel=${token}`;
const dayUs = 24 * 3_600_000_000;

let cwd: string;
let app: App | undefined;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mantinel-upgrade-'));
  writeFileSync(
    join(cwd, 'mantinel.yaml'),
    JSON.stringify({ node: 'test', site: 'plant', http: { port: 0 }, machines: [] }),
  );
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
});
afterAll(() => rmSync(cwd, { recursive: true, force: true, maxRetries: 5 }));

const environment = (): StoreEnvironment => ({
  nowUs: () => Date.now() * 1000,
  random: Math.random,
  randomBytes,
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  log: () => undefined,
});
const embedded = (data: string) => ({
  kind: 'embedded' as const,
  directory: join(data, 'postgres'),
  environment: environment(),
});

/** Past Mantinel's own tables: on a schema of its own, so that those of the product stay as they are. */
async function onServer(data: string, work: (sql: Store['statements']['executeSql']) => Promise<void>) {
  const store = openStore({ ...embedded(data), schema: 'elsewhere' });
  try {
    await store.ready(AbortSignal.timeout(60_000));
    await work(store.statements.executeSql);
  } finally {
    await store.close();
  }
}

async function oldDatabase(data: string): Promise<void> {
  await onServer(data, async (sql) => {
    await sql(`create schema mantinel; create table mantinel.migration (version integer primary key, name text not null,
      checksum text not null, applied_us bigint not null)`);
    for (const { version, name, sql: text } of then) {
      await sql(`set search_path to mantinel; ${text}; set search_path to default`);
      const checksum = createHash('sha256').update(text).digest('hex');
      await sql('insert into mantinel.migration values ($1, $2, $3, 1)', [version, name, checksum]);
    }
    await sql(
      `insert into mantinel.person (id, name, role, password_hash, created_us) values ('p', 'Eva', 'owner', 'hash', 5)`,
    );
    await sql('insert into mantinel.session values ($1, $2, $3, $4, $3)', [
      createHash('sha256').update(token).digest(),
      'p',
      Date.now() * 1000,
      Date.now() * 1000 + dayUs,
    ]);
    await sql(
      `insert into mantinel.machine values ('mill', 'The mill', 'plant', 'shdr', 'UTC', false, 'config', '{}', 7)`,
    );
  });
}

async function started(): Promise<App> {
  const { config, file } = await loadConfig({ cwd, env: {} });
  app = await start({ config, configFile: file, demo: false, log: () => undefined });
  return app;
}
const ask = (path: string) => fetch(app!.url + path, { headers: { cookie } });

test('old data are backed up, brought up to date, and all there', { timeout: 240_000 }, async () => {
  const data = join(cwd, 'data');
  mkdirSync(join(data, 'logbook', 'segments'), { recursive: true });
  copyFileSync(segmentOfFormat1, join(data, 'logbook', 'segments', `${'2'.padStart(12, '0')}.segment`));
  const identity = { format: 1, node: 'test', epoch: 1_700_000_000_000_000, past: [], fingerprint: 'copy' };
  writeFileSync(join(data, 'logbook', 'identity.json'), JSON.stringify(identity));
  await oldDatabase(data);

  const upgraded = await runCli(['upgrade', 'before'], { cwd });
  expect(upgraded, upgraded.err).toMatchObject({ code: 0 });
  expect(upgraded.out).toContain('0003-plant-and-people');
  expect(upgraded.out).toContain(migrations.at(-1)!.name);

  const again = await runCli(['upgrade', 'again'], { cwd });
  expect(again.out).toContain('The database was as this version wants it.');

  await started();
  await vi.waitFor(
    async () => {
      const session = Session.parse(await (await ask(paths.session)).json());
      expect(session).toMatchObject({ state: 'signedIn', person: { name: 'Eva' } });
    },
    { timeout: 60_000, interval: 250 },
  );
  const people = JSON.stringify(await (await ask(paths.people)).json());
  expect(people).toContain('Eva');
  expect(JSON.stringify(await (await ask(paths.places)).json())).toContain('The mill');
  const page = EventPage.parse(await (await ask(`${paths.events}?code=test.numbered&order=received`)).json());
  expect(page.events.map(({ attributes }) => attributes.number)).toEqual([2, 3, 4, 5]);

  const running = await runCli(['upgrade', 'third'], { cwd });
  expect(running.code).toBe(1);
  expect(running.err).toContain('Another Mantinel already writes the logbook');
});

test('the backup of before is what the older version reads', { timeout: 120_000 }, async () => {
  const text = readFileSync(join(cwd, 'before', 'mantinel-backup.json'), 'utf8');
  const manifest = BackupManifest.parse(JSON.parse(text));
  expect(manifest.database.schemaVersion).toBe(then.length);
  const old = join(cwd, 'old');
  mkdirSync(old);
  // With the migrations that it knew, as it would itself.
  await importDatabase({
    ...embedded(old),
    folder: join(cwd, 'before', 'database'),
    manifest: manifest.database,
    signal: AbortSignal.timeout(60_000),
    migrations: then,
  });
  await onServer(old, async (sql) => {
    const { rows } = await sql('select name, role from mantinel.person');
    expect(rows).toEqual([{ name: 'Eva', role: 'owner' }]);
  });
});

test('a database of a newer version: recording goes on, the rest waits and says what to do', {
  timeout: 120_000,
}, async () => {
  await onServer(join(cwd, 'data'), async (sql) => {
    await sql(`insert into mantinel.migration values (99, '0099-later', repeat('a', 64), 1)`);
  });
  const refused = await runCli(['upgrade', 'newer'], { cwd });
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('was last used by a newer Mantinel (schema 99)');
  expect(refused.err).toContain('go back to the backup of before');

  await started();
  expect((await fetch(`${app!.url}/readyz`)).status, 'machines are recorded').toBe(200);
  await vi.waitFor(
    async () => {
      const answer = await ask(paths.status);
      const said = answer.ok ? Status.parse(await answer.json()).store.problem : await answer.text();
      expect(said).toContain('newer Mantinel (schema 99)');
    },
    { timeout: 60_000, interval: 250 },
  );
  await app!.stop();
  app = undefined;
  await onServer(join(cwd, 'data'), async (sql) => {
    expect((await sql('select name from mantinel.person')).rows).toEqual([{ name: 'Eva' }]);
    await sql('delete from mantinel.migration where version = 99');
  });
});

test('a log or a setting of a newer version is refused, and nothing is touched', {
  timeout: 120_000,
}, async () => {
  const segments = join(cwd, 'data', 'logbook', 'segments');
  const newest = join(segments, readdirSync(segments).sort().at(-1)!);
  const bytes = readFileSync(newest);
  const newer = Buffer.from(bytes);
  newer.writeUInt32LE(99, 8);
  writeFileSync(newest, newer);
  const refused = await runCli(['start'], { cwd, signal: AbortSignal.timeout(30_000) });
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('was written by a newer Mantinel (format 99)');
  expect(refused.err).toContain('go back to the backup of before');
  expect(readFileSync(newest).equals(newer)).toBe(true);
  writeFileSync(newest, bytes);

  writeFileSync(join(cwd, 'later.yaml'), 'site: plant\nrobots: []\n');
  const setting = await runCli(['start', '--config', 'later.yaml'], {
    cwd,
    signal: AbortSignal.timeout(30_000),
  });
  expect(setting.code).toBe(1);
  expect(setting.err).toMatch(/later\.yaml, line 2: .*robots/);
});
