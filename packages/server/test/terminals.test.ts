/** Shared terminals, badges and PINs on a real PostgreSQL: who gets in, what they may do there, and when it ends. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BadgeView, type PairingCode, paths, roleMatrix, type Session } from '@mantinel/contract';
import { enterpriseRoot, type PlaceId, type Role } from '@mantinel/domain';
import { everything } from '@mantinel/logbook';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { routes } from '../src/routes.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
let owner: { id: string; cookie: string };
beforeAll(async () => {
  app = await startPlantApp();
});
afterAll(() => app?.stop());
beforeEach(async () => {
  // A fresh proof for each test, whatever the one before did to the clock.
  owner = await app.person([{ role: 'platformOwner', place: enterpriseRoot }]);
});

type Answer<T = object> = T & { status: number; code?: string; cookies: Record<string, string> };
async function ask<T = object>(
  method: string,
  path: string,
  { body, cookie = owner.cookie, headers = {} }: { body?: unknown; cookie?: string; headers?: object } = {},
): Promise<Answer<T>> {
  const answer = await app.fetch(path, {
    method,
    headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const cookies = Object.fromEntries(
    answer.headers.getSetCookie().map((set) => set.split(';')[0]!.split('=') as [string, string]),
  );
  return { ...((await answer.json()) as T), status: answer.status, cookies };
}
const at = (path: string, id: string) => path.replace(':id', id);

interface Settings {
  readonly place?: PlaceId;
  readonly badge?: 'off' | 'alone' | 'withPin';
  readonly names?: boolean;
}
async function newTerminal({ place = 'site:plant', ...settings }: Settings = {}) {
  const made = await ask<PairingCode>('POST', paths.terminals, {
    body: { name: 'Hall 2', place, ...settings },
  });
  expect(made.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  const paired = await ask('POST', paths.terminalPairing, { cookie: '', body: { code: made.code } });
  expect(paired.status).toBe(200);
  return { id: made.terminal.id, ...door(paired.cookies['mantinel-terminal']!) };
}
/** A browser that shows this secret as a terminal's. */
function door(secret: string) {
  const cookie = `mantinel-terminal=${secret}`;
  return {
    cookie,
    people: () => ask<{ people?: { id: string; name: string }[] }>('GET', paths.terminalPeople, { cookie }),
    signIn: async (body: object) => {
      const answer = await ask<Session>('POST', paths.terminalSession, { cookie, body });
      return { ...answer, session: `${cookie}; mantinel=${answer.cookies.mantinel}` };
    },
  };
}
let number = 700_000;
async function somebody({
  role = 'operator' as Role,
  place = 'site:plant' as PlaceId,
  pin = '4917' as string | null,
} = {}) {
  const { id } = await app.person([{ role, place }]);
  number += 1;
  const badge = `00${number}`;
  const assigned = await ask<BadgeView>('POST', at(paths.personBadges, id), { body: { number: badge } });
  expect(assigned.status).toBe(200);
  if (pin !== null) {
    expect((await ask('PUT', at(paths.personPin, id), { body: { pin: '83051749' } })).status).toBe(200);
    const there = await newTerminal({ place });
    expect((await there.signIn({ person: id, pin: '83051749', newPin: pin })).state).toBe('signedIn');
  }
  return { id, badge, badgeId: assigned.id };
}
const told = async (code: string) => {
  await until(async () => (await app.store.outbox.pending()) === 0);
  const page = await app.logbook.page({
    scope: everything,
    filter: { codes: [code] },
    order: 'received',
    direction: 'older',
    limit: 50,
  });
  return page.events;
};

