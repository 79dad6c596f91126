/** Choosing and changing passwords, on a real PostgreSQL. */
import { paths } from '@mantinel/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../src/features/session/passwords/argon2.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';

let app: PlantApp;
beforeAll(async () => {
  app = await startPlantApp();
});
afterAll(() => app?.stop());

const post = async (path: string, body: unknown, cookie = '') => {
  const headers = { 'content-type': 'application/json', cookie };
  const answer = await app.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  const { code } = (await answer.json()) as { code?: string };
  return { code, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] };
};
async function somebody(name: string) {
  const { id } = await app.store.people.create({ name, place: 'site:plant' });
  await app.store.roleGrants.add({ person: id, role: 'viewer', place: 'site:plant', grantedBy: id });
  await app.store.people.setPasswordHash(id, await hashPassword('correct horse'));
  return id;
}
const works = async (cookie: string) =>
  (await app.fetch(paths.events, { headers: { cookie } })).status === 200;

test('the own password is changed with the present one, and every other session ends', async () => {
  await somebody('Paula');
  const credentials = { name: 'Paula', password: 'correct horse' };
  const here = (await post(paths.session, credentials)).cookie!;
  const there = (await post(paths.session, credentials)).cookie!;
  const change = (present: string, password: string) => post(paths.ownPassword, { present, password }, here);
  expect((await change('wrong', 'two lathes and a goat')).code).toBe('password.wrong');
  expect((await change('correct horse', 'short')).code).toBe('request.invalid');
  for (const common of ['Password2026!', 'paulapaula12', 'Mantinel 2026', 'qwertzuiop12'])
    expect([common, (await change('correct horse', common)).code]).toEqual([common, 'password.tooCommon']);
  expect(await works(there)).toBe(true);
  expect((await change('correct horse', 'two lathes and a goat')).code).toBeUndefined();
  expect([await works(here), await works(there)]).toEqual([true, false]);
  expect((await post(paths.session, credentials)).code).toBe('session.wrongPassword');
  const again = await post(paths.session, { name: 'Paula', password: 'two lathes and a goat' });
  expect(again.cookie).toBeDefined();
});

test('guessing the present password is slowed as signing in is', async () => {
  await somebody('Quido');
  const { cookie } = await post(paths.session, { name: 'Quido', password: 'correct horse' });
  const guess = () =>
    post(paths.ownPassword, { present: 'guess', password: 'two lathes and a goat' }, cookie);
  const codes: unknown[] = [];
  for (let tries = 0; tries < 6; tries++) codes.push((await guess()).code);
  expect(codes).toContain('session.tooManyAttempts');
  app.advance(120);
});

test('a link is not spent by a common password', async () => {
  const id = await somebody('Rita');
  const owner = await app.holder('platformOwner', 'enterprise:own');
  const link = await app.fetch(paths.personPasswordLink.replace(':id', id), {
    method: 'POST',
    headers: { cookie: owner.cookie },
  });
  const token = ((await link.json()) as { path: string }).path.split('#')[1];
  expect((await post(paths.password, { token, password: 'Password2026!' })).code).toBe('password.tooCommon');
  expect((await post(paths.password, { token, password: 'two lathes and a goat' })).code).toBeUndefined();
});
