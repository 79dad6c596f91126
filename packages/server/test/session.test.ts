import { request } from 'node:http';
import { paths } from '@mantinel/contract';
import { afterEach, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestOptions } from './support/start-test-app.ts';

let app: TestApp;
const started = async (options?: TestOptions) => {
  app = await startTestApp(options);
  return app;
};
afterEach(() => app.stop());

const post = (path: string, body: unknown, cookie?: string) =>
  app.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
    body: JSON.stringify(body),
  });
const session = async (cookie?: string) =>
  (await app.fetch(paths.session, cookie === undefined ? {} : { headers: { cookie } })).json();
const setupToken = () => app.setupUrl!.split('#')[1]!;

/** As a page that rebound its DNS name to this computer would ask: fetch may not set Host. */
const statusUnderHost = (path: string, host: string) =>
  new Promise<number>((resolve, reject) => {
    const { hostname, port } = new URL(app.url);
    request({ hostname, port, path, headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode!);
    })
      .on('error', reject)
      .end();
  });

test('the one-time link makes the owner once, signed in with a cookie no script can read', async () => {
  await started();
  expect(await session()).toEqual({ state: 'setup', permissions: [] });
  const owner = { token: setupToken(), name: 'Olga', password: 'correct horse' };
  expect(await (await post(paths.owner, { ...owner, token: 'x' })).json()).toMatchObject({
    code: 'setup.linkInvalid',
  });
  expect(await (await post(paths.owner, { ...owner, password: 'short' })).json()).toMatchObject({
    code: 'request.invalid',
    title: expect.stringContaining('at least 12'),
  });
  const made = await post(paths.owner, owner);
  expect(await made.json()).toMatchObject({ state: 'signedIn', person: { name: 'Olga' } });
  const [cookie] = made.headers.getSetCookie();
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Strict/);
  expect(await session(cookie!.split(';')[0])).toMatchObject({ state: 'signedIn' });
  expect(await session()).toEqual({ state: 'signedOut', permissions: [] });
  expect((await post(paths.owner, owner)).status).toBe(403);
  expect(app.store.enqueued.map(({ code }) => code)).toEqual(['person.ownerCreated', 'person.signedIn']);
  expect(JSON.stringify(app.store.enqueued)).not.toContain('Olga');
});

test('signing in and out', async () => {
  await started();
  await app.signUp();
  const wrong = await post(paths.session, { name: 'Olga', password: 'wrong' });
  expect(await wrong.json()).toMatchObject({ code: 'session.wrongPassword', status: 401 });
  const nobody = await post(paths.session, { name: 'Nobody', password: 'wrong' });
  expect(await nobody.json()).toMatchObject({ code: 'session.wrongPassword' });
  const right = await post(paths.session, { name: 'olga', password: 'correct horse' });
  const cookie = right.headers.getSetCookie()[0]!.split(';')[0]!;
  expect(await session(cookie)).toMatchObject({ state: 'signedIn' });
  await app.fetch(paths.session, { method: 'DELETE', headers: { cookie } });
  expect(await session(cookie)).toMatchObject({ state: 'signedOut' });
});

test('wrong passwords make the next try wait, for that name from that address, and the wait ends', async () => {
  await started();
  await app.signUp();
  const attempt = (password: string) => post(paths.session, { name: 'Olga', password });
  for (let tries = 0; tries < 5; tries++) expect((await attempt('wrong')).status).toBe(401);
  const held = await attempt('correct horse');
  expect(held.status).toBe(429);
  expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await post(paths.session, { name: 'Other', password: 'x' })).status).toBe(401);
  app.advance(5);
  expect((await attempt('correct horse')).status).toBe(200);
  expect((await attempt('wrong')).status).toBe(401);
});

