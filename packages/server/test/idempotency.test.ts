import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, paths } from '@mantinel/contract';
import type { Repositories, Store } from '@mantinel/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../src/config/load-config.ts';
import { once } from '../src/http/idempotency.ts';
import { crashingDatabase } from './support/crashing-database.ts';
import { startTestApp, type TestApp } from './support/start-test-app.ts';

let folder: string;
let app: TestApp | undefined;
let store: Store | undefined;
/** The database's clock against this computer's. */
let aheadUs: number;
/** Runs in a transaction after its work, before its commit. */
let beforeCommit: (() => Promise<void>) | undefined;
let crash: () => Promise<void>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-once-'));
  aheadUs = 0;
  beforeCommit = undefined;
});
afterEach(async () => {
  await app?.stop();
  await store?.close();
  app = undefined;
  store = undefined;
  await rm(folder, { recursive: true, force: true });
});

function open(): Store {
  const database = crashingDatabase(join(folder, 'postgres'), () => Date.now() * 1000 + aheadUs);
  const real = database.store;
  crash = async () => {
    beforeCommit = undefined;
    await database.crash();
  };
  return {
    ...real,
    transaction: (work) =>
      real.transaction(async (repositories) => {
        const done = await work(repositories);
        await beforeCommit?.();
        return done;
      }),
  };
}

const post = (body: unknown, headers: Record<string, string>) =>
  app!.fetch(paths.machines, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const added = async (cookie: string) => {
  const answer = await app!.fetch(`${paths.events}?kind=audit&machine=lathe`, { headers: { cookie } });
  return ((await answer.json()) as { events: { code: string }[] }).events.map(({ code }) => code);
};
const lathe = { connector: 'shdr', id: 'lathe', host: '127.0.0.1' };

test('a crash before the answer is stored: refused until the claim lapses, then made up for once', async () => {
  const configFile = join(folder, 'mantinel.yaml');
  store = open();
  const held = store;
  await held.ready(AbortSignal.timeout(60_000));
  app = await startTestApp({ configFile, parts: { openStore: () => held } });
  const cookie = await app.signUp();
  const headers = { cookie, 'idempotency-key': 'the-plug-is-pulled' };

  beforeCommit = crash;
  expect(await (await post(lathe, headers)).json()).toMatchObject({ code: 'store.unavailable' });
  await held.ready(AbortSignal.timeout(60_000));
  // What the request wrote is gone; the greeting of the database may have told it meanwhile what the file says.
  expect((await held.machines.get('lathe'))?.origin).not.toBe('person');
  expect(await (await post(lathe, headers)).json()).toMatchObject({
    code: 'idempotency.inProgress',
    status: 409,
  });
  const other = await post({ ...lathe, host: '10.0.0.1' }, headers);
  expect(await other.json()).toMatchObject({ code: 'idempotency.reused', status: 422 });

  aheadUs = 61_000_000;
  const first = await post(lathe, headers);
  expect([first.status, await first.json()]).toMatchObject([200, { id: 'lathe', connector: 'shdr' }]);
  expect((await post(lathe, headers)).status).toBe(200);
  expect(await held.machines.get('lathe')).toMatchObject({ id: 'lathe', origin: 'person' });
  expect(await added(cookie)).toEqual(['machine.added']);
  const { config } = await loadConfig({ file: configFile, env: {} });
  expect(config.machines).toHaveLength(1);
  // Without the key it is another person's wish for the same name.
  expect(await (await post(lathe, { cookie })).json()).toMatchObject({ code: 'machine.exists' });
}, 90_000);

test('the work and its answer are committed together, or neither is', async () => {
  store = open();
  const held = store;
  await held.ready(AbortSignal.timeout(60_000));
  let effects = 0;
  const ask = (
    key: string,
    work: (repositories: Repositories, resumed: boolean) => Promise<unknown>,
    content: unknown = 1,
  ) =>
    once(held, {
      ...{ key, person: 'p', route: 'POST /x', content, requestId: 'r' },
      work: (unit) => unit.commit((repositories) => work(repositories, unit.resumed)),
    });
  const count = async (repositories: Repositories) => {
    effects += 1;
    await repositories.settings.set('effect', effects);
    return { effects };
  };

  beforeCommit = crash;
  await expect(ask('crash', count)).rejects.toMatchObject({ code: 'store.unavailable' });
  await held.ready(AbortSignal.timeout(60_000));
  expect(await held.settings.get('effect')).toBeUndefined();
  await expect(ask('crash', count)).rejects.toMatchObject({ code: 'idempotency.inProgress' });
  aheadUs += 61_000_000;
  const resumed = await ask('crash', async (repositories, again) => ({
    again,
    ...(await count(repositories)),
  }));
  expect(resumed.body).toEqual({ again: true, effects: 2 });
  expect((await ask('crash', count)).body).toEqual(resumed.body);
  expect(await held.settings.get('effect')).toBe(2);

  // A refusal undoes what was written before it and is the answer from then on.
  const refuse = async (repositories: Repositories) => {
    await count(repositories);
    throw new AppError('machine.exists', { data: { machine: 'm' } });
  };
  const refused = { status: 409, body: { code: 'machine.exists' } };
  expect(await ask('refused', refuse)).toMatchObject(refused);
  expect(await ask('refused', count)).toMatchObject(refused);
  await expect(ask('refused', count, 2)).rejects.toMatchObject({ code: 'idempotency.reused' });
  expect(await held.settings.get('effect')).toBe(2);

  // A failure that may mend leaves the key free for the same request.
  const fail = async (): Promise<never> => {
    throw new AppError('logbook.full', { data: { directory: '/d' } });
  };
  await expect(ask('mends', fail)).rejects.toMatchObject({ code: 'logbook.full' });
  expect(await ask('mends', count)).toMatchObject({ status: 200, body: { effects: 4 } });

  // Slower than a minute, and overtaken: the late one is undone, the answer of the other stands.
  const late = ask('slow', async (repositories) => {
    await repositories.settings.set('effect', 'late');
    aheadUs += 61_000_000;
    expect((await ask('slow', async () => 'overtook')).body).toBe('overtook');
    return 'late';
  });
  await expect(late).rejects.toMatchObject({ code: 'idempotency.inProgress' });
  expect((await ask('slow', count)).body).toBe('overtook');
  expect(await held.settings.get('effect')).toBe(4);
}, 90_000);

test('a disk that was full for a moment: the second attempt connects the machine once', async () => {
  const configFile = join(folder, 'mantinel.yaml');
  app = await startTestApp({ configFile });
  const cookie = await app.signUp();
  const headers = { cookie, 'idempotency-key': 'full-for-a-moment' };
  app.logbook.failure = new AppError('logbook.full', { data: { directory: '/d' } });
  expect((await post(lathe, headers)).status).toBe(507);
  app.logbook.failure = undefined;
  expect((await post(lathe, headers)).status).toBe(200);
  expect(await added(cookie)).toEqual(['machine.added']);
  const { config } = await loadConfig({ file: configFile, env: {} });
  expect(config.machines).toHaveLength(1);
});
