/** Whom a provider lets in and who gets an account by it, and a provider that does not answer while Mantinel starts. */
import { createServer } from 'node:net';
import { type GrantView, paths, type Session } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientId, clientSecret, startProvider, type TestProvider, testBrowser } from './support/oidc-rig.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { toThisComputer } from './support/webhook-rig.ts';

let provider: TestProvider;
let app: PlantApp;
beforeAll(async () => {
  const origins: string[] = [];
  provider = await startProvider(() => origins);
  app = await startPlantApp(
    { outgoing: () => toThisComputer, oidcClientSecret: async () => clientSecret },
    {
      signIn: {
        oidc: {
          issuer: provider.issuer,
          clientId,
          createAccounts: true,
          createAt: 'site:plant',
          requiredClaim: { claim: 'groups', value: 'zilina' },
          roles: [{ claim: 'groups', value: 'operators', role: 'operator', place: 'site:plant' }],
        },
      },
    },
  );
  origins.push(app.url);
  await provider.stop();
  await provider.start();
}, 90_000);
afterAll(async () => {
  await app?.stop();
  await provider?.stop();
});

const admitted = { groups: ['nitra', 'zilina'] };
const says = (login: string, claims: object) => provider.people.set(login, { name: login, ...claims });

test('who is not known gets an account at the place that was set, with the roles of the claims, and one alone', async () => {
  says('Nina', { groups: ['zilina', 'operators'] });
  const browser = testBrowser(app);
  const { session } = await browser.signIn('Nina');
  expect(session).toMatchObject({ state: 'signedIn', person: { name: 'Nina' } });
  const person = (await app.store.people.findByName('Nina'))!;
  expect(person).toMatchObject({ id: session.person!.id, place: 'site:plant' });
  // No password, so that the provider stays the only way in until somebody makes a link.
  expect(person.passwordHash).toBeUndefined();
  const owner = await app.holder('platformOwner', enterpriseRoot);
  const answer = await app.fetch(`${paths.grants}?person=${person.id}`, {
    headers: { cookie: owner.cookie },
  });
  const { grants } = (await answer.json()) as { grants: GrantView[] };
  expect(grants).toMatchObject([{ role: 'operator', place: 'site:plant', fromProvider: true }]);
  // The same account there is the same here, whatever it is called by then.
  says('Nina', { groups: ['zilina', 'operators'], name: 'Nina Nová' });
  expect((await testBrowser(app).signIn('Nina')).session.person?.id).toBe(person.id);
});

test('an account that is here already is never taken over by its name', async () => {
  const { id } = await app.store.people.create({ name: 'Olaf', place: 'site:plant' });
  says('olaf', { ...admitted, name: 'OLAF' });
  const browser = testBrowser(app);
  expect(await browser.signIn('olaf')).toMatchObject({ code: 'singleSignOn.nameTaken' });
  expect((await browser.api<Session>('GET', paths.session)).state).not.toBe('signedIn');
  expect(await app.store.identities.of(id)).toEqual([]);
});

test.each([
  ['says nothing of it', {}],
  ['says another', { groups: ['nitra'] }],
  ['says a part of it', { groups: ['zilina-north'] }],
  ['says it elsewhere', { email: 'zilina' }],
])('of whom the provider %s is refused, and gets no account', async (_what, claims) => {
  const login = `stranger ${JSON.stringify(claims)}`;
  says(login, claims);
  expect(await testBrowser(app).signIn(login)).toMatchObject({ code: 'singleSignOn.notAllowed' });
  expect(await app.store.people.findByName(login)).toBeUndefined();
});

test('who is linked is refused as well when the provider no longer says it', async () => {
  says('Pavol', admitted);
  expect((await testBrowser(app).signIn('Pavol')).session.state).toBe('signedIn');
  says('Pavol', {});
  expect(await testBrowser(app).signIn('Pavol')).toMatchObject({ code: 'singleSignOn.notAllowed' });
});

test('a provider that takes the call and never answers delays no start', {
  timeout: 60_000,
}, async () => {
  let asked = 0;
  const silent = createServer((socket) => {
    asked += 1;
    socket.on('error', () => undefined); // the end of the test breaks it off
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { port: number };
  const silentApp = await startPlantApp(
    { outgoing: () => toThisComputer },
    { signIn: { oidc: { issuer: `http://127.0.0.1:${port}`, clientId } } },
  );
  try {
    expect(asked, 'nobody is asked before somebody presses the button').toBe(0);
    expect((await silentApp.fetch(paths.session)).status).toBe(200);
  } finally {
    await silentApp.stop();
    await new Promise((resolve) => silent.close(resolve));
  }
});