test('without the database whoever was signed in goes on reading; signing in waits and says so', async () => {
  await started({ machines: ['mill'] });
  const cookie = await app.signUp();
  expect((await app.fetch(paths.machines, { headers: { cookie } })).status).toBe(200);
  app.store.setState('unavailable');
  app.advance(3600);
  expect((await app.fetch(paths.machines, { headers: { cookie } })).status).toBe(200);
  expect((await app.fetch(paths.events, { headers: { cookie } })).status).toBe(200);
  const signIn = await post(paths.session, { name: 'Olga', password: 'correct horse' });
  expect(await signIn.json()).toMatchObject({ code: 'store.unavailable', status: 503 });
  const write = await post(paths.machines, { connector: 'shdr', id: 'saw', host: 'a' }, cookie);
  expect(await write.json()).toMatchObject({ code: 'store.unavailable' });
  const unknown = await app.fetch(paths.machines, { headers: { cookie: 'mantinel=unknown' } });
  expect(await unknown.json()).toMatchObject({ code: 'store.unavailable' });
  expect((await app.fetch(paths.session, { headers: { cookie: 'mantinel=unknown' } })).status).toBe(200);
});

test('a role at a place is all there is, with and without the database, and a new one counts from the next look', async () => {
  await started({ machines: ['mill'] });
  const cookie = await app.signUp();
  const grant = { id: 'g', person: 'p1', grantedUs: 1, fromProvider: false };
  const seen = async () => {
    const answer = await app.fetch(paths.machines, { headers: { cookie } });
    return answer.ok ? ((await answer.json()) as { machines: unknown[] }).machines.length : answer.status;
  };
  expect(await seen()).toBe(1);
  app.store.roleGrants.of = async () => [{ ...grant, role: 'viewer', place: 'site:other' }];
  // Believed for ten seconds.
  expect(await seen()).toBe(1);
  app.advance(11);
  expect(await seen()).toBe(0);
  app.store.roleGrants.of = async () => [{ ...grant, role: 'technician', place: 'machine:mill' }];
  app.advance(11);
  expect(await seen()).toBe(1);
  app.store.setState('unavailable');
  app.advance(3600);
  expect(await seen()).toBe(1);
  expect((await app.fetch(paths.status, { headers: { cookie } })).status).toBe(200);
  const write = await post(paths.machines, { connector: 'shdr', id: 'saw', host: 'a' }, cookie);
  expect(await write.json()).toMatchObject({ code: 'store.unavailable' });
  app.store.setState('ready');
  app.store.roleGrants.of = async () => [];
  expect(await seen()).toBe(403);
});

test('a session ends after thirty days, also while the database is away', async () => {
  await started();
  const cookie = await app.signUp();
  await session(cookie);
  app.store.setState('unavailable');
  app.advance(31 * 24 * 3600);
  expect((await app.fetch(paths.events, { headers: { cookie } })).status).toBe(503);
  app.store.setState('ready');
  expect((await app.fetch(paths.events, { headers: { cookie } })).status).toBe(401);
});

test('the demonstration is read on this computer without signing in, until an owner exists', async () => {
  await started({ demo: true, machines: ['mill'], storeState: 'starting' });
  expect(await session()).toMatchObject({
    state: 'setup',
    permissions: expect.arrayContaining(['event.read']),
  });
  for (const path of [paths.machines, paths.alarms]) expect((await app.fetch(path)).status, path).toBe(200);
  const connect = await post(paths.machines, { connector: 'shdr', id: 'saw', host: 'a' });
  expect(connect.status).toBe(401);
  expect(await statusUnderHost(paths.machines, 'evil.example')).toBe(401);
  expect(await statusUnderHost(paths.machines, 'localhost:8620')).toBe(200);
  app.store.setState('ready');
  const cookie = await app.signUp();
  expect((await app.fetch(paths.machines)).status).toBe(401);
  expect((await post(paths.machines, { connector: 'shdr', id: 'saw', host: 'a' }, cookie)).status).toBe(200);
});

test('a demonstration on the shop network is closed to strangers', async () => {
  await started({ demo: true, machines: ['mill'], http: { host: '0.0.0.0' } });
  expect((await app.fetch(paths.machines)).status).toBe(401);
});

test('an owner known to the logbook closes the demonstration before the database is up', async () => {
  await started({
    demo: true,
    storeState: 'starting',
    prepare: async (logbook) => {
      await logbook.append({
        events: [
          {
            timeUs: 1,
            receivedUs: 1,
            site: 'plant',
            kind: 'audit',
            severity: 9,
            code: 'person.ownerCreated',
            message: '',
            attributes: {},
            quality: 'good',
          },
        ],
      });
    },
  });
  expect(app.setupUrl).toBeUndefined();
  expect((await app.fetch(paths.events)).status).toBe(401);
  expect(await session()).toMatchObject({ state: 'signedOut' });
});
