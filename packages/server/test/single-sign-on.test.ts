/** Single sign-on against a real OpenID provider, on a real PostgreSQL: the ways in, and every way to be refused. */
import { type GrantView, type IdentityView, paths, type Session } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../src/features/session/passwords/argon2.ts';
import type { Outgoing, OutgoingReply } from '../src/outgoing/outgoing.ts';
import { clientId, clientSecret, startProvider, type TestProvider, testBrowser } from './support/oidc-rig.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { toThisComputer } from './support/webhook-rig.ts';

let provider: TestProvider;
let app: PlantApp;
let owner: { id: string; cookie: string };
/** What an answer of the provider becomes on its way. */
let altered: (url: string, reply: OutgoingReply) => OutgoingReply = (_url, reply) => reply;
let secret = clientSecret;
const label = 'Acme Login';
const roles = [
  { claim: 'groups', value: 'technicians', role: 'technician', place: 'site:plant' },
  { claim: 'groups', value: 'engineers', role: 'engineer', place: 'line:milling' },
  { claim: 'groups', value: 'nowhere', role: 'viewer', place: 'site:closed-long-ago' },
];
const outgoing: Outgoing = {
  ...toThisComputer,
  call: async (request) => altered(request.url, await toThisComputer.call(request)),
};

beforeAll(async () => {
  const origins: string[] = [];
  provider = await startProvider(() => origins);
  app = await startPlantApp(
    { outgoing: () => outgoing, oidcClientSecret: async () => secret },
    { signIn: { oidc: { issuer: provider.issuer, clientId, label, roles, emailDomains: ['acme.example'] } } },
  );
  origins.push(app.url);
  await provider.stop();
  await provider.start();
  owner = await app.holder('platformOwner', enterpriseRoot);
}, 90_000);
afterAll(async () => {
  await app?.stop();
  await provider?.stop();
});
afterEach(() => {
  altered = (_url, reply) => reply;
  secret = clientSecret;
  provider.idTokenSeconds = 300;
});

let offset = 0;
const advance = (seconds: number) => {
  offset += seconds;
  app.advance(seconds);
};
afterEach(() => advance(-offset));