describe('a terminal', () => {
  test('is made by a code that is good once, for ten minutes', async () => {
    const { code, terminal } = await ask<PairingCode>('POST', paths.terminals, {
      body: { name: 'Saw', place: 'site:plant' },
    });
    const pair = (typed: string) =>
      ask('POST', paths.terminalPairing, { cookie: owner.cookie, body: { code: typed } });
    expect((await pair('0000-0000')).code).toBe('terminal.codeInvalid');
    const paired = await pair(` ${code.toLowerCase().replace('-', ' ')} `);
    expect(paired).toMatchObject({ name: 'Saw', place: 'site:plant', idleSeconds: 120 });
    // Whoever paired it goes away without their rights.
    expect(paired.cookies.mantinel).toBe('');
    expect((await pair(code)).code).toBe('terminal.codeInvalid');
    const again = await ask<PairingCode>('POST', at(paths.terminalCode, terminal.id));
    app.advance(601);
    expect((await pair(again.code)).code).toBe('terminal.codeInvalid');
    const attempts = await Promise.all(Array.from({ length: 8 }, () => pair('1111-1111')));
    expect(attempts.map((attempt) => attempt.code)).toContain('session.tooManyAttempts');
    app.advance(120);
    expect(await told('terminal.paired')).toMatchObject([{ attributes: { terminalId: terminal.id } }]);
  });

  test('knows itself before anybody has signed in, and another browser does not', async () => {
    const { cookie } = await newTerminal();
    expect(await ask('GET', paths.session, { cookie })).toMatchObject({ terminal: { name: 'Hall 2' } });
    expect(await ask('GET', paths.session, { cookie: '' })).not.toHaveProperty('terminal');
  });

  test('that was removed, paired anew or forged lets nobody in, and whoever is in is out', async () => {
    const { badge } = await somebody();
    const terminal = await newTerminal();
    const { session } = await terminal.signIn({ badge });
    expect(await ask('GET', paths.session, { cookie: session })).toMatchObject({ state: 'signedIn' });
    const fresh = await ask<PairingCode>('POST', at(paths.terminalCode, terminal.id));
    expect((await terminal.signIn({ badge })).state).toBe('signedIn');
    const other = await ask('POST', paths.terminalPairing, { cookie: '', body: { code: fresh.code } });
    expect((await terminal.signIn({ badge })).code).toBe('terminal.notPaired');
    const second = door(other.cookies['mantinel-terminal']!);
    const inside = (await second.signIn({ badge })).session;
    expect((await ask('DELETE', at(paths.terminal, terminal.id))).status).toBe(200);
    expect((await ask<Session>('GET', paths.session, { cookie: inside })).state).not.toBe('signedIn');
    expect((await second.signIn({ badge })).code).toBe('terminal.notPaired');
    for (const forged of ['', 'x', 'a'.repeat(43), Buffer.alloc(32, 1).toString('base64url')]) {
      expect((await door(forged).signIn({ badge })).code).toBe('terminal.notPaired');
      expect((await door(forged).people()).code).toBe('terminal.notPaired');
    }
    expect((await ask('DELETE', at(paths.terminal, terminal.id))).code).toBe('terminal.notFound');
  });

  test('is changed by version, and offers what it is told to', async () => {
    const { id, badge } = await somebody();
    const terminal = await newTerminal({ badge: 'off' });
    expect((await terminal.signIn({ badge })).code).toBe('terminal.wayClosed');
    const change = (body: object, version: string) =>
      ask('PUT', at(paths.terminal, terminal.id), {
        body: { name: 'Hall 3', ...body },
        headers: { 'if-match': version },
      });
    expect((await change({ badge: 'off', names: false }, '"1"')).code).toBe('request.invalid');
    expect((await change({ badge: 'alone', names: false }, '"1"')).status).toBe(200);
    expect((await change({ badge: 'alone', names: false }, '"1"')).code).toBe('changedMeanwhile');
    expect((await terminal.signIn({ person: id, pin: '4917' })).code).toBe('terminal.wayClosed');
    expect((await terminal.people()).code).toBe('terminal.wayClosed');
    expect((await terminal.signIn({ badge })).state).toBe('signedIn');
  });
});

