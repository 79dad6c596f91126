/** Sessions that can be seen and ended, on a real PostgreSQL. */
import { paths, type SessionView } from '@mantinel/contract';
import { enterpriseRoot, type PlaceId, type Role } from '@mantinel/domain';
import { everything } from '@mantinel/logbook';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../src/features/session/passwords/argon2.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
let passwordHash: string;
beforeAll(async () => {
  app = await startPlantApp();
  passwordHash = await hashPassword('correct horse');
});
afterAll(() => app?.stop());

const at = (path: string, id: string) => path.replace(':id', id);
const ask = (method: string, path: string, cookie: string) =>
  app.fetch(path, { method, headers: { cookie } });
let count = 0;
/** Somebody with a password, signed in once for each device. */
async function signedIn(agents: readonly string[], role: Role = 'operator', place: PlaceId = 'site:plant') {
  count += 1;
  const name = `Sess ${count}`;
  const { id } = await app.store.people.create({ name, place });
  await app.store.roleGrants.add({ person: id, role, place, grantedBy: id });
  await app.store.people.setPasswordHash(id, passwordHash);
  const cookies: string[] = [];
  for (const agent of agents) {
    const answer = await app.fetch(paths.session, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': agent },
      body: JSON.stringify({ name, password: 'correct horse' }),
    });
    cookies.push(answer.headers.getSetCookie()[0]!.split(';')[0]!);
  }
  return { id, cookies };
}
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0';
const listed = async (cookie: string, path: string = paths.sessions) =>
  ((await (await ask('GET', path, cookie)).json()) as { sessions: SessionView[] }).sessions;
const works = async (cookie: string) => (await ask('GET', paths.events, cookie)).status === 200;

test('one sees where one is signed in, ends one, and ends all others', async () => {
  const { cookies } = await signedIn([firefox, 'curl/8.5.0', 'node']);
  const [here, there, third] = cookies as [string, string, string];
  const all = await listed(here);
  expect(all.map(({ device }) => device).sort()).toEqual(['Firefox, Linux', 'curl', 'node']);
  expect(all.map(({ address }) => address)).toEqual(Array(3).fill('127.0.0.1'));
  expect(all.filter(({ current }) => current).map(({ device }) => device)).toEqual(['Firefox, Linux']);
  // A week without use, or thirty days in all.
  // The program's clock and the database's are two.
  const lasts = all[0]!.expiresUs - all[0]!.createdUs;
  expect(Math.abs(lasts - 30 * 24 * 3_600_000_000)).toBeLessThan(1_000_000);
  expect(await works(there)).toBe(true);
  const curl = all.find(({ device }) => device === 'curl')!;
  expect(await (await ask('DELETE', at(paths.oneSession, curl.id), here)).json()).toEqual({
    removed: curl.id,
  });
  expect([await works(here), await works(there), await works(third)]).toEqual([true, false, true]);
  expect(await (await ask('DELETE', at(paths.oneSession, curl.id), here)).json()).toMatchObject({
    code: 'session.notFound',
  });
  expect(await (await ask('DELETE', paths.sessions, here)).json()).toEqual({ ended: 1 });
  expect([await works(here), await works(third)]).toEqual([true, false]);
  // Ended by its own hand: nothing is left.
  await ask('DELETE', at(paths.oneSession, (await listed(here))[0]!.id), here);
  expect(await works(here)).toBe(false);
});

test('a manager sees and ends those of the own site; nobody ends those of others by their id', async () => {
  const victim = await signedIn([firefox, 'node']);
  const manager = await app.holder('manager', 'site:plant');
  const stranger = await app.holder('manager', 'site:away');
  const seen = await listed(manager.cookie, at(paths.personSessions, victim.id));
  expect(seen).toHaveLength(2);
  const one = at(paths.oneSession, seen[0]!.id);
  expect((await ask('DELETE', one, manager.cookie)).status).toBe(404);
  expect((await ask('DELETE', at(paths.personSessions, victim.id), stranger.cookie)).status).toBe(404);
  const path = at(paths.personSession, victim.id).replace(':session', seen[0]!.id);
  expect((await ask('DELETE', path, manager.cookie)).status).toBe(200);
  expect(await Promise.all(victim.cookies.map(works))).toContain(true);
  expect(await (await ask('DELETE', at(paths.personSessions, victim.id), manager.cookie)).json()).toEqual({
    ended: 1,
  });
  expect(await Promise.all(victim.cookies.map(works))).toEqual([false, false]);
  const told = async () => {
    const filter = { kinds: ['audit'], codes: ['session.ended'] } as const;
    const page = { scope: everything, filter, order: 'received', direction: 'older', limit: 100 } as const;
    const { events } = await app.logbook.page(page);
    return events.filter(({ attributes }) => attributes.subjectId === victim.id);
  };
  await until(async () => (await told()).length === 2);
  expect((await told()).every(({ attributes }) => attributes.personId === manager.id)).toBe(true);
});

test('nobody without the permission sees or ends them, whatever is theirs', async () => {
  const { id } = await signedIn([firefox]);
  const operator = await app.holder('operator', enterpriseRoot);
  for (const method of ['GET', 'DELETE'])
    expect((await ask(method, at(paths.personSessions, id), operator.cookie)).status).toBe(403);
});
