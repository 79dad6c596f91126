/** A clock that is set wrong, by an hour either way: what signs people and programs in fails safe, and says so. */
import { createHash } from 'node:crypto';
import { type Enrolment, paths, type Session } from '@mantinel/contract';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../src/features/session/passwords/argon2.ts';
import { appCode } from './support/app-code.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';

let app: PlantApp;
let offset = 0;
const set = (seconds: number) => {
  app.advance(seconds - offset);
  offset = seconds;
};
const nowUs = () => Date.now() * 1000 + offset * 1_000_000;
beforeAll(async () => {
  app = await startPlantApp();
});
afterAll(() => app?.stop());
afterEach(() => set(0));

const hour = 3600;
const ask = async <T>(method: string, path: string, init: { body?: unknown; headers?: HeadersInit } = {}) => {
  const answer = await app.fetch(path, {
    method,
    headers: { ...init.headers, ...(init.body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  return { ...((await answer.json()) as T & { code?: string; title?: string; remedy?: string }), answer };
};

test.each([
  ['back', -hour],
  ['forward', hour],
])(
  '%s: a session goes on, but what is dangerous asks for a fresh proof, which then holds',
  async (_way, step) => {
    const owner = await app.person([{ role: 'platformOwner', place: 'enterprise:own' }]);
    await app.store.people.setPasswordHash(owner.id, await hashPassword('correct horse'));
    const { id } = await app.store.people.create({ name: `Somebody ${step}`, place: 'site:plant' });
    const headers = { cookie: owner.cookie };
    set(step);
    expect((await ask<Session>('GET', paths.session, { headers })).state).toBe('signedIn');
    const give = () =>
      ask('POST', paths.grants, { headers, body: { person: id, role: 'viewer', place: 'site:plant' } });
    expect((await give()).code).toBe('session.stepUp');
    const proof = await ask('POST', paths.sessionProof, { headers, body: { password: 'correct horse' } });
    expect(proof.code).toBeUndefined();
    expect((await give()).code).toBeUndefined();
  },
);

test('what was remembered of a session before the clock was set back is asked again', async () => {
  const { id, cookie } = await app.person([{ role: 'viewer', place: 'site:plant' }]);
  const seen = async () => (await app.fetch(paths.machines, { headers: { cookie } })).status;
  expect(await seen()).toBe(200);
  // Behind the back of the program, which would otherwise believe for an hour what it knows for ten seconds.
  await app.store.sessions.removeAllOf(id);
  set(-hour);
  expect(await seen()).toBe(401);
});

test('a token that has expired stays so when the clock is set back', async () => {
  const { id } = await app.person([{ role: 'viewer', place: 'site:plant' }]);
  const secret = `mnt_${'x'.repeat(43)}`;
  await app.store.apiTokens.create({
    name: 'display',
    permissions: ['machine.read'],
    person: id,
    place: 'site:plant',
    tokenHash: createHash('sha256').update(secret).digest(),
    lastFour: 'xxxx',
    expiresUs: nowUs() + 2 * hour * 1_000_000,
  });
  const headers = { authorization: `Bearer ${secret}` };
  const seen = async () => {
    const { answer, code } = await ask('GET', paths.machines, { headers });
    return code ?? answer.status;
  };
  expect(await seen()).toBe(200);
  set(3 * hour);
  expect(await seen()).toBe('token.expired');
  set(0);
  expect(await seen()).toBe('token.expired');
});

test('codes: ahead it says by how much; set back after one was taken it says when they are taken again', async () => {
  const name = 'Tereza';
  const { id } = await app.store.people.create({ name, place: 'site:plant' });
  await app.store.people.setPasswordHash(id, await hashPassword('correct horse'));
  const signIn = async (code?: string) => {
    const body = { name, password: 'correct horse', ...(code === undefined ? {} : { code }) };
    const { answer, ...told } = await ask<Session>('POST', paths.session, { body });
    return { ...told, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  };
  const headers = { cookie: (await signIn()).cookie };
  const { secret } = await ask<Enrolment>('POST', paths.secondFactor, { headers });
  await ask('POST', paths.secondFactorCode, { headers, body: { code: appCode(secret, nowUs()) } });
  set(hour);
  // The phone is right, the computer an hour ahead.
  const { code, title } = await signIn(appCode(secret, nowUs() - (hour - 60) * 1_000_000));
  expect([code, title]).toEqual(['session.clockOff', expect.stringMatching(/about (59|60) minutes/)]);
  expect((await signIn(appCode(secret, nowUs()))).code).toBeUndefined();
  set(60);
  const back = await signIn(appCode(secret, nowUs()));
  expect(back).toMatchObject({
    code: 'session.clockSetBack',
    title: expect.stringMatching(/about 5\d minutes/),
    remedy: expect.stringMatching(/recovery code/),
  });
  set(hour + 120);
  expect((await signIn(appCode(secret, nowUs()))).code).toBeUndefined();
});

test('who signs in after a clock far ahead was put right stays signed in', async () => {
  // Longer than a session: what was written then must not end what begins now.
  set(31 * 24 * hour);
  expect((await app.fetch(paths.machines)).status).toBe(401);
  const { id, name } = await app.store.people.create({ name: 'Put right', place: 'site:plant' });
  await app.store.people.setPasswordHash(id, await hashPassword('correct horse'));
  await app.person([{ role: 'viewer', place: 'site:plant' }]);
  for (const ahead of [31 * 24 * hour, 20 * hour, 0]) {
    set(ahead);
    const { answer } = await ask('POST', paths.session, { body: { name, password: 'correct horse' } });
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    expect((await ask<Session>('GET', paths.session, { headers: { cookie } })).state, `${ahead} s`).toBe(
      'signedIn',
    );
  }
});
