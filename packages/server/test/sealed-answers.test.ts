/** Secrets that are shown once, asked for twice with one key: the same answer, which the database alone does not tell. */
import { type CreatedToken, type Enrolment, type PasswordLink, paths } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSse } from './support/sse.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
let cookie: string;
beforeAll(async () => {
  app = await startPlantApp({ heartbeatMs: 100 });
  ({ cookie } = await app.holder('platformOwner', enterpriseRoot));
});
afterAll(() => app?.stop());

const send = async <T>(
  path: string,
  { method = 'POST', key, body }: { method?: string; key: string; body?: object },
) => {
  const answer = await app.fetch(path, {
    method,
    headers: { cookie, 'idempotency-key': key, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as T & { code?: string };
};
const kept = async () =>
  JSON.stringify((await app.store.statements.executeSql('select body from idempotency_key')).rows);
const token = { name: 'twice', permissions: ['event.read'], place: enterpriseRoot };

test('a token made twice with one key is one token, and its secret stands nowhere in plain', async () => {
  const [first, second] = [
    await send<CreatedToken>(paths.tokens, { key: 'token-made-once', body: token }),
    await send<CreatedToken>(paths.tokens, { key: 'token-made-once', body: token }),
  ];
  expect(first.secret).toMatch(/^mnt_/);
  expect(second).toEqual(first);
  const { tokens } = (await (await app.fetch(paths.tokens, { headers: { cookie } })).json()) as {
    tokens: { name: string }[];
  };
  expect(tokens.filter(({ name }) => name === 'twice')).toHaveLength(1);
  expect(await kept()).not.toContain(first.secret);
  expect(
    await send(paths.tokens, { key: 'token-made-once', body: { ...token, name: 'other' } }),
  ).toMatchObject({
    code: 'idempotency.reused',
  });
});

test('a refusal is kept as it is: it holds no secret', async () => {
  const misplaced = { ...token, place: 'site:nowhere' };
  for (let time = 0; time < 2; time++)
    expect((await send(paths.tokens, { key: 'token-of-nowhere', body: misplaced })).code).toBe(
      'place.notFound',
    );
});

test('a webhook of a place that is not there is refused as well', async () => {
  const webhook = {
    place: 'site:nowhere',
    name: 'x',
    url: 'https://example.com/',
    level: 'technical',
    codes: [],
  };
  expect(await send(paths.webhooks, { key: 'webhook-nowhere', body: webhook })).toMatchObject({
    code: 'place.notFound',
  });
});

test('so it is with a password link and with the secret of a second factor', async () => {
  const { id } = await app.store.people.create({ name: 'Linked', place: 'site:plant' });
  const address = paths.personPasswordLink.replace(':id', id);
  const link = await send<PasswordLink>(address, { key: 'link-made-once' });
  expect((await send<PasswordLink>(address, { key: 'link-made-once' })).path).toBe(link.path);
  const enrolment = await send<Enrolment>(paths.secondFactor, { key: 'enrolled-once' });
  expect((await send<Enrolment>(paths.secondFactor, { key: 'enrolled-once' })).secret).toBe(enrolment.secret);
  for (const secret of [link.path.split('#')[1]!, enrolment.secret]) {
    expect(secret.length).toBeGreaterThan(20);
    expect(await kept()).not.toContain(secret);
  }
});

test('the stream of a token ends when it is revoked, and nothing is said to have gone wrong', async () => {
  const { id, secret } = await send<CreatedToken>(paths.tokens, { key: 'token-to-stream', body: token });
  const reader = await openSse(`${app.url}${paths.stream}?level=developer`, {
    authorization: `Bearer ${secret}`,
  });
  await until(() => reader.comments.length > 0);
  expect(reader.answer.closed).toBe(false);
  await send(paths.token.replace(':id', id), { method: 'DELETE', key: 'token-revoked' });
  await reader.ended;
  expect(app.lines.join('')).not.toContain('could not be checked');
});
