/** Backups through the API, on a real logbook and a real database: made, verified, rehearsed, and told when they are not. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Backups as BackupList,
  Config,
  paths,
  type RecoveryKey,
  type TaskView,
} from '@mantinel/contract';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { manifestText } from '../src/backup/backup-folder.ts';
import { backupShelf } from '../src/backup/backup-shelf.ts';
import { backupsService } from '../src/features/backups/service.ts';
import { createLog } from '../src/own-log/log.ts';
import type { LogRecord } from '../src/own-log/log-record.ts';
import { systemParts } from '../src/parts.ts';
import { startTestApp, type TestApp, until } from './support/start-test-app.ts';

let app: TestApp;
let cookie: string;
beforeAll(async () => {
  const { openLogbook, openStore } = systemParts();
  app = await startTestApp({ parts: { openLogbook, openStore } });
  await until(ready, 60_000);
  cookie = await app.signUp();
}, 90_000);
afterAll(() => app?.stop());

const ready = async () => /^mantinel_store_ready 1$/m.test(await (await app.fetch('/metrics')).text());
async function call<T>(path: string, method = 'GET') {
  const answer = await app.fetch(path, { method, headers: { cookie } });
  return { status: answer.status, body: (await answer.json()) as T };
}
const list = async () => (await call<BackupList>(paths.backups)).body;
const at = (path: string, name: string) => path.replace(':name', name);
async function finished({ id }: TaskView): Promise<TaskView> {
  const path = paths.task.replace(':id', id);
  let view: TaskView | undefined;
  await until(async () => {
    view = (await call<TaskView>(path)).body;
    return ['done', 'failed'].includes(view.state);
  }, 90_000);
  return view!;
}
async function codes(level: string): Promise<string[]> {
  const { body } = await call<{ events: { code: string }[] }>(`${paths.events}?level=${level}&limit=500`);
  return body.events.map(({ code }) => code);
}

test('a backup is made as a task, verified and rehearsed; what comes of it stands with it', async () => {
  await until(async () => (await call(paths.tasks)).status === 200, 60_000);
  expect(await list()).toMatchObject({ backups: [], broken: [], health: { state: 'unplanned' } });
  const key = await call<RecoveryKey>(paths.backupRecoveryKey, 'POST');
  expect(key.body.recoveryKey).toMatch(/^([A-Z2-7]{4}-){13}[A-Z2-7]{4}$/);

  const begun = await call<TaskView>(`${paths.backups}?reason=before%20the%20update`, 'POST');
  expect(begun).toMatchObject({ status: 200, body: { name: 'backup.make' } });
  expect(await finished(begun.body)).toMatchObject({ state: 'done' });
  const { backups, health } = await list();
  expect(backups).toHaveLength(1);
  const [made] = backups;
  expect(made).toMatchObject({ keys: key.body.fingerprint, schemaVersion: expect.any(Number) });
  expect(made!.rows).toBeGreaterThan(0);
  expect(made!.head.seq).toBeGreaterThan(0);
  expect(made!.verified).toBeUndefined();
  expect(made!.restore).toContain(`npx mantinel restore ${join(app.folder, 'backups', made!.name)} --into`);
  expect(made!.restore).toMatch(/--recovery-key$/);
  expect(health).toMatchObject({ state: 'unplanned', lastUs: made!.createdUs });

  for (const [path, which] of [
    [paths.backupVerification, 'verified'],
    [paths.backupRehearsal, 'rehearsed'],
  ] as const) {
    const looked = await call<TaskView>(at(path, made!.name), 'POST');
    expect(looked.status).toBe(200);
    expect(await finished(looked.body)).toMatchObject({ state: 'done' });
    const found = (await list()).backups[0]![which];
    expect(found).toMatchObject({ seconds: expect.any(Number) });
    expect(found).not.toHaveProperty('problem');
  }
  expect(await readdir(join(app.folder, 'backups')), 'nothing of the rehearsal is left').toEqual([
    made!.name,
  ]);
  await until(async () => (await codes('technical')).includes('backup.rehearsed'));
  expect(await codes('technical')).toEqual(
    expect.arrayContaining(['backup.made', 'backup.verified', 'backup.begun', 'backup.recoveryKeyMade']),
  );
  expect(JSON.stringify(await call(`${paths.events}?limit=500`))).not.toContain(key.body.recoveryKey);
}, 180_000);

test('one that was altered is of no use, and says so; one that is not there is not begun', async () => {
  const [{ name } = { name: '' }] = (await list()).backups;
  const table = join(app.folder, 'backups', name, 'database', 'person.copy');
  const bytes = await readFile(table);
  bytes[0]! ^= 1;
  await writeFile(table, bytes);
  const looked = await call<TaskView>(at(paths.backupVerification, name), 'POST');
  expect(await finished(looked.body)).toMatchObject({
    state: 'failed',
    failure: { code: 'backup.damaged', data: { file: 'database/person.copy' } },
  });
  expect((await list()).backups[0]!.verified).toMatchObject({
    problem: expect.stringContaining('database/person.copy is not as it was written'),
  });
  expect(await call(at(paths.backupRehearsal, 'none'), 'POST')).toMatchObject({
    status: 404,
    body: { code: 'backup.notFound' },
  });
  await until(async () => (await codes('technical')).includes('backup.notWhole'));
}, 60_000);

const hourUs = 3_600_000_000;
const midnightUs = new Date(2026, 2, 2).getTime() * 1000;

function clockwork(folder: string, at?: string) {
  let nowUs = midnightUs + 12 * hourUs;
  const told: LogRecord[] = [];
  const begun: { payload: Record<string, unknown>; id: string }[] = [];
  const config = Config.parse({ backup: { folder, ...(at === undefined ? {} : { at }) } });
  const service = backupsService({
    shelf: backupShelf(folder),
    config,
    settings: () => config.backup,
    configFile: undefined,
    tasks: () => ({
      begin: async (_name, payload, options) => {
        const id = options!.id!;
        if (!begun.some((one) => one.id === id)) begun.push({ payload, id });
        return id;
      },
      view: () => Promise.reject(new Error('nobody asks')),
    }),
    nowUs: () => nowUs,
    randomBytes: (count) => new Uint8Array(count),
    log: createLog({ write: () => undefined, nowUs: () => nowUs, record: (line) => told.push(line) }),
    everyMs: 5,
  });
  return { service, told, begun, advance: (hours: number) => (nowUs += hours * hourUs) };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-shelf-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = async (createdUs: number, name: string) => {
  const manifest = {
    format: 1 as const,
    version: '1',
    createdUs,
    node: 'n',
    site: 's',
    head: { epoch: 1, seq: 1 },
    database: { schemaVersion: 0, migrations: [], serverVersion: '18', tables: [], sequences: [] },
    files: [],
    leftOut: [],
  };
  await mkdir(join(folder, name));
  await writeFile(join(folder, name, 'mantinel-backup.json'), manifestText(manifest));
};
const pause = () => new Promise((resolve) => setTimeout(resolve, 60));

test('a planned backup is begun once, also when the computer slept through its time; its lack is told once', async () => {
  const { service, told, begun, advance } = clockwork(folder, '02:30');
  await until(() => begun.length === 1);
  await pause();
  expect(begun).toHaveLength(1);
  const due = new Date(midnightUs / 1000 + 2.5 * 3_600_000).toISOString();
  expect(begun[0]!.payload.name).toBe(`${due.slice(0, 19).replaceAll(':', '-')}Z`);
  expect(begun[0]!.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(service.health(), 'twelve hours of no backup').toEqual({ state: 'overdue' });
  await until(() => told.length > 0);
  await pause();
  expect(told.map(({ code, level }) => ({ code, level }))).toEqual([{ code: 'backup.overdue', level: 40 }]);

  await put(midnightUs + 12 * hourUs, '2026-03-02T12-00-00Z');
  await until(() => service.health().state === 'good');
  advance(15);
  await until(() => begun.length === 2);
  expect(service.health()).toMatchObject({ state: 'good', lastUs: midnightUs + 12 * hourUs });
  service.made('the volume is full');
  expect(service.health()).toMatchObject({ state: 'failed', problem: 'the volume is full' });
  service.made();
  advance(2);
  expect(service.health().state).toBe('overdue');
  await service.stop();
});

test('without a plan nothing is begun and nothing is overdue', async () => {
  const { service, told, begun } = clockwork(folder);
  await pause();
  expect([begun, told, service.health()]).toEqual([[], [], { state: 'unplanned' }]);
  await service.stop();
});

test('the oldest go, our own and whole ones alone', async () => {
  const days = [1, 2, 3, 4].map((day) => `2026-03-0${day}T02-30-00Z`);
  for (const [index, name] of days.entries()) await put(midnightUs + index * 24 * hourUs, name);
  await put(midnightUs - hourUs, 'before-the-move');
  await writeFile(join(folder, 'notes.txt'), '');
  await mkdir(join(folder, `${days[0]}.unfinished`));
  const shelf = backupShelf(folder);
  const { backups, broken } = await shelf.list();
  expect(backups.map(({ name }) => name)).toEqual([...days.toReversed(), 'before-the-move']);
  expect(broken).toMatchObject([
    { name: `${days[0]}.unfinished`, problem: expect.stringContaining('interrupted') },
  ]);
  await shelf.note(days[3]!, { verified: { atUs: 1, seconds: 2 } });
  await shelf.note(days[3]!, { rehearsed: { atUs: 3, seconds: 4, problem: 'p' } });
  expect((await shelf.get(days[3]!)).checks).toEqual({
    verified: { atUs: 1, seconds: 2 },
    rehearsed: { atUs: 3, seconds: 4, problem: 'p' },
  });
  expect(await shelf.prune(2)).toEqual([days[1], days[0]]);
  expect(existsSync(join(folder, 'before-the-move'))).toBe(true);
  expect((await shelf.list()).backups.map(({ name }) => name)).toEqual([days[3], days[2], 'before-the-move']);
  expect(await backupShelf(join(folder, 'none')).list()).toEqual({ backups: [], broken: [] });
});
