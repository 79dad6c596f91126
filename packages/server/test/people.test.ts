import { type GrantView, type People, type PersonView, paths, type Roles } from '@mantinel/contract';
import { enterpriseRoot, type PlaceId, type Role } from '@mantinel/domain';
import { everything } from '@mantinel/logbook';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asking, at, json } from './support/asking.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
let owner: string;
let manager: { id: string; cookie: string };
beforeAll(async () => {
  app = await startPlantApp();
  owner = (await app.holder('platformOwner', enterpriseRoot)).cookie;
  manager = await app.holder('manager', 'site:plant');
});
afterAll(() => app?.stop());

const ask = asking(
  () => app,
  () => owner,
);
const create = (name: string, place: PlaceId, cookie = owner) =>
  json<PersonView>(ask('POST', paths.people, { cookie, body: { name, place } }));
const give = (person: string, role: Role, { place, cookie = owner }: { place: PlaceId; cookie?: string }) =>
  ask('POST', paths.grants, { cookie, body: { person, role, place } });
const linkOf = async (id: string, cookie = owner) =>
  (await json<{ path: string }>(ask('POST', at(paths.personPasswordLink, id), { cookie }))).path.split(
    '#',
  )[1];
const choose = (token: string | undefined, password: string) =>
  ask('POST', paths.password, { cookie: '', body: { token, password } });
const signIn = (name: string, password: string) =>
  ask('POST', paths.session, { cookie: '', body: { name, password } });
const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]!.split(';')[0]!;

test('somebody new: an account, a role, a link that works once, and a session with the role’s permissions', async () => {
  const { id } = await create('Nina', 'site:plant', manager.cookie);
  expect((await give(id, 'operator', { place: 'site:plant', cookie: manager.cookie })).status).toBe(200);
  expect((await signIn('Nina', '')).status).toBe(400);
  expect(await json(signIn('Nina', 'anything at all'))).toMatchObject({ code: 'session.wrongPassword' });
  const token = await linkOf(id, manager.cookie);
  expect(await json(choose(token, 'short'))).toMatchObject({ code: 'request.invalid' });
  const chosen = await choose(token, 'correct horse');
  expect(await chosen.json()).toMatchObject({
    state: 'signedIn',
    person: { id, name: 'Nina' },
    permissions: expect.arrayContaining(['event.read', 'alarm.acknowledge']),
  });
  expect(await json(choose(token, 'another horse'))).toMatchObject({ code: 'passwordLink.invalid' });
  const answer = await ask('GET', paths.machines, { cookie: cookieOf(chosen) });
  expect(((await answer.json()) as { machines: unknown[] }).machines).toHaveLength(2);
  expect((await ask('POST', paths.machines, { cookie: cookieOf(chosen), body: {} })).status).toBe(403);

  // A new link ends what was signed in before.
  const again = await choose(await linkOf(id), 'battery staple');
  expect((await ask('GET', paths.machines, { cookie: cookieOf(chosen) })).status).toBe(401);
  expect((await ask('GET', paths.machines, { cookie: cookieOf(again) })).status).toBe(200);
  expect((await signIn('nina', 'battery staple')).status).toBe(200);
  const disable = { headers: { 'if-match': '"1"' }, body: { disabled: true } };
  expect((await ask('PATCH', at(paths.person, id), disable)).status).toBe(200);
  expect(await json(signIn('nina', 'battery staple'))).toMatchObject({ code: 'session.wrongPassword' });
});

test('what is taken is gone with the next request: a role, an account', async () => {
  const { id, cookie } = await app.person([{ role: 'viewer', place: 'site:plant' }]);
  const look = async () => (await ask('GET', paths.events, { cookie })).status;
  expect(await look()).toBe(200);
  const { grants } = await json<{ grants: GrantView[] }>(ask('GET', `${paths.grants}?person=${id}`));
  expect(await json(ask('DELETE', at(paths.grant, grants[0]!.id)))).toEqual({ removed: grants[0]!.id });
  expect(await look()).toBe(403);
  await give(id, 'viewer', { place: 'site:plant' });
  expect(await look()).toBe(200);
  const { version } = await json<PersonView>(ask('GET', at(paths.person, id)));
  const disable = { headers: { 'if-match': `"${version}"` }, body: { disabled: true } };
  expect((await ask('PATCH', at(paths.person, id), disable)).status).toBe(200);
  expect(await look()).toBe(401);
  expect((await ask('PATCH', at(paths.person, id), disable)).status).toBe(412);
});

