/** Codes and step-up on a real PostgreSQL. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Enrolment,
  type GrantView,
  type PasswordLink,
  paths,
  type RecoveryCodes,
} from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../src/features/session/passwords/argon2.ts';
import { routes } from '../src/routes.ts';
import { appCode } from './support/app-code.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';

let app: PlantApp;
let passwordHash: string;
let offset = 0;
const nowUs = () => Date.now() * 1000 + offset * 1_000_000;
const advance = (seconds: number) => {
  app.advance(seconds);
  offset += seconds;
};
beforeAll(async () => {
  app = await startPlantApp();
  passwordHash = await hashPassword('correct horse');
});
afterAll(() => app?.stop());

const ask = async <T>(
  method: string,
  path: string,
  { body, cookie = '' }: { body?: unknown; cookie?: string } = {},
) => {
  const answer = await app.fetch(path, {
    method,
    headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const [set] = answer.headers.getSetCookie();
  return {
    ...((await answer.json()) as T & { code?: string; remedy?: string; title?: string }),
    cookie: set?.split(';')[0],
  };
};
const at = (path: string, id: string) => path.replace(':id', id);
let count = 0;
async function somebody() {
  count += 1;
  const name = `Second ${count}`;
  const { id } = await app.store.people.create({ name, place: 'site:plant' });
  await app.store.roleGrants.add({ person: id, role: 'technician', place: 'site:plant', grantedBy: id });
  await app.store.people.setPasswordHash(id, passwordHash);
  const signIn = (code?: string) =>
    ask('POST', paths.session, {
      body: { name, password: 'correct horse', ...(code === undefined ? {} : { code }) },
    });
  return { id, signIn };
}
async function withFactor() {
  const { id, signIn } = await somebody();
  const { cookie } = await signIn();
  const enrolment = await ask<Enrolment>('POST', paths.secondFactor, { cookie: cookie! });
  const code = appCode(enrolment.secret, nowUs());
  const confirmed = await ask<RecoveryCodes>('POST', paths.secondFactorCode, {
    cookie: cookie!,
    body: { code },
  });
  return { id, signIn, cookie: cookie!, enrolment, code, recoveryCodes: confirmed.recoveryCodes };
}

test('set up by a code, asked for at signing in, and each code taken once', async () => {
  const { id, signIn, cookie, enrolment, code, recoveryCodes } = await withFactor();
  expect(enrolment.uri).toContain(`secret=${enrolment.secret}&issuer=Mantinel%20plant`);
  expect(recoveryCodes).toHaveLength(10);
  expect(new Set(recoveryCodes).size).toBe(10);
  expect(await ask('GET', paths.secondFactor, { cookie })).toMatchObject({ on: true, recoveryCodesLeft: 10 });
  expect((await ask('POST', paths.secondFactor, { cookie })).code).toBe('secondFactor.exists');
  expect((await signIn()).code).toBe('session.codeRequired');
  expect((await signIn(code)).code).toBe('session.codeUsed');
  advance(30);
  const next = appCode(enrolment.secret, nowUs());
  const raced = await Promise.all([signIn(next), signIn(next)]);
  expect(raced.map((answer) => answer.code ?? 'in').sort()).toEqual(['in', 'session.codeUsed']);
  expect(await signIn('000000')).toMatchObject({
    code: 'session.wrongCode',
    remedy: expect.stringMatching(/\d\d:\d\d UTC/),
  });
  // Neither database nor log holds the secret.
  const { secret } = (await app.store.secondFactors.get(id))!;
  expect(Buffer.from(secret).includes(enrolment.secret)).toBe(false);
  expect(app.lines.join('')).not.toContain(enrolment.secret);
  expect((await readFile(join(app.folder, 'data', 'keys', 'secrets.key'))).length).toBe(32);
});

test('a phone whose clock is wrong is told so, while setting up and while signing in', async () => {
  const { signIn } = await somebody();
  const { cookie } = await signIn();
  const { secret } = await ask<Enrolment>('POST', paths.secondFactor, { cookie: cookie! });
  const confirm = (seconds: number) =>
    ask('POST', paths.secondFactorCode, {
      cookie: cookie!,
      body: { code: appCode(secret, nowUs() + seconds * 1_000_000) },
    });
  expect(await confirm(3600)).toMatchObject({
    code: 'session.clockOff',
    title: expect.stringContaining('about 60 minutes'),
  });
  expect((await confirm(-25)).code).toBeUndefined();
  advance(7200);
  expect(await signIn(appCode(secret, nowUs() - 3_600_000_000))).toMatchObject({ code: 'session.clockOff' });
  expect(await signIn(appCode(secret, nowUs() + 3_600_000_000))).toMatchObject({ code: 'session.wrongCode' });
  expect((await signIn(appCode(secret, nowUs()))).code).toBeUndefined();
});

test('a recovery code opens once, however it is typed; guessing codes is slowed', async () => {
  const { signIn, recoveryCodes } = await withFactor();
  const [first, second] = recoveryCodes as [string, string];
  const { cookie } = await signIn(first.toLowerCase().replaceAll('-', ' '));
  expect(await ask('GET', paths.secondFactor, { cookie: cookie! })).toMatchObject({ recoveryCodesLeft: 9 });
  expect((await signIn(first)).code).toBe('session.wrongCode');
  expect((await signIn(second)).cookie).toBeDefined();
  const codes: unknown[] = [];
  for (let tries = 0; tries < 6; tries++) codes.push((await signIn('123456')).code);
  expect(codes).toContain('session.tooManyAttempts');
  advance(120);
});

test('a link for a new password does not replace the phone; who manages the account may', async () => {
  const { id, enrolment } = await withFactor();
  const manager = await app.person([{ role: 'platformOwner', place: enterpriseRoot }]);
  const link = async () =>
    (
      await ask<PasswordLink>('POST', at(paths.personPasswordLink, id), { cookie: manager.cookie })
    ).path.split('#')[1]!;
  const choose = (token: string, code?: string) =>
    ask('POST', paths.password, {
      body: { token, password: 'two lathes and a goat', ...(code === undefined ? {} : { code }) },
    });
  const token = await link();
  expect((await choose(token)).code).toBe('session.codeRequired');
  advance(30);
  expect((await choose(token, appCode(enrolment.secret, nowUs()))).code).toBeUndefined();
  const second = await link();
  const other = await app.person([{ role: 'manager', place: 'site:away' }]);
  expect((await ask('DELETE', at(paths.personSecondFactor, id), { cookie: other.cookie })).code).toBe(
    'person.notFound',
  );
  const seen = await ask('GET', at(paths.personSecondFactor, id), { cookie: manager.cookie });
  expect(seen).toMatchObject({ on: true });
  expect(await ask('DELETE', at(paths.personSecondFactor, id), { cookie: manager.cookie })).toMatchObject({
    removed: id,
  });
  expect((await choose(second)).code).toBeUndefined();
});

test('what is dangerous asks for a fresh proof, and says where to send it', async () => {
  const owner = await app.person([{ role: 'platformOwner', place: enterpriseRoot }]);
  await app.store.people.setPasswordHash(owner.id, passwordHash);
  const { id } = await somebody();
  const give = () =>
    ask<GrantView>('POST', paths.grants, {
      cookie: owner.cookie,
      body: { person: id, role: 'viewer', place: 'site:plant' },
    });
  advance(601);
  expect(await give()).toMatchObject({
    code: 'session.stepUp',
    remedy: expect.stringContaining(paths.sessionProof),
  });
  const prove = (body: unknown) => ask('POST', paths.sessionProof, { cookie: owner.cookie, body });
  expect((await prove({ password: 'wrong' })).code).toBe('password.wrong');
  expect((await prove({ code: '123456' })).code).toBe('secondFactor.notEnrolled');
  expect((await prove({})).code).toBe('request.invalid');
  expect((await prove({ password: 'correct horse', code: '123456' })).code).toBe('request.invalid');
  expect((await give()).code).toBe('session.stepUp');
  advance(120);
  expect((await prove({ password: 'correct horse' })).code).toBeUndefined();
  expect((await give()).code).toBeUndefined();
  const fresh = routes
    .filter(({ requiresFresh }) => requiresFresh)
    .map(({ method, path }) => `${method} ${path}`);
  expect(fresh).toEqual(
    expect.arrayContaining([
      `POST ${paths.grants}`,
      `DELETE ${paths.grant}`,
      `POST ${paths.tokens}`,
      `POST ${paths.personTokens}`,
      `POST ${paths.personPasswordLink}`,
      `DELETE ${paths.secondFactor}`,
    ]),
  );
});
