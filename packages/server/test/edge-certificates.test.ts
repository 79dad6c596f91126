/** Certificates by which edge nodes sign in over TLS, on a real PostgreSQL and real sockets: what opens, and what never does. */

import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { type IssuedCertificate, type Keys, type PersonView, type Problem, paths } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { everything } from '@mantinel/logbook';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issue, makeAuthority } from '../src/tls/authority.ts';
import { asking, portOf } from './support/encrypted.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
let owner: { id: string; cookie: string };
let edge: string;
beforeAll(async () => {
  app = await startPlantApp({}, { http: { host: '0.0.0.0', tls: { mode: 'local' } } });
  owner = await app.holder('platformOwner', enterpriseRoot);
  edge = (await app.holder('machine', 'site:plant')).id;
});
afterAll(() => app?.stop());

const json = { 'content-type': 'application/json' };
const at = (path: string, id: string) => path.replace(':id', id);
const send = (method: string, path: string, body?: unknown) =>
  app.fetch(path, {
    method,
    headers: { cookie: owner.cookie, ...(body === undefined ? {} : json) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const issueFor = (person: string, wish: object = {}) =>
  send('POST', at(paths.personCertificates, person), {
    name: 'Hall 2',
    place: 'site:plant',
    reason: 'new hall',
    ...wish,
  });
const issued = async () => (await (await issueFor(edge)).json()) as IssuedCertificate;
const pairOf = (pem: string) => {
  const from = pem.indexOf('-----BEGIN PRIVATE');
  return { cert: pem.slice(0, from), key: pem.slice(from) };
};
const ca = async () => (await app.fetch('/trust/authority.pem')).text();
const asked = async (path: string, options: object) => {
  const { status, text } = await asking(portOf(app))('https', path, {
    ca: await ca(),
    agent: false,
    ...options,
  });
  return {
    status,
    body: JSON.parse(text) as Partial<Problem> & {
      person?: PersonView;
      permissions?: string[];
      state?: string;
    },
  };
};
const issuing = (daysAgo = 0) => ({
  nowUs: () => (Date.now() - daysAgo * 86_400_000) * 1000,
  randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
});

test('nobody is asked for a certificate before one was issued; then it is its account, with what that may do', async () => {
  const foreign = await makeAuthority({ name: 'Foreign', names: undefined }, issuing());
  const { certificate, key } = await issue(
    { use: 'client', name: 'x', id: 'x', days: 1 },
    foreign,
    issuing(),
  );
  expect((await asked(paths.session, { cert: certificate, key })).status).toBe(200);
  const { pem, ...shown } = await issued();
  expect(pem).toContain('BEGIN PRIVATE KEY');
  const answer = await asked(paths.session, pairOf(pem));
  expect(answer.body).toMatchObject({
    state: 'signedIn',
    person: { id: edge },
    permissions: ['event.deliver'],
  });
  expect((await asked(paths.events, pairOf(pem))).body.code).toBe('permission.denied');
  expect((await asked(paths.tokens, pairOf(pem))).body.code).toBe('token.notHere');
  const list = async () => (await (await send('GET', paths.keys)).json()) as Keys;
  expect((await list()).edges).toContainEqual({ ...shown, lastUsedUs: expect.any(Number) });
  expect(JSON.stringify(await list())).not.toContain('PRIVATE');
  expect((await list()).keys.map(({ kind }) => kind)).toEqual(['server', 'authority', 'edgeAuthority']);
});

test('people go on without one, and a session or a token counts before it', async () => {
  const { pem } = await issued();
  expect((await asked(paths.session, {})).body.state).not.toBe('signedIn');
  const cookie = `__Host-${owner.cookie}`;
  expect((await asked(paths.session, { ...pairOf(pem), headers: { cookie } })).body.person?.id).toBe(
    owner.id,
  );
  const bearer = { authorization: `Bearer mnt_${'A'.repeat(43)}` };
  expect((await asked(paths.session, { ...pairOf(pem), headers: bearer })).body.code).toBe('token.invalid');
});

test('one that was revoked is refused at once, also on a connection that stands', async () => {
  const { pem, id } = await issued();
  const agent = new Agent({
    ...pairOf(pem),
    ca: await ca(),
    servername: 'localhost',
    keepAlive: true,
    maxSockets: 1,
  });
  expect((await asked(paths.session, { agent })).status).toBe(200);
  expect((await send('DELETE', `${at(paths.edgeCertificate, id)}?reason=lost`)).status).toBe(200);
  const refused = await asked(paths.session, { agent });
  agent.destroy();
  expect([refused.status, refused.body.code]).toEqual([401, 'certificate.unknown']);
  expect((await send('DELETE', at(paths.edgeCertificate, id))).status).toBe(404);
  await until(async () => {
    const { events } = await app.logbook.page({
      scope: everything,
      filter: { codes: ['certificate.revoked'] },
      order: 'received',
      direction: 'older',
      limit: 1,
    });
    return events.map(app.logbook.personal.openEvent)[0]?.attributes.why === 'lost';
  });
});

test('a foreign authority, a forged name of ours, one that has expired, and none of ours that is listed', async () => {
  await issued();
  const pem = await readFile(join(app.folder, 'data', 'keys', 'edges.pem'), 'utf8');
  const own = { certificate: pairOf(pem).cert, key: pairOf(pem).key };
  const foreign = await makeAuthority({ name: 'Foreign', names: undefined }, issuing());
  const wanted = { use: 'client', name: 'x', id: 'x', days: 5 } as const;
  const code = async (authority: typeof own, daysAgo = 0) => {
    const { certificate, key } = await issue(wanted, authority, issuing(daysAgo));
    return (await asked(paths.session, { cert: certificate, key })).body;
  };
  expect(await code(foreign)).toMatchObject({ code: 'certificate.foreign', status: 401 });
  expect(await code({ ...own, key: foreign.key })).toMatchObject({ code: 'certificate.foreign' });
  expect(await code(own, 30)).toMatchObject({ code: 'certificate.expired' });
  expect(await code(own)).toMatchObject({ code: 'certificate.unknown' });
  const authority = await readFile(join(app.folder, 'data', 'keys', 'authority.pem'), 'utf8');
  const server = { certificate: pairOf(authority).cert, key: pairOf(authority).key };
  expect(await code(server)).toMatchObject({ code: 'certificate.foreign' });
});

test('a disabled account, and the token table, are no way around', async () => {
  const { id } = await app.person([{ role: 'machine', place: 'site:plant' }]);
  const { pem, fingerprint } = (await (await issueFor(id)).json()) as IssuedCertificate;
  expect((await asked(paths.session, pairOf(pem))).status).toBe(200);
  expect(fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  const { version } = (await app.store.people.get(id))!;
  const disabled = await app.fetch(at(paths.person, id), {
    method: 'PATCH',
    headers: { cookie: owner.cookie, ...json, 'if-match': `"${version}"` },
    body: JSON.stringify({ disabled: true }),
  });
  expect(disabled.status).toBe(200);
  expect((await asked(paths.session, pairOf(pem))).body.code).toBe('certificate.unknown');
});

test('certificates are for edge nodes alone, at their place, and by whoever may', async () => {
  const code = async (answer: Promise<Response>) => ((await (await answer).json()) as Problem).code;
  const { id } = await app.holder('operator', 'site:plant');
  expect(await code(issueFor(id))).toBe('certificate.notEdge');
  expect(await code(issueFor(edge, { place: 'site:away' }))).toBe('token.tooWide');
  expect(await code(issueFor('nobody'))).toBe('person.notFound');
  app.advance(11 * 60);
  expect(await code(issueFor(edge))).toBe('session.stepUp');
  expect(await code(send('POST', paths.authorityReplacement))).toBe('session.stepUp');
});

test('a new authority is another one, and the server shows a certificate of it', async () => {
  const fresh = await app.person([{ role: 'platformOwner', place: enterpriseRoot }]);
  owner = fresh;
  const before = await ca();
  expect((await send('POST', `${paths.authorityReplacement}?reason=stolen`)).status).toBe(200);
  expect(await ca()).not.toBe(before);
  expect((await asked(paths.session, {})).status).toBe(200);
  await expect(asked(paths.session, { ca: before })).rejects.toThrow();
});