describe('somebody signs in', () => {
  test('by badge, for an operator’s work at the place, whatever else they may do', async () => {
    const { id, badge } = await somebody({ role: 'platformOwner', place: enterpriseRoot });
    const terminal = await newTerminal();
    const entered = await terminal.signIn({ badge });
    expect(entered).toMatchObject({
      state: 'signedIn',
      person: { id },
      terminal: { name: 'Hall 2', idleSeconds: 120 },
    });
    expect(entered.endsInSeconds).toBeGreaterThan(118);
    expect([...entered.permissions].sort()).toEqual([...roleMatrix.operator].sort());
    const as = { cookie: entered.session };
    expect(await ask<{ machines: { id: string }[] }>('GET', paths.machines, as)).toMatchObject({
      machines: [{ id: 'mill' }, { id: 'saw' }],
    });
    const there = await ask<{ places: { id: string }[] }>('GET', paths.places, as);
    expect(there.places.map((place) => place.id)).not.toContain('site:away');
    expect((await ask('GET', paths.people, as)).code).toBe('permission.denied');
    expect((await ask('GET', at(paths.place, 'site:away'), as)).code).toBe('place.notFound');
    await until(async () => {
      const last = (await told('person.signedIn')).map(({ attributes }) => attributes);
      return last.some((one) => one.personId === id && one.terminalId === terminal.id);
    });
  });

  test('and no account of anybody is touched from there, nor anything that wants a fresh proof', async () => {
    const { badge } = await somebody({ role: 'platformOwner', place: enterpriseRoot });
    const { session } = await (await newTerminal()).signIn({ badge });
    const guarded = routes.filter(
      ({ permission, requiresFresh, needsSession }) =>
        permission === 'signedIn' || requiresFresh || needsSession,
    );
    expect(guarded.length).toBeGreaterThan(20);
    for (const { method, path } of guarded) {
      const { code } = await ask(method, path.replace(/:\w+/g, 'x'), {
        cookie: session,
        ...(method === 'GET' ? {} : { body: {} }),
      });
      expect([method, path, ['terminal.notHere', 'permission.denied'].includes(code ?? '')]).toEqual([
        method,
        path,
        true,
      ]);
    }
  });

  test('only with a role that holds at the place', async () => {
    const foreign = await somebody({ place: 'site:away' });
    const within = await somebody({ place: 'machine:saw' });
    const device = await somebody({ role: 'kiosk', pin: null });
    await app.store.pins.set({ person: device.id, hash: 'none', chosen: true });
    const terminal = await newTerminal();
    for (const { badge } of [foreign])
      expect((await terminal.signIn({ badge })).code).toBe('terminal.noRole');
    const names = (await terminal.people()).people!.map((person) => person.id);
    for (const { id } of [foreign, within, device]) expect(names).not.toContain(id);
    expect((await terminal.signIn({ person: foreign.id, pin: '4917' })).code).toBe('terminal.wrongPin');
  });

  test('by name and PIN, which the first time is replaced by one of their own', async () => {
    const { id } = await app.person([{ role: 'viewer', place: 'site:plant' }]);
    const terminal = await newTerminal();
    const offered = async () => (await terminal.people()).people!.some((person) => person.id === id);
    expect(await offered()).toBe(false);
    expect(await ask('PUT', at(paths.personPin, id), { body: { pin: '83051749' } })).toMatchObject({
      set: true,
      chosen: false,
    });
    expect(await offered()).toBe(true);
    const signIn = (pin: string, newPin?: string) => terminal.signIn({ person: id, pin, newPin });
    expect((await signIn('8306')).code).toBe('terminal.wrongPin');
    expect((await signIn('83051749')).code).toBe('terminal.newPinRequired');
    expect((await signIn('83051749', '83051749')).code).toBe('terminal.newPinRequired');
    expect((await signIn('83051749', '1234')).code).toBe('pin.trivial');
    const entered = await signIn('83051749', '590273');
    expect([...entered.permissions].sort()).toEqual([...roleMatrix.viewer].sort());
    expect((await signIn('83051749')).code).toBe('terminal.wrongPin');
    expect((await signIn('590273')).state).toBe('signedIn');
    expect(await ask('GET', at(paths.personPin, id))).toMatchObject({ chosen: true });
    expect(await ask('DELETE', at(paths.personPin, id))).toMatchObject({ set: false });
    expect((await ask('DELETE', at(paths.personPin, id))).code).toBe('pin.notFound');
    expect(await offered()).toBe(false);
  });

  test('by badge and PIN where the terminal asks for both', async () => {
    const { badge } = await somebody();
    const without = await somebody({ pin: null });
    const terminal = await newTerminal({ badge: 'withPin', names: false });
    expect((await terminal.signIn({ badge })).code).toBe('terminal.pinRequired');
    expect((await terminal.signIn({ badge, pin: '4918' })).code).toBe('terminal.wrongPin');
    expect((await terminal.signIn({ badge, pin: '4917' })).state).toBe('signedIn');
    expect((await terminal.signIn({ badge: without.badge, pin: '4917' })).code).toBe('terminal.noPin');
  });

  test('with a password as well, and gets no more by it', async () => {
    const { cookie } = await newTerminal();
    const name = `Second owner ${number}`;
    const { hashPassword } = await import('../src/features/session/passwords/argon2.ts');
    const { id } = await app.store.people.create({ name, place: enterpriseRoot });
    await app.store.people.setPasswordHash(id, await hashPassword('correct horse'));
    const signIn = () =>
      ask<Session>('POST', paths.session, { cookie, body: { name, password: 'correct horse' } });
    expect((await signIn()).code).toBe('terminal.noRole');
    await app.store.roleGrants.add({
      person: id,
      role: 'platformOwner',
      place: enterpriseRoot,
      grantedBy: id,
    });
    const entered = await signIn();
    expect([...entered.permissions].sort()).toEqual([...roleMatrix.operator].sort());
  });
});

