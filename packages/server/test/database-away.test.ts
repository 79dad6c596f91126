import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, paths } from '@mantinel/contract';
import { afterEach, expect, test } from 'vitest';
import { systemParts } from '../src/parts.ts';
import { startTestApp, type TestApp, type TestOptions, until } from './support/start-test-app.ts';

let app: TestApp;
const started = async (options?: TestOptions) => {
  app = await startTestApp(options);
  return app;
};
afterEach(() => app.stop());

/** Events about the database and about failed requests, oldest first: severity and code. */
async function told(): Promise<[number, string][]> {
  // The program's own lines reach the logbook within 200 ms.
  await sleep(400);
  const page = await app.logbook.page({
    scope: { sites: 'all', machines: 'all', withoutMachine: true },
    filter: { kinds: ['log'], codes: ['store.*', 'http.*'] },
    order: 'received',
    direction: 'newer',
    limit: 1000,
  });
  return page.events.map(({ severity, code }) => [severity, code]);
}
const refused = async (times: number) => {
  for (let at = 0; at < times; at += 1) {
    const answer = await app.fetch(paths.events, { headers: { cookie: 'mantinel=unknown' } });
    expect(await answer.json()).toMatchObject({ code: 'store.unavailable', status: 503 });
  }
};
const [info, warn, error] = [9, 13, 17];

test('a start-up is normal: requests that come too early leave no row, and being ready is told once', async () => {
  await started({ storeState: 'starting' });
  await refused(5);
  expect(await told()).toEqual([]);
  app.store.setState('ready');
  expect(await told()).toEqual([[info, 'store.ready']]);
});

test('a database that goes away is one row, its return another, however many requests it refused', async () => {
  await started();
  app.store.setState('unavailable', 'the cable is out');
  await refused(5);
  app.store.setState('unavailable', 'nobody answers');
  await refused(5);
  app.store.setState('ready');
  const rows = (await told()).filter(([severity]) => severity >= info);
  expect(rows).toEqual([
    [warn, 'store.unavailable'],
    [info, 'store.ready'],
  ]);
  expect(app.lines.join('')).toContain('reason=the cable is out');
});

test('one that needs a person says so louder, also after it was merely away', async () => {
  await started();
  app.store.setState('unavailable', 'nobody answers');
  app.store.setState('unavailable', 'too new', new AppError('store.schemaTooNew', { data: { version: 9 } }));
  expect(await told()).toEqual([
    [warn, 'store.unavailable'],
    [error, 'store.schemaTooNew'],
  ]);
});

test('refusals of a database that says it is ready are worth a row, but not one each', async () => {
  await started();
  app.store.sessions.find = () =>
    Promise.reject(new AppError('store.unavailable', { data: { reason: 'no connection left' } }));
  await refused(5);
  expect(await told()).toEqual([[error, 'http.store.unavailable']]);
});

test('a PostgreSQL that refuses: machines are recorded, the status says why, the log once', async () => {
  const closed = createServer();
  const port = await new Promise<number>((resolve) =>
    closed.listen(0, '127.0.0.1', () => resolve((closed.address() as { port: number }).port)),
  );
  await new Promise((resolve) => closed.close(resolve));
  const { openStore } = systemParts();
  const url = `postgres://u:secret@127.0.0.1:${port}/d`;
  const parts = {
    openStore: (config: Parameters<typeof openStore>[0], log: Parameters<typeof openStore>[1]) =>
      openStore({ ...config, store: { url } }, log),
  };
  await started({ machines: ['mill'], demo: true, parts });
  app.machines.get('mill')!.say([{ kind: 'sample', item: 'Xload', value: 1, timeUs: 1, quality: 'good' }]);
  await until(async () => {
    const events = await app.fetch(`${paths.events}?machine=mill`);
    return ((await events.json()) as { events: unknown[] }).events.length === 1;
  });
  expect((await app.fetch('/readyz')).status).toBe(200);
  await until(async () => {
    const status = (await (await app.fetch(paths.status)).json()) as { store: { state: string } };
    return status.store.state === 'unavailable';
  });
  const status = await (await app.fetch(paths.status)).json();
  expect(status).toMatchObject({
    store: {
      kind: 'external',
      problem: expect.stringContaining(`no PostgreSQL answers at 127.0.0.1:${port}/d`),
    },
  });
  const signIn = JSON.stringify({ name: 'Olga', password: 'x' });
  const headers = { 'content-type': 'application/json' };
  for (let at = 0; at < 3; at += 1)
    expect((await app.fetch(paths.session, { method: 'POST', headers, body: signIn })).status).toBe(503);
  // It is tried again several times meanwhile.
  await sleep(1500);
  expect((await told()).filter(([severity]) => severity >= info)).toEqual([[warn, 'store.unavailable']]);
  expect(app.lines.join('')).not.toContain('secret');
});