test('taking a role twice with one key is answered twice alike, and removing a place', async () => {
  const { id } = await app.person([{ role: 'viewer', place: 'site:plant' }]);
  const { grants } = await json<{ grants: GrantView[] }>(ask('GET', `${paths.grants}?person=${id}`));
  const hall = { id: 'area:short-lived', name: 'Hall', parent: 'site:plant' };
  await ask('POST', paths.places, { cookie: manager.cookie, body: hall });
  for (const path of [at(paths.grant, grants[0]!.id), at(paths.place, hall.id)]) {
    const headers = { 'idempotency-key': `take ${path}`.replace(' ', '-'), 'if-match': '"1"' };
    const take = () => json(ask('DELETE', path, { cookie: manager.cookie, headers }));
    const removed = { removed: path.split('/').at(-1) };
    expect([await take(), await take()]).toEqual([removed, removed]);
  }
});

test('nobody gives what is not theirs to give, nor anything to themselves', async () => {
  const { id } = await create('Peter', 'site:plant');
  const by = (cookie: string, role: Role, place: PlaceId, person = id) =>
    json<{ code?: string }>(give(person, role, { place, cookie })).then(({ code }) => code);
  expect(await by(manager.cookie, 'engineer', 'machine:mill')).toBeUndefined();
  expect(await by(manager.cookie, 'engineer', 'machine:mill')).toBe('grant.exists');
  expect(await by(manager.cookie, 'manager', 'site:plant')).toBe('grant.notYours');
  expect(await by(manager.cookie, 'machine', 'site:plant')).toBe('grant.notYours');
  expect(await by(manager.cookie, 'viewer', 'site:away')).toBe('place.notFound');
  expect(await by(manager.cookie, 'viewer', enterpriseRoot)).toBe('permission.denied');
  expect(await by(manager.cookie, 'viewer', 'site:plant', manager.id)).toBe('grant.notYours');
  const { id: stranger } = await create('Radka', 'site:away');
  expect(await by(manager.cookie, 'viewer', 'site:plant', stranger)).toBe('person.notFound');
  const { id: self, cookie } = await app.holder('platformOwner', enterpriseRoot);
  expect(await by(cookie, 'auditor', enterpriseRoot, self)).toBe('grant.notYours');
});

test('an account with more rights than one may give cannot be taken over', async () => {
  const { id } = await create('Sona', 'site:plant');
  await give(id, 'organisationAdmin', { place: enterpriseRoot });
  const link = ask('POST', at(paths.personPasswordLink, id), { cookie: manager.cookie });
  expect(await json(link)).toMatchObject({ code: 'person.notYours', status: 403 });
  const disable = { cookie: manager.cookie, headers: { 'if-match': '"1"' }, body: { disabled: true } };
  expect(await json(ask('PATCH', at(paths.person, id), disable))).toMatchObject({ code: 'person.notYours' });
  // Nor is it enough that only one of its roles is beyond reach.
  const both = await app.person([
    { role: 'viewer', place: 'site:plant' },
    { role: 'operator', place: 'site:away' },
  ]);
  const second = ask('POST', at(paths.personPasswordLink, both.id), { cookie: manager.cookie });
  expect(await json(second)).toMatchObject({ code: 'person.notYours' });
  expect((await ask('POST', at(paths.personPasswordLink, both.id))).status).toBe(200);
});

