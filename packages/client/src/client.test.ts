/** The client against a server on a real socket that answers as a test tells it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClient } from './client.ts';
import { MantinelError, MantinelUnreachable } from './errors.ts';
import { getPeople, getStatus, patchPlacesId, postPlaces, postSession } from './generated/api.ts';
import { pages } from './pages.ts';
import { stream } from './stream.ts';

let server: Server;
let url: string;
let seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
/** Answers in turn; the last one for ever. */
let answers: ((answer: ServerResponse) => void)[];

beforeEach(async () => {
  seen = [];
  answers = [];
  server = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      seen.push({ method: request.method!, url: request.url!, headers: request.headers, body });
      (answers.length > 1 ? answers.shift()! : answers[0]!)(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const json = (body: unknown) => (answer: ServerResponse) => {
  answer.setHeader('content-type', 'application/json').end(JSON.stringify(body));
};
const refuse =
  (status: number, code: string, headers: Record<string, string> = {}) =>
  (answer: ServerResponse) => {
    const body = {
      type: `/docs/errors#${code}`,
      status,
      code,
      title: 'No.',
      remedy: 'Do this.',
      requestId: '1',
    };
    answer
      .writeHead(status, { 'content-type': 'application/problem+json', ...headers })
      .end(JSON.stringify(body));
  };
const hangUp = (answer: ServerResponse) => void answer.socket!.destroy();
const place = { id: 'line:milling', name: 'Milling', parent: 'site:plant' };

test('a write is sent again after a lost answer, with the same key and the same content', async () => {
  answers = [
    hangUp,
    refuse(503, 'store.unavailable'),
    refuse(409, 'idempotency.inProgress'),
    json({ ...place, version: 1 }),
  ];
  const made = await postPlaces(createClient({ url, token: 'mnt_x' }), { body: place });
  expect(made.version).toBe(1);
  expect(seen).toHaveLength(4);
  expect(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect(seen[0]!.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(seen.map(({ body }) => body))).toEqual(new Set([JSON.stringify(place)]));
  expect(seen[0]!.headers.authorization).toBe('Bearer mnt_x');
});

test('what must not be done twice is not sent again, unless it was refused before it began', async () => {
  const client = createClient({ url });
  const body = { name: 'Olga', password: 'x' };
  answers = [hangUp, json({})];
  await expect(postSession(client, { body })).rejects.toBeInstanceOf(MantinelUnreachable);
  expect(seen).toHaveLength(1);
  answers = [refuse(429, 'session.tooManyAttempts', { 'retry-after': '0' }), json({ state: 'signedIn' })];
  expect(await postSession(client, { body })).toEqual({ state: 'signedIn' });
});

test('Retry-After is waited for', async () => {
  answers = [refuse(429, 'token.rateLimited', { 'retry-after': '1' }), json({})];
  const begun = performance.now();
  await getStatus(createClient({ url }));
  expect(performance.now() - begun).toBeGreaterThan(990);
});

test('a refusal is told by its code, status and remedy; a page of a proxy by its status', async () => {
  answers = [refuse(412, 'changedMeanwhile')];
  const change = patchPlacesId(createClient({ url }), {
    path: { id: 'line:a b' },
    version: 3,
    body: { name: 'X' },
  });
  await expect(change).rejects.toMatchObject({ code: 'changedMeanwhile', status: 412, remedy: 'Do this.' });
  await change.catch((error: unknown) => expect(error).toBeInstanceOf(MantinelError));
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({ method: 'PATCH', url: '/api/v1/places/line%3Aa%20b' });
  expect(seen[0]!.headers['if-match']).toBe('"3"');
  answers = [(answer) => void answer.writeHead(502).end('<html>Bad gateway')];
  await expect(getStatus(createClient({ url, retries: 0 }))).rejects.toThrow(/502.*Bad gateway/);
});

test('pages go on to the end', async () => {
  answers = [json({ people: [1], next: 'a b' }), json({ people: [2] })];
  const read: unknown[] = [];
  for await (const { people } of pages(getPeople, createClient({ url }), { query: { limit: 1 } }))
    read.push(...people);
  expect(read).toEqual([1, 2]);
  expect(seen.map((one) => one.url)).toEqual(['/api/v1/people?limit=1', '/api/v1/people?limit=1&after=a+b']);
});

test('the stream comes back after it broke and goes on after the last event it had', async () => {
  const events = (id: string) =>
    `event: events\nid: ${id}\ndata: {"type":"events","events":[],"missed":0,"sentUs":1}\n\n`;
  const begin = (answer: ServerResponse) => answer.writeHead(200, { 'content-type': 'text/event-stream' });
  answers = [
    (answer) => {
      begin(answer).write(`retry: 2000\n\n: here\n\n${events('1.7').slice(0, 20)}`);
      setTimeout(() => answer.end(events('1.7').slice(20)), 20);
    },
    hangUp,
    (answer) => void begin(answer).write(events('1.9')),
  ];
  const ids: (string | undefined)[] = [];
  for await (const { id } of stream(createClient({ url, retries: 0 }), { query: { level: 'operator' } })) {
    ids.push(id);
    if (ids.length === 2) break;
  }
  expect(ids).toEqual(['1.7', '1.9']);
  expect(seen.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '1.7', '1.7']);
});

test('a stream that is refused says why; one that is ended just ends', async () => {
  answers = [refuse(403, 'permission.denied')];
  await expect(stream(createClient({ url })).next()).rejects.toMatchObject({ code: 'permission.denied' });
  answers = [
    (answer) => void answer.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n'),
  ];
  const ending = new AbortController();
  const next = stream(createClient({ url }), { signal: ending.signal }).next();
  setTimeout(() => ending.abort(), 50);
  expect(await next).toEqual({ done: true, value: undefined });
});
