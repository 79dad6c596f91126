/** Passkeys against an authenticator in software, on a real PostgreSQL. */
import { request as httpRequest } from 'node:http';
import { paths } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { challenges } from '../src/features/session/passkeys/challenges.ts';
import { relyingParty } from '../src/features/session/passkeys/relying-party.ts';
import { hashPassword } from '../src/features/session/passwords/argon2.ts';
import { softwareAuthenticator } from './support/software-authenticator.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
let passwordHash: string;
const host = 'panel.shop.example';
const page = { origin: `https://${host}` };
const at = (path: string, id: string) => path.replace(':id', id);

beforeAll(async () => {
  app = await startPlantApp();
  passwordHash = await hashPassword('correct horse');
});
afterAll(() => app?.stop());

interface Answer {
  readonly status: number;
  readonly code?: string;
  readonly title?: string;
  readonly options?: never;
  readonly state?: string;
  readonly person?: { readonly id: string };
  readonly id?: string;
  readonly passkeys?: readonly { readonly id: string; readonly name: string; readonly host: string }[];
}

/** A browser with its cookies; by node's own client, since fetch sets Host itself. */
function browser(cookies: Record<string, string> = {}, { origin } = page) {
  const jar = new Map(Object.entries(cookies));
  const ask = (method: string, path: string, body?: unknown) =>
    new Promise<Answer>((resolve, reject) => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const sent = httpRequest(
        app.url + path,
        {
          method,
          headers: {
            host: new URL(origin).host,
            origin,
            cookie,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
        },
        (answer) => {
          for (const set of answer.headers['set-cookie'] ?? []) {
            const [name, value] = set.split(';')[0]!.split('=') as [string, string];
            jar.set(name, value);
          }
          let text = '';
          answer.on('data', (part) => {
            text += part;
          });
          answer.on('end', () => resolve({ status: answer.statusCode!, ...JSON.parse(text) }));
        },
      );
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  return { ask, jar };
}
type Browser = ReturnType<typeof browser>;

async function somebody() {
  const { id, cookie } = await app.person([{ role: 'technician', place: 'site:plant' }]);
  await app.store.people.setPasswordHash(id, passwordHash);
  const [name, value] = cookie.split('=') as [string, string];
  return { id, ...browser({ [name]: value }) };
}
async function optionsFor(kind: 'create' | 'signIn' | 'proof', { ask }: Pick<Browser, 'ask'>) {
  const answer =
    kind === 'create'
      ? await ask('POST', paths.passkeyCreation)
      : await ask('POST', paths.passkeyRequest, { for: kind });
  expect(answer.code).toBeUndefined();
  return answer.options!;
}
async function withPasskey(authenticator = softwareAuthenticator()) {
  const person = await somebody();
  const options = await optionsFor('create', person);
  const added = await person.ask('POST', paths.passkeys, {
    name: 'Phone',
    response: authenticator.create(options, page),
  });
  expect(added).toMatchObject({ status: 200, name: 'Phone', host });
  return { ...person, authenticator, passkey: added.id! };
}
const signIn = async (
  there: Browser,
  authenticator: ReturnType<typeof softwareAuthenticator>,
  quirks: Parameters<typeof authenticator.get>[2] = {},
  from: Parameters<typeof authenticator.get>[1] = page,
) =>
  there.ask('POST', paths.passkeySession, {
    response: authenticator.get(await optionsFor('signIn', there), from, quirks),
  });

test('made, listed, named, used to sign in without a name, and removed', async () => {
  const { id, ask, authenticator, passkey } = await withPasskey();
  expect(await ask('GET', paths.passkeys)).toMatchObject({ passkeys: [{ id: passkey, name: 'Phone' }] });
  expect(await ask('PATCH', at(paths.passkey, passkey), { name: 'Key ring' })).toMatchObject({
    name: 'Key ring',
  });
  const there = browser();
  expect(await signIn(there, authenticator)).toMatchObject({ state: 'signedIn', person: { id } });
  expect(await there.ask('GET', paths.session)).toMatchObject({ state: 'signedIn', person: { id } });
  const stranger = await somebody();
  expect((await stranger.ask('DELETE', at(paths.passkey, passkey))).code).toBe('passkey.notFound');
  expect((await ask('DELETE', at(paths.passkey, passkey))).status).toBe(200);
  expect((await ask('DELETE', at(paths.passkey, passkey))).code).toBe('passkey.notFound');
  expect((await signIn(browser(), authenticator)).code).toBe('passkey.unknown');
});

test('asks for a resident key and for verification, and names those that are there already', async () => {
  const { ask, id, authenticator } = await withPasskey();
  const options = await optionsFor('create', { ask });
  expect(options).toMatchObject({
    rp: { id: host, name: 'Mantinel' },
    user: { id: Buffer.from(id).toString('base64url') },
    excludeCredentials: [{ id: authenticator.id }],
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    attestation: 'none',
  });
  const again = await ask('POST', paths.passkeys, {
    name: 'Phone',
    response: authenticator.create(options, page),
  });
  expect(again.code).toBe('passkey.exists');
});

test('one passkey signs in without a code where a second factor is on, and proves where a proof is asked for', async () => {
  const { id, ask, authenticator } = await withPasskey();
  await app.store.secondFactors.begin({ person: id, secret: Buffer.from('sealed') });
  await app.store.secondFactors.confirm({ person: id, step: 0, codeHashes: [Buffer.from('x')] });
  expect(await signIn(browser(), authenticator)).toMatchObject({ state: 'signedIn' });
  app.advance(601);
  expect((await ask('POST', paths.passkeyCreation)).code).toBe('session.stepUp');
  const prove = async (quirks = {}) =>
    ask('POST', paths.sessionProof, {
      passkey: authenticator.get(await optionsFor('proof', { ask }), page, quirks),
    });
  expect((await prove({ userVerified: false })).code).toBe('passkey.refused');
  expect((await ask('POST', paths.passkeyCreation)).code).toBe('session.stepUp');
  expect((await prove()).status).toBe(200);
  expect((await ask('POST', paths.passkeyCreation)).code).toBeUndefined();
});

describe('is refused', () => {
  test.each([
    ['from another page', {}, { origin: 'https://evil.example', rpId: host }, /another page/],
    ['for another host', {}, { ...page, rpId: 'evil.example' }, /another host/],
    ['without PIN, fingerprint or face', { userVerified: false }, page, /PIN/],
    ['with another signature', { brokenSignature: true }, page, /not valid|signature/],
    [
      'for another account',
      { userHandle: Buffer.from('somebody else').toString('base64url') },
      page,
      /account/,
    ],
  ])('%s', async (_why, quirks, from, title) => {
    const { authenticator } = await withPasskey();
    const there = browser();
    const answer = await signIn(there, authenticator, quirks, from);
    expect(answer).toMatchObject({
      status: 401,
      code: 'passkey.refused',
      title: expect.stringMatching(title),
    });
    expect((await there.ask('GET', paths.session)).state).not.toBe('signedIn');
    expect(await signIn(there, authenticator)).toMatchObject({ state: 'signedIn' });
  });

  test('while it is made from another page, for another host or unverified', async () => {
    const { ask } = await somebody();
    const add = async (
      from: Parameters<ReturnType<typeof softwareAuthenticator>['create']>[1],
      quirks = {},
    ) =>
      (
        await ask('POST', paths.passkeys, {
          name: 'Phone',
          response: softwareAuthenticator().create(await optionsFor('create', { ask }), from, quirks),
        })
      ).code;
    expect(await add({ origin: 'https://evil.example', rpId: host })).toBe('passkey.refused');
    expect(await add({ ...page, rpId: 'evil.example' })).toBe('passkey.refused');
    expect(await add(page, { userVerified: false })).toBe('passkey.refused');
    expect(await add(page)).toBeUndefined();
  });

  test('with a challenge that was used, is old, was made up, for another purpose or in another browser', async () => {
    const { id, ask, authenticator } = await withPasskey();
    const there = browser();
    const answer = authenticator.get(await optionsFor('signIn', there), page);
    const send = (from: Browser) => from.ask('POST', paths.passkeySession, { response: answer });
    expect((await send(browser())).code).toBe('passkey.challengeSpent');
    expect((await send(there)).state).toBe('signedIn');
    expect((await send(there)).code).toBe('passkey.challengeSpent');
    const old = authenticator.get(await optionsFor('signIn', there), page);
    app.advance(301);
    expect((await there.ask('POST', paths.passkeySession, { response: old })).code).toBe(
      'passkey.challengeSpent',
    );
    for (const challenge of ['', 'AAAA', Buffer.alloc(56).toString('base64url')])
      expect((await signIn(there, authenticator, { challenge })).code).toBe('passkey.challengeSpent');
    const forProof = authenticator.get(await optionsFor('proof', { ask }), page);
    expect((await there.ask('POST', paths.passkeySession, { response: forProof })).code).toBe(
      'passkey.challengeSpent',
    );
    const other = await withPasskey();
    const theirs = other.authenticator.get(await optionsFor('proof', { ask }), page);
    expect(await ask('POST', paths.sessionProof, { passkey: theirs })).toMatchObject({
      code: 'passkey.refused',
    });
    expect(id).not.toBe(other.id);
  });

  test('when it counts fewer signatures than it has made, which is told as a security event', async () => {
    const { id, authenticator } = await withPasskey();
    expect((await signIn(browser(), authenticator, { counter: 40 })).state).toBe('signedIn');
    for (const counter of [40, 3, 0])
      expect((await signIn(browser(), authenticator, { counter })).code).toBe('passkey.copied');
    await until(async () => (await app.store.outbox.pending()) === 0);
    const page = await app.logbook.page({
      scope: { sites: 'all', machines: 'all', withoutMachine: true },
      filter: { codes: ['passkey.counterFell'] },
      order: 'received',
      direction: 'older',
      limit: 10,
    });
    expect(page.events).toHaveLength(3);
    for (const event of page.events)
      expect(event).toMatchObject({ kind: 'audit', severity: 13, attributes: { personId: id } });
    expect((await signIn(browser(), authenticator, { counter: 41 })).state).toBe('signedIn');
  });

  test('when the account may not be used any more', async () => {
    const { id, authenticator } = await withPasskey();
    const { version } = (await app.store.people.get(id))!;
    await app.store.people.change(id, { version, disabled: true });
    expect((await signIn(browser(), authenticator)).code).toBe('passkey.unknown');
  });

  test.each([
    [{}, 'request.invalid'],
    [{ response: { id: '***' } }, 'request.invalid'],
    [{ response: { id: 'AAAA', rawId: 'AAAA', type: 'password', response: {} } }, 'request.invalid'],
  ])('when it is no answer of a browser: %j', async (body, code) => {
    expect((await browser().ask('POST', paths.passkeySession, body)).code).toBe(code);
  });
});

test('one that never counts signs in again and again', async () => {
  const { authenticator } = await withPasskey(softwareAuthenticator({ counts: false }));
  for (let times = 0; times < 3; times++)
    expect((await signIn(browser(), authenticator)).state).toBe('signedIn');
});

test('who manages an account removes its passkeys, and nobody else', async () => {
  const { id, passkey } = await withPasskey();
  const address = at(paths.personPasskey, id).replace(':passkey', passkey);
  const as = async (grants: Parameters<PlantApp['person']>[0]) => {
    const [name, value] = (await app.person(grants)).cookie.split('=') as [string, string];
    return browser({ [name]: value });
  };
  const foreign = await as([{ role: 'manager', place: 'site:away' }]);
  expect((await foreign.ask('DELETE', address)).code).toBe('person.notFound');
  const owner = await as([{ role: 'platformOwner', place: enterpriseRoot }]);
  expect(await owner.ask('GET', at(paths.personPasskeys, id))).toMatchObject({ passkeys: [{ id: passkey }] });
  expect((await owner.ask('DELETE', address)).status).toBe(200);
});

test.each([
  ['https://panel.shop.example', 'panel.shop.example'],
  ['https://PANEL.shop.example:8443', 'panel.shop.example'],
  ['http://localhost:8620', 'localhost'],
  ['http://192.168.1.5:8620', 'passkey.needsName'],
  ['https://192.168.1.5', 'passkey.needsName'],
  ['https://[fd00::1]', 'passkey.needsName'],
  ['http://mantinel.shop', 'passkey.needsHttps'],
  ['null', 'request.invalid'],
  [undefined, 'request.invalid'],
])('the address %s: %s', (origin, outcome) => {
  const judge = () => {
    try {
      return relyingParty(origin).rpId;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(judge()).toBe(outcome);
});

test('a panel that is opened by a number says what works instead', async () => {
  const there = browser({}, { origin: app.url });
  expect(await there.ask('POST', paths.passkeyRequest, { for: 'signIn' })).toMatchObject({
    code: 'passkey.needsName',
    remedy: expect.stringContaining('authenticator app'),
  });
});

test('used challenges are forgotten once they would have expired', () => {
  let nowUs = 1_000_000;
  const asked = challenges({
    nowUs: () => nowUs,
    randomBytes: (n) => crypto.getRandomValues(new Uint8Array(n)),
  });
  const use = { purpose: 'signIn', browser: 'b' } as const;
  const text = Buffer.from(asked.make(use)).toString('base64url');
  asked.take(text, use);
  for (const seconds of [0, 299, 301]) {
    nowUs = 1_000_000 + seconds * 1_000_000;
    expect(() => asked.take(text, use)).toThrow();
  }
});
