/** Tokens of the API on a real PostgreSQL: what they open, what they never open, and how they end. */
import {
  type CreatedToken,
  type Permission,
  type PersonView,
  type Problem,
  paths,
  permissions,
} from '@mantinel/contract';
import { enterpriseRoot, type PlaceId } from '@mantinel/domain';
import { everything } from '@mantinel/logbook';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../src/http/route.ts';
import { routes } from '../src/routes.ts';
import { refusalCode } from './support/refusal-code.ts';
import { samples } from './support/route-samples.ts';
import { eventsOfBothSites, type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
let owner: { id: string; cookie: string };
beforeAll(async () => {
  app = await startPlantApp();
  await app.logbook.append({ events: eventsOfBothSites(12) });
  owner = await app.holder('platformOwner', enterpriseRoot);
});
afterAll(() => app?.stop());

interface Ask {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}
const ask = (method: string, path: string, { body, headers = {} }: Ask) =>
  app.fetch(path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const at = (path: string, id: string) => path.replace(':id', id);
const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
interface Wish {
  readonly permissions?: readonly Permission[];
  readonly place?: PlaceId;
  readonly days?: number;
}
const make = (
  cookie: string,
  { permissions: named = ['event.read'], place = enterpriseRoot, days }: Wish = {},
) =>
  ask('POST', paths.tokens, { headers: { cookie }, body: { name: 'test', permissions: named, place, days } });
const made = async (cookie: string, wish?: Wish) => json<CreatedToken>(make(cookie, wish));
const codeOf = async (path: string, headers: Record<string, string>) => {
  const answer = await app.fetch(path, { headers });
  return answer.ok ? 'answered' : ((await answer.json()) as Problem).code;
};

test('a token is shown once, listed by its last four, used, and noted as used', async () => {
  const { secret, ...token } = await made(owner.cookie);
  expect(secret).toMatch(/^mnt_[\w-]{43}$/);
  expect(secret.endsWith(token.lastFour)).toBe(true);
  const listed = async () =>
    json<{ tokens: object[] }>(ask('GET', paths.tokens, { headers: { cookie: owner.cookie } }));
  expect((await listed()).tokens).toContainEqual(token);
  expect(JSON.stringify(await listed())).not.toContain(secret);
  expect(await codeOf(paths.events, bearer(secret))).toBe('answered');
  const lastUsedUs = expect.any(Number);
  expect((await listed()).tokens).toContainEqual({ ...token, lastUsedUs });
});

test('whatever is wrong with a token, it opens nothing, and a cookie beside it counts for nothing', async () => {
  const { secret } = await made(owner.cookie);
  const forged = `mnt_${'A'.repeat(43)}`;
  for (const wrong of [
    forged,
    secret.slice(0, -1),
    `${secret}A`,
    secret.toLowerCase(),
    secret.replace('mnt_', ''),
    'x',
    '',
  ])
    for (const path of [paths.events, paths.session])
      expect([wrong, await codeOf(path, { ...bearer(wrong), cookie: owner.cookie })]).toEqual([
        wrong,
        'token.invalid',
      ]);
  // The scheme may be written in any case (RFC 9110); another scheme is not ours, and a proxy's may go along.
  expect(await codeOf(paths.events, { authorization: `bearer ${secret}` })).toBe('answered');
  expect(await codeOf(paths.events, { authorization: `Basic ${secret}` })).toBe('session.required');
  expect(await codeOf(paths.events, { authorization: secret })).toBe('session.required');
  expect(await codeOf(paths.events, { authorization: 'Basic eA==', cookie: owner.cookie })).toBe('answered');
  expect(await codeOf(paths.events, { cookie: `mantinel=${secret}` })).toBe('session.required');
  const session = owner.cookie.split('=')[1]!;
  expect(await codeOf(paths.events, bearer(session))).toBe('token.invalid');
  const refused = await app.fetch(paths.events, { headers: bearer(forged) });
  expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
});

test('a token ends with the next request: revoked, expired, its owner disabled, its place gone', async () => {
  const revoked = await made(owner.cookie);
  expect(await codeOf(paths.events, bearer(revoked.secret))).toBe('answered');
  const revoke = () => ask('DELETE', at(paths.token, revoked.id), { headers: { cookie: owner.cookie } });
  expect((await revoke()).status).toBe(200);
  expect(await codeOf(paths.events, bearer(revoked.secret))).toBe('token.invalid');
  expect(await json(revoke())).toMatchObject({ code: 'token.notFound' });

  const engineer = await app.person([{ role: 'engineer', place: 'site:plant' }]);
  const disabled = await made(engineer.cookie, { place: 'site:plant' });
  expect(await codeOf(paths.events, bearer(disabled.secret))).toBe('answered');
  const { version } = await json<PersonView>(
    ask('GET', at(paths.person, engineer.id), { headers: { cookie: owner.cookie } }),
  );
  const headers = { cookie: owner.cookie, 'if-match': `"${version}"` };
  await ask('PATCH', at(paths.person, engineer.id), { headers, body: { disabled: true } });
  expect(await codeOf(paths.events, bearer(disabled.secret))).toBe('token.invalid');

  const hall = { id: 'area:brief', name: 'Hall', parent: 'site:plant' } as const;
  await ask('POST', paths.places, { headers: { cookie: owner.cookie }, body: hall });
  const placed = await made(owner.cookie, { place: hall.id });
  await ask('DELETE', at(paths.place, hall.id), { headers: { cookie: owner.cookie, 'if-match': '"1"' } });
  app.advance(11);
  expect(await codeOf(paths.events, bearer(placed.secret))).toBe('token.invalid');

  // Last: time does not go back.
  const day = await made(owner.cookie, { days: 1 });
  expect((await make(owner.cookie, { days: 366 })).status).toBe(400);
  expect(await app.store.apiTokens.removeExpired(0)).toBe(0);
  expect(await codeOf(paths.events, bearer(day.secret))).toBe('answered');
});

test('no token is made wider than its owner, and none stays wider when the owner loses a right', async () => {
  const technician = await app.person([{ role: 'technician', place: 'site:plant' }]);
  const by = async (wish: Wish) => (await json<{ code?: string }>(make(technician.cookie, wish))).code;
  expect(await by({ permissions: ['person.edit'], place: 'site:plant' })).toBe('token.tooWide');
  expect(await by({ permissions: ['event.read', 'job.edit'], place: 'site:plant' })).toBe('token.tooWide');
  expect(await by({ place: 'site:away' })).toBe('place.notFound');
  expect(await by({ place: enterpriseRoot })).toBe('permission.denied');
  const { secret } = await made(technician.cookie, {
    permissions: ['event.read', 'machine.connect'],
    place: 'machine:mill',
  });
  expect(await codeOf(paths.events, bearer(secret))).toBe('answered');
  expect(await codeOf(paths.jobs, bearer(secret))).toBe('permission.denied');
  const machines = await json<{ machines: { id: string }[] }>(
    ask('GET', paths.machines, { headers: bearer(secret) }),
  );
  expect(machines).toMatchObject({ code: 'permission.denied' });
  const [grant] = await app.store.roleGrants.of(technician.id);
  await ask('DELETE', at(paths.grant, grant!.id), { headers: { cookie: owner.cookie } });
  expect(await codeOf(paths.events, bearer(secret))).toBe('permission.denied');
});

test('a write by token needs no Origin, and is audited with the token', async () => {
  const { secret, id } = await made(owner.cookie, { permissions: ['job.edit'] });
  const headers = { ...bearer(secret), origin: 'http://elsewhere.example', 'sec-fetch-site': 'cross-site' };
  const part = { place: 'site:plant', number: 'by-token', name: 'Flange' };
  expect((await ask('POST', paths.parts, { headers, body: part })).status).toBe(200);
  const told = async () => {
    const filter = { kinds: ['audit'] } as const;
    const page = { scope: everything, filter, order: 'received', direction: 'older', limit: 1000 } as const;
    return (await app.logbook.page(page)).events;
  };
  await until(async () => (await told()).some(({ attributes }) => attributes.tokenId === id));
  const events = await told();
  expect(events.map(({ code }) => code)).toEqual(expect.arrayContaining(['token.created', 'token.revoked']));
  expect(JSON.stringify(events)).not.toContain(secret);
});

test('displays and edge nodes get theirs from who manages them; people make their own', async () => {
  const manager = await app.holder('manager', 'site:plant');
  const display = await app.person([{ role: 'kiosk', place: 'site:plant' }]);
  const edge = await app.person([{ role: 'machine', place: 'site:plant' }]);
  const viewer = await app.person([{ role: 'viewer', place: 'site:plant' }]);
  const forOne = (id: string, cookie: string, named: Permission) =>
    json<CreatedToken & { code?: string }>(
      ask('POST', at(paths.personTokens, id), {
        headers: { cookie },
        body: { name: 'device', permissions: [named], place: 'site:plant' },
      }),
    );
  const { secret } = await forOne(display.id, manager.cookie, 'event.read');
  expect(await codeOf(paths.events, bearer(secret))).toBe('answered');
  expect((await forOne(display.id, manager.cookie, 'job.edit')).code).toBe('token.tooWide');
  expect((await forOne(viewer.id, manager.cookie, 'event.read')).code).toBe('token.notDevice');
  expect((await forOne(edge.id, manager.cookie, 'event.deliver')).code).toBe('person.notYours');
  const delivering = await forOne(edge.id, owner.cookie, 'event.deliver');
  expect(delivering.permissions).toEqual(['event.deliver']);
  expect(await codeOf(paths.events, bearer(delivering.secret))).toBe('permission.denied');
  const path = at(paths.personToken, display.id).replace(':token', delivering.id);
  // The token of somebody else is not found under this person.
  expect((await ask('DELETE', path, { headers: { cookie: manager.cookie } })).status).toBe(404);
});

const walked = routes.filter(({ permission }) => permission !== 'public');
describe.each(walked.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (name, route) => {
    async function send(secret: string, route: Route) {
      const { path = route.path, ...init } = (await samples[name]!(app, owner)) ?? {};
      const headers = { ...init.headers, ...bearer(secret) };
      const answer = await app.fetch(path, { method: route.method, ...init, headers });
      if (!answer.headers.get('content-type')?.includes('json') || answer.ok) {
        await answer.body?.cancel();
        return answer.ok ? 'answered' : answer.status;
      }
      return refusalCode(await answer.text());
    }

    test('by token: with the permission, with all others, and at another site', async () => {
      const { permission, scope, needsSession } = route;
      const wide = await made(owner.cookie, { permissions });
      if (needsSession || permission === 'signedIn') {
        expect(await send(wide.secret, route)).toBe('token.notHere');
        return;
      }
      expect(await send(wide.secret, route)).toBe('answered');
      if (permission === 'public') return;
      // Where a place is asked for, it is also looked at.
      const named = [
        ...new Set<Permission>([
          permission,
          'place.read',
          'person.read',
          'grant.read',
          'machine.read',
          'job.read',
          'webhook.read',
          'terminal.read',
          'event.read',
          'alarm.read',
          'catalogue.read',
          'notification.read',
          'program.read',
        ]),
      ];
      const narrow = await made(owner.cookie, {
        permissions: named,
        place: scope === 'enterprise' ? enterpriseRoot : 'site:plant',
      });
      expect(await send(narrow.secret, route)).toBe('answered');
      const others = await made(owner.cookie, {
        permissions: permissions.filter((other) => other !== permission),
      });
      expect(await send(others.secret, route)).toBe('permission.denied');
      const away = await made(owner.cookie, { permissions, place: 'site:away' });
      const answer = await send(away.secret, route);
      if (typeof scope === 'function') expect(answer).toMatch(/notFound$/i);
      if (scope === 'enterprise') expect(answer).toBe('permission.denied');
    });
  },
);

test('one that asks too often waits, as told by Retry-After, and others go on', async () => {
  const limited = await startPlantApp({ tokenRequestsPerMinute: 5 });
  try {
    const { cookie } = await limited.holder('platformOwner', enterpriseRoot);
    const body = JSON.stringify({ name: 'busy', permissions: ['event.read'], place: enterpriseRoot });
    const headers = { cookie, 'content-type': 'application/json' };
    const { secret } = (await (
      await limited.fetch(paths.tokens, { method: 'POST', headers, body })
    ).json()) as CreatedToken;
    const answers: Response[] = [];
    for (let asked = 0; asked < 6; asked++)
      answers.push(await limited.fetch(paths.session, { headers: bearer(secret) }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(await answers[5]!.json()).toMatchObject({ code: 'token.rateLimited' });
    expect(Number(answers[5]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answers[4]!.headers.get('ratelimit')).toMatch(/^"token";r=0;t=\d+$/);
    expect(answers[5]!.headers.get('ratelimit')).toMatch(/^"token";r=0;t=\d+$/);
    expect((await limited.fetch(paths.events, { headers: { cookie } })).status).toBe(200);
    // A day later the token has expired, and says so.
    limited.advance(91 * 24 * 3600);
    const expired = await limited.fetch(paths.events, { headers: bearer(secret) });
    expect(await expired.json()).toMatchObject({ code: 'token.expired', status: 401 });
  } finally {
    await limited.stop();
  }
});
