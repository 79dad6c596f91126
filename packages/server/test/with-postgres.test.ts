import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths, type Status } from '@mantinel/contract';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { systemParts } from '../src/parts.ts';
import { memoryEventStore } from './support/memory-event-store.ts';
import { startTestApp, type TestApp, type TestOptions, until } from './support/start-test-app.ts';

let folder: string;
let app: TestApp;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-postgres-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => app.stop());

const { openStore } = systemParts();
const logbook = memoryEventStore();
const started = async (options?: TestOptions) => {
  app = await startTestApp({
    demo: true,
    machines: ['mill'],
    folder,
    // The logbook in memory outlives a stop here, as the one on disk does.
    parts: {
      openStore,
      openLogbook: async () => ({ ...logbook, close: async () => undefined, head: logbook.head }),
    },
    ...options,
  });
  return app;
};
const ready = async () => /^mantinel_store_ready 1$/m.test(await (await app.fetch('/metrics')).text());
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
let cookie: string;

test('the panel answers before the database is up, and an account is made once it is', async () => {
  await started();
  const status = (await (await app.fetch(paths.status)).json()) as Status;
  expect(status.store).toMatchObject({ kind: 'embedded', state: expect.stringMatching(/starting|ready/) });
  await until(ready, 60_000);
  cookie = await app.signUp();
  expect((await app.fetch(paths.machines, { headers: { cookie } })).status).toBe(200);
  const audited = async () => {
    const { events } = await logbook.page({
      scope: { sites: 'all', machines: 'all', withoutMachine: true },
      filter: { kinds: ['audit'] },
      order: 'received',
      direction: 'newer',
      limit: 10,
    });
    return events.map(({ code }) => code);
  };
  // They come by the outbox, a moment after the answer.
  await until(async () => (await audited()).length >= 2);
  expect(await audited()).toEqual(['person.ownerCreated', 'person.signedIn']);
});

test('after a restart the session still holds, there is no second owner, and an answer is repeated', async () => {
  await started();
  expect(app.setupUrl).toBeUndefined();
  await until(ready, 60_000);
  const session = await app.fetch(paths.session, { headers: { cookie } });
  expect(await session.json()).toMatchObject({ state: 'signedIn', person: { name: 'Olga' } });
  expect(
    await (await post(paths.owner, { token: 'x', name: 'Eve', password: 'two lathes and a goat' })).json(),
  ).toMatchObject({
    code: 'setup.linkInvalid',
  });
  const machine = { connector: 'shdr', id: 'lathe', host: '127.0.0.1' };
  const headers = { cookie, 'idempotency-key': 'one-and-the-same' };
  const first = await post(paths.machines, machine, headers);
  expect(first.status).toBe(200);
  const again = await post(paths.machines, machine, headers);
  expect(await again.json()).toEqual(await first.json());
  const other = await post(paths.machines, { ...machine, id: 'saw' }, headers);
  expect(await other.json()).toMatchObject({ code: 'idempotency.reused' });
});

test('many requests with one key at once take effect once', async () => {
  await started();
  await until(ready, 60_000);
  const headers = { cookie, 'idempotency-key': 'all-at-the-same-time' };
  const machine = { connector: 'shdr', id: 'drill', host: '127.0.0.1' };
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(paths.machines, machine, headers)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses).toContain(200);
  for (const answer of answers)
    if (answer.status !== 200) expect(await answer.json()).toMatchObject({ code: 'idempotency.inProgress' });
});
