import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths, type Tasks as TasksPage, type TaskView } from '@mantinel/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type Tasks, tasksService } from '../src/features/tasks/service.ts';
import { createLog } from '../src/own-log/log.ts';
import type { LogRecord } from '../src/own-log/log-record.ts';
import { type TaskContext, type TaskDefinition, task } from '../src/task.ts';
import { type CrashingDatabase, crashingDatabase } from './support/crashing-database.ts';
import { startTestApp, until } from './support/start-test-app.ts';

let folder: string;
let database: CrashingDatabase;
let tasks: Tasks;
let handle: (payload: { what: string }, context: TaskContext) => Promise<void>;
const told: LogRecord[] = [];
const nowUs = () => Date.now() * 1000;
const log = createLog({ write: () => undefined, record: (line) => told.push(line), nowUs });

const tried = (change: Partial<TaskDefinition<{ what: string }>> = {}) =>
  task({
    name: 'test.try',
    payload: z.object({ what: z.string() }),
    handle: (payload, context) => handle(payload, context),
    retries: 1,
    retryDelaySeconds: 1,
    longestDelaySeconds: 1,
    timeLimitSeconds: 30,
    ...change,
  });

const open = (definitions = [tried(), tried({ name: 'test.short', retries: 0, timeLimitSeconds: 1 })]) =>
  tasksService({ store: database.store, definitions, site: 'plant', nowUs, log });
const begin = async (name = 'test.try', payload = { what: 'x' }): Promise<string> => {
  let id = '';
  await until(async () => {
    id = await tasks.begin(name, payload).catch(() => '');
    return id !== '';
  });
  return id;
};
const stateOf = async (id: string) => (await tasks.get(id)).state;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-tasks-'));
  database = crashingDatabase(join(folder, 'postgres'));
  await database.store.ready(AbortSignal.timeout(60_000));
  tasks = open();
}, 90_000);
beforeEach(() => {
  told.length = 0;
});
afterAll(async () => {
  await tasks.stop();
  await database.store.close();
  await rm(folder, { recursive: true, force: true });
});

test('a task is done once, with its progress seen while it runs', async () => {
  const go = Promise.withResolvers<void>();
  const seen: string[] = [];
  handle = async ({ what }, { progress }) => {
    seen.push(what);
    await progress(3, 10);
    await go.promise;
  };
  const id = await begin('test.try', { what: 'once' });
  await until(async () => (await tasks.get(id)).progress !== undefined);
  expect(await tasks.get(id)).toMatchObject({
    name: 'test.try',
    state: 'running',
    payload: { what: 'once' },
    attempt: 0,
    attempts: 1,
    progress: { done: 3, total: 10 },
  });
  go.resolve();
  await until(async () => (await stateOf(id)) === 'done');
  expect(seen).toEqual(['once']);
  expect((await tasks.get(id)).progress).toBeUndefined();
});

test('a task begun in a transaction that is undone is never done', async () => {
  const seen: string[] = [];
  handle = async ({ what }) => void seen.push(what);
  await begin();
  const undone = database.store.transaction(async (tx) => {
    await tasks.begin('test.try', { what: 'undone' }, { tx });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await database.store.transaction((tx) => tasks.begin('test.try', { what: 'committed' }, { tx }));
  await until(() => seen.includes('committed'));
  expect(seen).not.toContain('undone');
});

test('a failure is tried again after a while; one more is a dead letter, told to operators', async () => {
  handle = async () => {
    throw new Error('the other side is away');
  };
  const id = await begin();
  await until(async () => (await stateOf(id)) === 'retrying');
  expect(told.filter(({ code }) => code === 'task.failed')).toEqual([]);
  await until(async () => (await stateOf(id)) === 'failed', 30_000);
  expect(await tasks.get(id)).toMatchObject({ attempt: 1, problem: 'the other side is away' });
  expect(told).toContainEqual(expect.objectContaining({ code: 'task.failed', level: 50, taskId: id }));
  expect((await tasks.list({ state: 'failed', limit: 10 })).tasks.map((one) => one.id)).toEqual([id]);
}, 60_000);

test('a handler that does not end is stopped at its time limit', async () => {
  handle = () => new Promise(() => undefined);
  const id = await begin('test.short');
  await until(async () => (await stateOf(id)) === 'failed', 30_000);
  expect((await tasks.get(id)).problem).toBe('The task test.short was stopped after 1 seconds.');
}, 60_000);

test('a payload that is not what the task takes is never handed to it', async () => {
  let called = 0;
  handle = async () => {
    called += 1;
  };
  const id = await tasks.begin('test.short', { what: 7 });
  await until(async () => (await stateOf(id)) === 'failed');
  expect(called).toBe(0);
});

test('the list is read page by page, newest first, without gap or repetition', async () => {
  handle = async () => undefined;
  const ids: string[] = [];
  for (let count = 0; count < 7; count += 1) ids.push(await begin());
  const read: string[] = [];
  let after: string | undefined;
  do {
    const page = await tasks.list({ limit: 3, after, name: 'test.try' });
    read.push(...page.tasks.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  expect(read.slice(0, 7)).toEqual(ids.toReversed());
  expect(new Set(read).size).toBe(read.length);
  await expect(tasks.list({ limit: 3, after: 'x' })).rejects.toMatchObject({ code: 'request.invalid' });
});

test('while the database is away tasks wait; what was in hand is taken up again', async () => {
  let begun = 0;
  const aborted: string[] = [];
  handle = ({ what }, { signal }) => {
    if (what !== 'in hand') return Promise.resolve();
    begun += 1;
    if (begun > 1) return Promise.resolve();
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        aborted.push(String(signal.reason.code));
        reject(signal.reason);
      });
    });
  };
  const id = await begin('test.try', { what: 'in hand' });
  await until(() => begun === 1);
  await database.crash();
  await expect(tasks.get(id)).rejects.toMatchObject({ code: 'store.unavailable' });
  await until(() => aborted.length > 0);
  await database.store.ready(AbortSignal.timeout(60_000));
  // The crash is noticed by the missing heartbeat.
  await until(async () => (await tasks.get(id).catch(() => undefined))?.state === 'done', 90_000);
  expect(begun).toBe(2);
  expect(told.filter(({ level }) => level >= 50)).toEqual([]);
}, 120_000);

