/** What the API promises of every route, on a real PostgreSQL: keys, pages, figures, and how much a token may ask. */
import { type CreatedToken, type Grants, type Places, paths } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';

let app: PlantApp;
let owner: { id: string; cookie: string };
beforeAll(async () => {
  app = await startPlantApp();
  owner = await app.holder('platformOwner', enterpriseRoot);
});
afterAll(() => app?.stop());

const send = (
  method: string,
  path: string,
  { body, ...headers }: { body?: unknown; [header: string]: unknown },
) =>
  app.fetch(path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(headers as Record<string, string>),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const wish = { name: 'once', permissions: ['event.read'], place: enterpriseRoot };

test('what was revoked with a key is revoked once, and the answer repeated', async () => {
  const made = (await (
    await send('POST', paths.tokens, { cookie: owner.cookie, body: wish })
  ).json()) as CreatedToken;
  const path = paths.token.replace(':id', made.id);
  const headers = { cookie: owner.cookie, 'idempotency-key': 'revoke-it-now' };
  const first = await send('DELETE', path, headers);
  const again = await send('DELETE', path, headers);
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(await again.json()).toEqual(await first.json());
  expect((await send('DELETE', path, { cookie: owner.cookie })).status).toBe(404);
});

test('an upload with a key is taken once, though its stream is not read again', async () => {
  const upload = (machine: string) =>
    app.fetch(`${paths.recordings}?machine=${machine}&file=x.shdr`, {
      method: 'POST',
      headers: { cookie: owner.cookie, 'content-type': 'text/plain', 'idempotency-key': 'the-recording' },
      body: `2026-03-02T06:00:14Z|execution|ACTIVE\n${'2026-03-02T06:00:15Z|Xload|1\n'.repeat(50_000)}`,
    });
  const first = await upload('recorded');
  expect(first.status).toBe(200);
  const again = await upload('recorded');
  expect(await again.json()).toEqual(await first.json());
  expect(await (await upload('other')).json()).toMatchObject({ code: 'idempotency.reused' });
});

test('long lists are read in pages, and a forged place in one is refused', async () => {
  const read = async <Page extends { next?: string }>(path: string) => {
    const pages: Page[] = [];
    let next: string | undefined;
    do {
      const answer = await send('GET', `${path}?limit=2${next === undefined ? '' : `&after=${next}`}`, {
        cookie: owner.cookie,
      });
      const page = (await answer.json()) as Page;
      pages.push(page);
      next = page.next;
    } while (next !== undefined);
    return pages;
  };
  const places = (await read<Places>(paths.places)).flatMap((page) => page.places.map(({ id }) => id));
  expect(places).toEqual([...(await app.store.places.list()).map(({ id }) => id)].sort());
  const grants = (await read<Grants>(paths.grants)).flatMap((page) => page.grants.map(({ id }) => id));
  expect(grants.sort()).toEqual((await app.store.roleGrants.list()).map(({ id }) => id).sort());
  for (const path of [paths.places, paths.grants, paths.tokens, paths.sessions, paths.parts]) {
    const answer = await send('GET', `${path}?after=forged`, { cookie: owner.cookie });
    expect([path, ((await answer.json()) as { code: string }).code]).toEqual([path, 'request.invalid']);
  }
});

test('a token is told how much it may still ask; nobody else is', async () => {
  const { secret } = (await (
    await send('POST', paths.tokens, { cookie: owner.cookie, body: wish })
  ).json()) as CreatedToken;
  const left = async () => {
    const { headers } = await send('GET', paths.events, { authorization: `Bearer ${secret}` });
    expect(headers.get('ratelimit-policy')).toMatch(/^"token";q=\d+;w=60$/);
    const [, rest, seconds] = /^"token";r=(\d+);t=(\d+)$/.exec(headers.get('ratelimit') ?? '') ?? [];
    expect(Number(seconds)).toBeLessThanOrEqual(60);
    return Number(rest);
  };
  const before = await left();
  expect(await left()).toBeLessThan(before);
  const { headers } = await send('GET', paths.events, { cookie: owner.cookie });
  expect(headers.get('ratelimit')).toBeNull();
});

test('figures: from a network of monitoring without a question, else with the permission', async () => {
  const viewer = await app.holder('viewer', enterpriseRoot);
  const technician = await app.holder('technician', 'site:plant');
  const asked = async (cookie?: string) =>
    (await send('GET', '/metrics', cookie === undefined ? {} : { cookie })).status;
  expect([await asked(), await asked(viewer.cookie), await asked(technician.cookie)]).toEqual([
    401, 403, 200,
  ]);
});