test('people are listed in pages, of the places that the reader may see', async () => {
  for (const name of ['zz 1', 'zz 2', 'zz 3']) await create(name, 'site:plant');
  const names: string[] = [];
  for (let after: string | undefined = 'zz'; after !== undefined; ) {
    const path: string = `${paths.people}?limit=2&after=${encodeURIComponent(after)}`;
    const page: People = await json(ask('GET', path, { cookie: manager.cookie }));
    names.push(...page.people.map(({ name }) => name));
    after = page.next;
  }
  expect(names).toEqual(['zz 1', 'zz 2', 'zz 3']);
  const { people } = await json<People>(ask('GET', `${paths.people}?limit=200`, { cookie: manager.cookie }));
  expect(new Set(people.map(({ place }) => place))).toEqual(new Set(['site:plant']));
});

test('the last owner stays', async () => {
  const { grants } = await json<{ grants: GrantView[] }>(ask('GET', paths.grants));
  const owners = grants.filter(({ role }) => role === 'platformOwner');
  const own = (await app.holder('platformOwner', enterpriseRoot)).id;
  for (const { id, person } of owners) {
    const code = (await json<{ code?: string }>(ask('DELETE', at(paths.grant, id)))).code;
    expect(code).toBe(person === own ? 'grant.notYours' : undefined);
  }
  const disable = { headers: { 'if-match': '"1"' }, body: { disabled: true } };
  expect(await json(ask('PATCH', at(paths.person, own), disable))).toMatchObject({
    code: 'person.lastOwner',
  });
});

test('what was done to people stands in the audit trail, without their names', async () => {
  const { id } = await create('Unforgettable', 'site:plant', manager.cookie);
  const body = { name: 'Forgotten', reason: 'married' };
  await ask('PATCH', at(paths.person, id), { cookie: manager.cookie, headers: { 'if-match': '"1"' }, body });
  await give(id, 'viewer', { place: 'site:plant', cookie: manager.cookie });
  await linkOf(id, manager.cookie);
  const events = async () => {
    const filter = { kinds: ['audit'] } as const;
    const request = {
      scope: everything,
      filter,
      order: 'received',
      direction: 'older',
      limit: 1000,
    } as const;
    const page = await app.logbook.page(request);
    return page.events
      .map(app.logbook.personal.openEvent)
      .filter(({ attributes }) => attributes.subjectId === id);
  };
  await until(async () => (await events()).length === 4);
  const told = await events();
  expect(told.map(({ code }) => code)).toEqual([
    'person.created',
    'person.changed',
    'grant.given',
    'person.passwordLinkMade',
  ]);
  expect(told.every(({ attributes, site }) => attributes.personId === manager.id && site === 'plant')).toBe(
    true,
  );
  expect(told[1]!.attributes).toMatchObject({ after: { renamed: true }, why: 'married' });
  expect(told[2]!.attributes).toMatchObject({ after: { role: 'viewer', place: 'site:plant' } });
  expect(JSON.stringify(told)).not.toMatch(/Unforgettable|Forgotten/);
});

test('the matrix is told as it is enforced', async () => {
  const { roles } = await json<Roles>(ask('GET', paths.roles));
  expect(roles.find(({ name }) => name === 'machine')).toEqual({
    name: 'machine',
    permissions: ['event.deliver', 'event.ingest'],
    gives: [],
  });
});

test('of an erased person nothing can be changed, and nothing brings the account back', async () => {
  const { id, version } = await create('Emil', 'site:plant');
  const erased = await json<PersonView>(
    ask('DELETE', at(paths.person, id), { headers: { 'if-match': `"${version}"` } }),
  );
  expect(erased).toMatchObject({ id, erased: true, disabledUs: expect.any(Number) });
  expect(erased.name).not.toContain('Emil');
  const now = { headers: { 'if-match': `"${erased.version}"` } };
  const attempts = [
    ask('PATCH', at(paths.person, id), { ...now, body: { name: 'Emil' } }),
    ask('PATCH', at(paths.person, id), { ...now, body: { disabled: false } }),
    ask('DELETE', at(paths.person, id), now),
    ask('POST', at(paths.personPasswordLink, id)),
    give(id, 'viewer', { place: 'site:plant' }),
  ];
  for (const attempt of attempts)
    expect(await json(attempt)).toMatchObject({ status: 409, code: 'person.isErased' });
  expect(await json(ask('GET', at(paths.person, id)))).toEqual(erased);
});