describe('a session on a terminal', () => {
  test('ends when nobody uses it, whatever the screen asks meanwhile; who goes on working goes on', async () => {
    const { badge } = await somebody();
    const { session } = await (await newTerminal()).signIn({ badge });
    const state = async () => (await ask<Session>('GET', paths.session, { cookie: session })).state;
    app.advance(100);
    expect(await state()).toBe('signedIn');
    const on = await ask<Session>('POST', paths.terminalActivity, { cookie: session });
    expect(on.endsInSeconds).toBeGreaterThan(118);
    app.advance(100);
    expect(await state()).toBe('signedIn');
    app.advance(21);
    expect(await state()).not.toBe('signedIn');
    expect(await ask('POST', paths.terminalActivity, { cookie: session })).not.toMatchObject({
      state: 'signedIn',
    });
    expect((await ask('GET', paths.machines, { cookie: session })).code).toBe('session.required');
  });

  test('ends after twelve hours however busy it is', async () => {
    const { badge } = await somebody();
    const { session } = await (await newTerminal()).signIn({ badge });
    for (let minutes = 0; minutes < 12 * 60; minutes += 1.5) {
      app.advance(90);
      await ask('POST', paths.terminalActivity, { cookie: session });
    }
    app.advance(60);
    expect((await ask<Session>('GET', paths.session, { cookie: session })).state).not.toBe('signedIn');
  }, 60_000);

  test('ends with the account', async () => {
    const { id, badge } = await somebody();
    const terminal = await newTerminal();
    const { session } = await terminal.signIn({ badge });
    const { version } = (await app.store.people.get(id))!;
    const disable = { body: { disabled: true }, headers: { 'if-match': `"${version}"` } };
    expect((await ask('PATCH', at(paths.person, id), disable)).status).toBe(200);
    expect((await ask<Session>('GET', paths.session, { cookie: session })).state).not.toBe('signedIn');
    expect((await terminal.signIn({ badge })).code).toBe('terminal.unknownBadge');
    expect((await terminal.people()).people!.map((person) => person.id)).not.toContain(id);
    expect((await terminal.signIn({ person: id, pin: '4917' })).code).toBe('terminal.wrongPin');
  });
});

describe('guessing', () => {
  test('a PIN waits after five tries, at this terminal alone, and a new PIN ends the wait', async () => {
    const { id } = await somebody();
    const [terminal, other] = [await newTerminal(), await newTerminal()];
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, guess) => terminal.signIn({ person: id, pin: String(3100 + guess) })),
    );
    const codes = tries.map((one) => one.code);
    expect(codes.filter((code) => code === 'terminal.wrongPin')).toHaveLength(5);
    expect(codes.filter((code) => code === 'terminal.tooManyPins')).toHaveLength(7);
    expect((await terminal.signIn({ person: id, pin: '4917' })).code).toBe('terminal.tooManyPins');
    expect((await other.signIn({ person: id, pin: '4917' })).state).toBe('signedIn');
    app.advance(15 * 60 + 1);
    expect((await terminal.signIn({ person: id, pin: '3000' })).code).toBe('terminal.wrongPin');
    app.advance(15 * 60 + 1);
    expect((await terminal.signIn({ person: id, pin: '4917' })).code).toBe('terminal.tooManyPins');
    owner = await app.person([{ role: 'platformOwner', place: enterpriseRoot }]);
    await ask('PUT', at(paths.personPin, id), { body: { pin: '83051749' } });
    expect((await terminal.signIn({ person: id, pin: '83051749', newPin: '4917' })).state).toBe('signedIn');
  });

  test('badges waits as well, and what is no badge is none', async () => {
    const { badge } = await somebody();
    const terminal = await newTerminal();
    for (const garbage of [
      '',
      '12',
      ';%B~1^',
      'ä1234',
      '1'.repeat(65),
      "0'; drop table badge; --",
      '12\u00007777',
    ])
      expect((await terminal.signIn({ badge: garbage })).code).toBe('request.invalid');
    expect((await terminal.signIn({})).code).toBe('request.invalid');
    expect((await terminal.signIn({ badge, person: 'x' })).code).toBe('request.invalid');
    const codes: unknown[] = [];
    for (let guess = 0; guess < 8; guess++)
      codes.push((await terminal.signIn({ badge: `99${guess}000` })).code);
    expect(codes.slice(0, 3)).toEqual(Array(3).fill('terminal.unknownBadge'));
    expect(codes).toContain('session.tooManyAttempts');
    app.advance(61);
    expect((await terminal.signIn({ badge: `${badge}` })).state).toBe('signedIn');
  });
});