test('tasks that wait outlive a stop of the program', async () => {
  await tasks.stop();
  await expect(tasks.begin('test.try', { what: 'x' })).rejects.toMatchObject({ code: 'store.unavailable' });
  tasks = open([tried(), tried({ name: 'test.later', schedule: '0 0 1 1 *' })]);
  handle = async () => undefined;
  const id = await begin();
  await until(async () => (await stateOf(id)) === 'done');
});

test('people see, retry and cancel tasks by the API; it is told who did', async () => {
  await tasks.stop();
  const app = await startTestApp({
    parts: { openStore: () => ({ ...database.store, close: async () => undefined }) },
  });
  const cookie = await app.signUp();
  const call = async <T>(path: string, method = 'GET', headers: Record<string, string> = {}) => {
    const answer = await app.fetch(path, { method, headers: { cookie, ...headers } });
    return { status: answer.status, body: (await answer.json()) as T };
  };
  const at = (path: string, id: string) => path.replace(':id', id);
  await until(async () => (await call(paths.tasks)).status === 200);
  const add = async (state: string) => {
    const { rows } = await database.store.statements.executeSql(
      `insert into mantinel_tasks.job (name, state, start_after) values ('store.tidy', $1, now() + interval '1 day') returning id::text`,
      [state],
    );
    return String(rows[0]!.id);
  };
  const failed = await add('failed');
  const waiting = await add('created');
  const dead = await call<TasksPage>(paths.deadLetters);
  expect(dead.body.tasks.map(({ id }) => id)).toEqual([failed]);
  expect((await call<TaskView>(at(paths.task, waiting))).body).toMatchObject({
    state: 'waiting',
    name: 'store.tidy',
  });

  const key = { 'idempotency-key': 'retry-it-only-once' };
  const retried = await call<TaskView>(`${at(paths.taskRetry, failed)}?reason=mended`, 'POST', key);
  expect(retried).toMatchObject({ status: 200, body: { id: failed, state: 'retrying' } });
  expect(await call(`${at(paths.taskRetry, failed)}?reason=mended`, 'POST', key)).toEqual(retried);
  expect(await call(at(paths.taskRetry, failed), 'POST')).toMatchObject({
    status: 409,
    body: { code: 'task.notRetriable' },
  });
  expect(await call(at(paths.taskCancel, waiting), 'POST')).toMatchObject({ body: { state: 'cancelled' } });
  expect(await call(at(paths.taskCancel, waiting), 'POST')).toMatchObject({
    body: { code: 'task.notCancellable' },
  });
  expect(await call(at(paths.taskRetry, waiting), 'POST')).toMatchObject({ body: { state: 'waiting' } });
  expect(await call(at(paths.task, '00000000-0000-4000-8000-000000000000'))).toMatchObject({
    status: 404,
    body: { code: 'task.notFound' },
  });
  const codes = async () => {
    const { body } = await call<{ events: { code: string; attributes: object }[] }>(
      `${paths.events}?kind=audit`,
    );
    return body.events.filter(({ code }) => code.startsWith('task.'));
  };
  await until(async () => (await codes()).length === 3);
  expect((await codes()).find(({ code }) => code === 'task.retried')?.attributes).toMatchObject({
    why: 'mended',
    before: { state: 'failed' },
    after: { task: failed, name: 'store.tidy', state: 'retrying' },
  });
  await app.stop();
});