let count = 0;
/** Somebody here and there, who are the same where `linked`. */
async function somebody({ linked = true, says = {} }: { linked?: boolean; says?: object } = {}) {
  count += 1;
  const login = `login-${count}`;
  const name = `Sso ${count}`;
  provider.people.set(login, {
    name,
    email: `${login}@acme.example`,
    email_verified: true,
    ...says,
  });
  const { id } = await app.store.people.create({ name, place: 'site:plant' });
  if (linked) await app.store.identities.link({ issuer: provider.issuer, subject: login, person: id });
  return { id, name, login, browser: testBrowser(app) };
}
const asOwner = async <T>(method: string, path: string, body?: unknown) => {
  const answer = await app.fetch(path, {
    method,
    headers: { cookie: owner.cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as T & { code?: string };
};
/** Its proofs are old, though the clocks of provider and server agree. */
async function openForLong(person: string): Promise<void> {
  await app.store.statements.executeSql(
    'update mantinel.session set proved_us = proved_us - 601000000 where person = $1',
    [person],
  );
  advance(11); // what was known of the session is asked again
}
const sessionOf = (browser: ReturnType<typeof testBrowser>) => browser.api<Session>('GET', paths.session);
const auditOf = async (code: string) => {
  const all = await app.logbook.page({
    scope: { sites: 'all', machines: 'all', withoutMachine: true },
    filter: { codes: [code] },
    order: 'received',
    direction: 'older',
    limit: 50,
  });
  return all.events;
};

describe('in', () => {
  test('who is linked signs in by the provider, with a session and an audit event as ever', async () => {
    const { id, name, login, browser } = await somebody();
    expect(await browser.api('GET', paths.singleSignOn)).toEqual({ label });
    const begun = await browser.begin();
    const url = new URL(begun.url);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: clientId,
      code_challenge_method: 'S256',
      redirect_uri: `${app.url}/sign-in/provider`,
      scope: 'openid profile email',
    });
    for (const unguessable of ['state', 'nonce', 'code_challenge'])
      expect(url.searchParams.get(unguessable)!.length).toBeGreaterThan(40);
    const done = await browser.finish(await browser.atProvider(begun.url, login));
    expect(done).toMatchObject({ purpose: 'signIn', session: { state: 'signedIn', person: { id, name } } });
    expect(await sessionOf(browser)).toMatchObject({ state: 'signedIn', person: { id } });
    const own = await browser.api<{ identities: IdentityView[] }>('GET', paths.identities);
    expect(own.identities).toMatchObject([{ issuer: provider.issuer, subject: login }]);
    expect(own.identities[0]!.label).toBe(`${login}@acme.example`);
    await expect
      .poll(async () => (await auditOf('person.signedIn')).map(({ attributes }) => attributes))
      .toContainEqual({ personId: id, by: 'provider' });
    // For a shift: then the provider is asked again.
    advance(13 * 3600);
    expect(await sessionOf(browser)).toMatchObject({ state: 'setup' });
  });

  test('signing out here hands over the address that signs out there, and never the token of another', async () => {
    const { login, browser } = await somebody();
    await browser.signIn(login);
    const out = await browser.api<{ providerUrl: string }>('DELETE', paths.session);
    const url = new URL(out.providerUrl);
    expect(url.origin).toBe(provider.issuer);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${app.url}/`);
    expect(JSON.parse(atob(url.searchParams.get('id_token_hint')!.split('.')[1]!))).toMatchObject({
      sub: login,
      aud: clientId,
    });
    expect((await browser.visit(url.href)).status).toBe(200);
    const { name, id } = await somebody({ linked: false });
    await app.store.people.setPasswordHash(id, await hashPassword('correct horse'));
    await browser.api('POST', paths.session, { name, password: 'correct horse' });
    expect(await browser.api('DELETE', paths.session)).not.toHaveProperty('providerUrl');
  });

  test('an administrator links by number, the person by their own session, a newcomer by the one-time link', async () => {
    const first = await somebody({ linked: false });
    const refused = await first.browser.signIn(first.login);
    expect(refused).toMatchObject({ code: 'singleSignOn.unknown' });
    expect(refused.remedy).toContain(first.login);
    const at = paths.personIdentities.replace(':id', first.id);
    expect(await asOwner<IdentityView>('POST', at, { subject: first.login })).toMatchObject({
      subject: first.login,
    });
    expect((await first.browser.signIn(first.login)).session.person?.id).toBe(first.id);

    const second = await somebody({ linked: false });
    await app.store.people.setPasswordHash(second.id, await hashPassword('correct horse'));
    expect((await second.browser.begin({ purpose: 'link' })).code).toBe('session.required');
    await second.browser.api('POST', paths.session, { name: second.name, password: 'correct horse' });
    expect(await second.browser.signIn(second.login, { purpose: 'link' })).toMatchObject({ purpose: 'link' });
    expect((await testBrowser(app).signIn(second.login)).session.person?.id).toBe(second.id);
    // An account there opens one here, not two.
    expect((await asOwner('POST', at, { subject: second.login })).code).toBe('identity.taken');

    const third = await somebody({ linked: false });
    const link = await asOwner<{ path: string }>('POST', paths.personPasswordLink.replace(':id', third.id));
    const invitation = link.path.split('#')[1]!;
    const joined = await third.browser.signIn(third.login, { purpose: 'link', invitation });
    expect(joined.session.person?.id).toBe(third.id);
    const fourth = await somebody({ linked: false });
    expect(await fourth.browser.signIn(fourth.login, { purpose: 'link', invitation })).toMatchObject({
      code: 'passwordLink.invalid',
    });
  });

  test('a link that was taken away opens nothing more', async () => {
    const { id, login, browser } = await somebody();
    await browser.signIn(login);
    const { identities } = await asOwner<{ identities: IdentityView[] }>(
      'GET',
      paths.personIdentities.replace(':id', id),
    );
    const at = paths.personIdentity.replace(':id', id).replace(':identity', identities[0]!.id);
    expect(await asOwner('DELETE', at)).toMatchObject({ removed: identities[0]!.id });
    expect((await asOwner('DELETE', at)).code).toBe('identity.notFound');
    expect((await testBrowser(app).signIn(login)).code).toBe('singleSignOn.unknown');
  });

  test('roles follow the claims at each sign-in; those that people gave stay', async () => {
    const { id, login, browser } = await somebody({ says: { groups: ['technicians', 'nowhere', 'others'] } });
    await app.store.roleGrants.add({ person: id, role: 'viewer', place: 'site:away', grantedBy: owner.id });
    const grants = async () =>
      (await asOwner<{ grants: GrantView[] }>('GET', `${paths.grants}?person=${id}`)).grants
        .map(({ role, place, fromProvider }) => `${role} ${place} ${fromProvider}`)
        .sort();
    const { session } = await browser.signIn(login);
    expect(session.permissions).toContain('alarm.acknowledge');
    expect(await grants()).toEqual(['technician site:plant true', 'viewer site:away false']);
    provider.people.get(login)!.groups = ['engineers'];
    // Neither sooner than at a sign-in, nor later.
    expect((await sessionOf(browser)).permissions).toContain('alarm.acknowledge');
    await testBrowser(app).signIn(login);
    expect(await grants()).toEqual(['engineer line:milling true', 'viewer site:away false']);
    // Given by a person as well, it stays when the provider no longer says so.
    await asOwner('POST', paths.grants, { person: id, role: 'engineer', place: 'line:milling' });
    delete provider.people.get(login)!.groups;
    await testBrowser(app).signIn(login);
    expect(await grants()).toEqual(['engineer line:milling false', 'viewer site:away false']);
    await expect.poll(async () => (await auditOf('grant.taken')).length).toBeGreaterThan(0);
    expect(app.lines.join('')).toContain('site:closed-long-ago');
  });

  test('a fresh proof asks the provider anew, and another person there proves nothing', async () => {
    const { id, login, browser } = await somebody();
    const other = await somebody();
    await app.store.roleGrants.add({
      person: id,
      role: 'organisationAdmin',
      place: enterpriseRoot,
      grantedBy: id,
    });
    await browser.signIn(login);
    const give = () =>
      browser.api('POST', paths.grants, { person: other.id, role: 'viewer', place: 'site:plant' });
    await openForLong(id);
    expect((await give()).code).toBe('session.stepUp');
    const begun = await browser.begin({ purpose: 'prove' });
    expect(new URL(begun.url).searchParams.get('prompt')).toBe('login');
    // Who takes the question out of the address is let through there without being asked, and found out here.
    const unasked = new URL(begun.url);
    for (const name of ['prompt', 'max_age']) unasked.searchParams.delete(name);
    expect((await browser.finish(await browser.atProvider(unasked.href, login))).code).toBe(
      'singleSignOn.notFresh',
    );
    const asked = await browser.begin({ purpose: 'prove' });
    const othersProof = await other.browser.atProvider(asked.url, other.login);
    expect((await browser.finish(othersProof)).code).toBe('singleSignOn.otherPerson');
    expect((await give()).code).toBe('session.stepUp');
    expect(await browser.signIn(login, { purpose: 'prove' })).toMatchObject({ purpose: 'prove' });
    expect((await give()).code).toBeUndefined();
  });
});

describe('refused', () => {
  test('an answer with another state, from another browser, twice, or long after', async () => {
    const { login, browser } = await somebody();
    const begun = await browser.begin();
    const kept = browser.cookie('mantinel-provider')!;
    const query = await browser.atProvider(begun.url, login);
    const other = new URLSearchParams(query);
    other.set('state', 'x'.repeat(43));
    expect((await browser.finish(other.toString())).code).toBe('singleSignOn.lost');
    // Spent, whatever came of it.
    expect(browser.cookie('mantinel-provider')).toBeUndefined();
    expect((await testBrowser(app).finish(query)).code).toBe('singleSignOn.lost');
    browser.setCookie('mantinel-provider', kept);
    advance(601);
    expect((await browser.finish(query)).code).toBe('singleSignOn.lost');
    advance(-601);
    browser.setCookie('mantinel-provider', kept);
    expect((await browser.finish(query)).session.state).toBe('signedIn');
    browser.setCookie('mantinel-provider', kept);
    expect(await browser.finish(query)).toMatchObject({
      code: 'singleSignOn.refused',
      title: expect.stringContaining('used before'),
    });
    browser.setCookie('mantinel-provider', `${kept.slice(0, -4)}AAAA`);
    expect((await browser.finish(query)).code).toBe('singleSignOn.lost');
  });

  test('a token with another nonce', async () => {
    const { login, browser } = await somebody();
    const begun = new URL((await browser.begin()).url);
    begun.searchParams.set('nonce', 'of-somebody-else');
    expect(await browser.finish(await browser.atProvider(begun.href, login))).toMatchObject({
      code: 'singleSignOn.refused',
      title: expect.stringContaining('another sign-in'),
    });
  });

  /** The provider's own token in which something is changed after it was signed, or that it signed for somebody else. */
  const withToken = (change: (token: string) => string) => {
    altered = (url, reply) => {
      if (!url.endsWith('/token')) return reply;
      const body = JSON.parse(reply.body) as { id_token: string };
      return { ...reply, body: JSON.stringify({ ...body, id_token: change(body.id_token) }) };
    };
  };
  const rewritten = (claims: object) => (token: string) => {
    const [head, payload, signature] = token.split('.') as [string, string, string];
    const changed = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...claims };
    return [head, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
  };
  test.each([
    ['for another program', { aud: 'another-program' }, 'somebody else'],
    ['of another issuer', { iss: 'https://evil.example' }, 'another issuer'],
    ['about another person', { sub: 'login-1' }, ''],
    ['that holds for ever', { exp: 4_000_000_000 }, ''],
  ])('a token %s', async (_what, claims, problem) => {
    const { login, browser } = await somebody();
    withToken(rewritten(claims));
    const answer = await browser.signIn(login);
    expect(answer).toMatchObject({
      code: 'singleSignOn.refused',
      title: expect.stringContaining(problem),
    });
    expect((await sessionOf(browser)).state).not.toBe('signedIn');
  });

  test('a token without a signature', async () => {
    const { login, browser } = await somebody();
    withToken((token) => {
      const head = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
      return `${head}.${token.split('.')[1]}.`;
    });
    expect((await browser.signIn(login)).code).toBe('singleSignOn.refused');
  });

  test('an answer that names another issuer', async () => {
    const { login, browser } = await somebody();
    const query = new URLSearchParams(await browser.atProvider((await browser.begin()).url, login));
    expect(query.get('iss')).toBe(provider.issuer);
    query.set('iss', 'https://evil.example');
    expect((await browser.finish(query.toString())).code).toBe('singleSignOn.refused');
  });

  test('an expired token, and clocks that differ', async () => {
    const { login, browser } = await somebody();
    provider.idTokenSeconds = 1;
    const query = await browser.atProvider((await browser.begin()).url, login);
    advance(120);
    expect(await browser.finish(query)).toMatchObject({
      code: 'singleSignOn.refused',
      title: expect.stringContaining('expired'),
    });
    provider.idTokenSeconds = 300;
    for (const seconds of [3600, -3600]) {
      advance(seconds - offset);
      expect(await browser.signIn(login)).toMatchObject({
        code: 'singleSignOn.clockOff',
        title: expect.stringContaining('about 60 minutes'),
        remedy: expect.stringMatching(/\d\d:\d\d UTC/),
      });
    }
    advance(60 - offset);
    expect((await browser.signIn(login)).session.state).toBe('signedIn');
  });

  test('an address of another domain, or one that is not verified', async () => {
    for (const says of [
      { email: 'eve@evil.example' },
      { email: 'eve@evil.example@acme.example' },
      { email_verified: false },
      { email: undefined },
    ]) {
      const { login, browser } = await somebody({ says });
      expect((await browser.signIn(login)).code).toBe('singleSignOn.notAllowed');
    }
  });

  test('somebody disabled', async () => {
    const { id, login, browser } = await somebody();
    await app.store.people.change(id, { version: 1, disabled: true });
    expect((await browser.signIn(login)).code).toBe('person.disabled');
    expect((await sessionOf(browser)).state).not.toBe('signedIn');
  });

  test('somebody who turned back at the provider', async () => {
    const { browser } = await somebody();
    const { searchParams } = new URL((await browser.begin()).url);
    const back = new URLSearchParams({
      error: 'access_denied',
      state: searchParams.get('state')!,
      iss: provider.issuer,
    });
    expect((await browser.finish(back.toString())).code).toBe('singleSignOn.denied');
  });

  test('our own secret, when it is wrong, is told without telling it', async () => {
    const { login, browser } = await somebody();
    const query = await browser.atProvider((await browser.begin()).url, login);
    secret = 'wrong-and-secret';
    const answer = await browser.finish(query);
    expect(answer).toMatchObject({ code: 'singleSignOn.misconfigured' });
    expect(JSON.stringify(answer)).not.toContain('wrong-and-secret');
    expect(app.lines.join('')).not.toContain('wrong-and-secret');
  });

  test('a page of somebody else that begins it in our name', async () => {
    const answer = await app.fetch(paths.singleSignOn, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: '{}',
    });
    expect(answer.status).toBe(403);
  });
});

test('the provider changes its keys whenever it likes', async () => {
  const { login, browser } = await somebody();
  expect((await browser.signIn(login)).session.state).toBe('signedIn');
  await provider.stop();
  await provider.start();
  expect((await testBrowser(app).signIn(login)).session.state).toBe('signedIn');
});

test('the provider is down: it is said plainly, passwords work, and it is found again', async () => {
  const { id, name, login, browser } = await somebody();
  await app.store.people.setPasswordHash(id, await hashPassword('correct horse'));
  await browser.signIn(login);
  await provider.stop();
  advance(2 * 3600);
  const query = new URLSearchParams({ code: 'x', iss: provider.issuer });
  // What was discovered holds on, so that the browser is sent there and told by it.
  const begun = await browser.begin();
  query.set('state', new URL(begun.url).searchParams.get('state')!);
  expect(await browser.finish(query.toString())).toMatchObject({
    code: 'singleSignOn.unreachable',
    title: expect.stringContaining(label),
    remedy: expect.stringContaining('name and password'),
  });
  const byPassword = await testBrowser(app).api('POST', paths.session, { name, password: 'correct horse' });
  expect(byPassword.code).toBeUndefined();
  // Signing out here needs nobody.
  expect((await browser.api<Session>('DELETE', paths.session)).state).not.toBe('signedIn');
  await provider.start();
  advance(-offset);
  expect((await testBrowser(app).signIn(login)).session.state).toBe('signedIn');
}, 60_000);