describe('badges and PINs of people', () => {
  test('a badge has one owner, and is taken and given on', async () => {
    const first = await somebody({ pin: null });
    const second = await somebody({ pin: null });
    const assign = (person: string, badge: string) =>
      ask('POST', at(paths.personBadges, person), { body: { number: badge } });
    for (const { id } of [first, second]) expect((await assign(id, first.badge)).code).toBe('badge.taken');
    const raced = await Promise.all([assign(first.id, '00abcdef'), assign(second.id, '00ABCDEF')]);
    expect(raced.map((one) => one.code ?? 'assigned').sort()).toEqual(['assigned', 'badge.taken']);
    const badge = at(paths.personBadge, first.id).replace(':badge', first.badgeId);
    expect(
      (await ask('DELETE', at(paths.personBadge, second.id).replace(':badge', first.badgeId))).code,
    ).toBe('badge.notFound');
    expect((await ask('DELETE', badge)).status).toBe(200);
    expect((await ask('DELETE', badge)).code).toBe('badge.notFound');
    expect((await assign(second.id, first.badge)).status).toBe(200);
    const entered = await (await newTerminal()).signIn({ badge: first.badge });
    expect(entered.person!.id).toBe(second.id);
  });

  test('neither numbers nor PINs are anywhere but with people', async () => {
    const { id, badge } = await somebody();
    const all = await Promise.all(
      ['badge', 'pin', 'outbox'].map((table) =>
        app.store.statements.executeSql(`select * from mantinel.${table}`),
      ),
    );
    const seen = JSON.stringify([all, app.lines, await told('badge.assigned'), await told('pin.given')]);
    expect(seen).not.toContain(badge);
    expect(seen).not.toContain('83051749');
    const plain = await import('node:crypto').then(({ createHash }) =>
      createHash('sha256').update(badge).digest('hex'),
    );
    const { rows } = await app.store.statements.executeSql(
      `select encode(number_hash, 'hex') as hash from mantinel.badge where person = $1`,
      [id],
    );
    expect(rows[0]!.hash).not.toBe(plain);
    expect(await readFile(join(app.folder, 'data', 'keys', 'terminals.key'))).toHaveLength(32);
  });

  test('are managed by whoever manages the account, and nobody gains by it', async () => {
    const { id } = await somebody({ role: 'organisationAdmin', place: enterpriseRoot, pin: null });
    const manager = await app.person([{ role: 'manager', place: enterpriseRoot }]);
    const as = { cookie: manager.cookie };
    expect((await ask('PUT', at(paths.personPin, id), { body: { pin: '4917' }, ...as })).code).toBe(
      'person.notYours',
    );
    expect((await ask('POST', at(paths.personBadges, id), { body: { number: '5550001' }, ...as })).code).toBe(
      'person.notYours',
    );
    expect((await ask('PUT', at(paths.personPin, id), { body: { pin: '1234' } })).code).toBe('pin.trivial');
    expect((await ask('PUT', at(paths.personPin, id), { body: { pin: '12' } })).code).toBe('request.invalid');
    const own = await app.person([{ role: 'operator', place: 'site:plant' }]);
    const mine = { cookie: own.cookie };
    expect((await ask('PUT', paths.ownPin, { body: { pin: '1111' }, ...mine })).code).toBe('pin.trivial');
    expect(await ask('PUT', paths.ownPin, { body: { pin: '4917' }, ...mine })).toMatchObject({
      chosen: true,
    });
    expect(await ask('GET', paths.ownPin, mine)).toMatchObject({ set: true });
    app.advance(601);
    expect((await ask('PUT', paths.ownPin, { body: { pin: '7305' }, ...mine })).code).toBe('session.stepUp');
  });
});
