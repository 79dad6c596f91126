/** Single sign-on as people meet it: the button, the provider's own form, and back in the panel; in a real browser. */
/// <reference lib="dom" />
import { join } from 'node:path';
import { Config, paths } from '@mantinel/contract';
import { type App, start, systemParts } from '@mantinel/server';
import { clientId, clientSecret, startProvider, type TestProvider } from '@mantinel/server/oidc-rig';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { newDirectory, owner, removeDirectory } from './support/product.ts';

let directory: string;
let provider: TestProvider;
let app: App;
let browser: Awaited<ReturnType<typeof startChromium>>;
let ownerCookie: string;

/** The guard refuses this computer always; here the provider is on it. */
const toThisComputer = async ({ url, method = 'POST', headers, body }: Sent) => {
  const answer = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    ...(body && { body: body as BodyInit }),
  });
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: await answer.text(),
  };
};

interface Sent {
  readonly url: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
}

beforeAll(async () => {
  directory = await newDirectory();
  const origins: string[] = [];
  provider = await startProvider(() => origins);
  const config = Config.parse({
    data: join(directory, 'data'),
    http: { port: 0 },
    signIn: { oidc: { issuer: provider.issuer, clientId, label: 'Acme' } },
  });
  app = await start(
    { config, demo: false, log: () => undefined },
    {
      ...systemParts(),
      outgoing: () => ({
        check: () => undefined,
        post: toThisComputer,
        call: toThisComputer,
        reach: () => expect.unreachable('no mail goes out here'),
      }),
      oidcClientSecret: async () => clientSecret,
    },
  );
  origins.push(app.url);
  await provider.stop();
  await provider.start();
  ownerCookie = await signUp();
  browser = await startChromium();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await provider?.stop();
  await removeDirectory(directory);
});

async function post<T>(path: string, body: object, cookie = ''): Promise<T & { cookie: string }> {
  const answer = await fetch(app.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return { ...((await answer.json()) as T), cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

async function signUp(): Promise<string> {
  const token = app.setupUrl!.split('#')[1]!;
  for (;;) {
    try {
      return (await post(paths.owner, { token, ...owner })).cookie;
    } catch (error) {
      // The database is still starting.
      if (!String(error).includes('store.unavailable')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function person(name: string, login: string, link = true): Promise<string> {
  provider.people.set(login, { name, email: `${login}@acme.example` });
  const { id } = await post<{ id: string }>(paths.people, { name, place: 'enterprise:own' }, ownerCookie);
  await post(paths.grants, { person: id, role: 'organisationAdmin', place: 'enterprise:own' }, ownerCookie);
  if (link) await post(paths.personIdentities.replace(':id', id), { subject: login }, ownerCookie);
  return id;
}

const stepUp = {
  status: 403,
  contentType: 'application/problem+json',
  body: JSON.stringify({ code: 'session.stepUp', title: 'This needs a fresh proof.', status: 403 }),
};

test('somebody signs in by the provider, sees the link, and signs out at both', async () => {
  await person('Petra', 'petra');
  const page = await browser.context.newPage();
  page.setDefaultTimeout(15_000);
  // Where one wanted to go is where one comes back to.
  await page.goto(`${app.url}/account`);
  await page.getByRole('link', { name: 'Sign in with Acme' }).click();
  await page.locator('input[name=login]').fill('petra');
  await page.locator('input[name=password]').fill('anything');
  await page.locator('button[type=submit]').click();
  await page.waitForURL(`${app.url}/account`);
  await page.getByRole('heading', { name: 'Your account: Petra' }).waitFor();
  const section = page.getByRole('region', { name: 'Single sign-on' });
  await section.getByText('petra@acme.example').waitFor();
  expect(await section.textContent()).toContain(provider.issuer);

  await page.goto(`${app.url}/`);
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(`${provider.issuer}/session/end**`);
  await page.getByRole('button', { name: 'Yes, sign me out' }).click();
  await page.waitForURL(`${app.url}/`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.close();
}, 60_000);

test('who is not linked is told so in plain words, comes in by the one-time link, and proves it in another tab', async () => {
  const id = await person('Quido', 'quido', false);
  const fresh = await startChromium();
  try {
    const page = await fresh.context.newPage();
    page.setDefaultTimeout(15_000);
    const throughProvider = async () => {
      await page.locator('input[name=login]').fill('quido');
      await page.locator('input[name=password]').fill('anything');
      await page.locator('button[type=submit]').click();
    };
    await page.goto(app.url);
    await page.getByRole('link', { name: 'Sign in with Acme' }).waitFor();
    await page.getByRole('link', { name: 'Sign in with Acme' }).click();
    await throughProvider();
    const notice = page.getByRole('alert');
    await notice.waitFor();
    expect(await notice.textContent()).toContain('no account here is linked to you');
    expect(await notice.textContent()).toContain('quido');
    expect(page.url()).not.toContain('code=');
    await page.getByRole('link', { name: 'Back to the beginning' }).click();
    await page.getByRole('link', { name: 'Sign in with Acme' }).waitFor();

    const { path } = await post<{ path: string }>(
      paths.personPasswordLink.replace(':id', id),
      {},
      ownerCookie,
    );
    await page.goto(app.url + path);
    await page.getByRole('link', { name: 'Use Acme instead of a password' }).click();
    await page.getByRole('button', { name: 'Menu' }).waitFor();
    await page.goto(`${app.url}/account`);
    await page.getByRole('heading', { name: 'Your account: Quido' }).waitFor();

    let asked = 0;
    await page.route(`**${paths.identities}/*`, (route) => {
      asked += 1;
      return asked === 1 ? route.fulfill(stepUp) : route.continue();
    });
    const section = page.getByRole('region', { name: 'Single sign-on' });
    await section.getByRole('button', { name: 'Take away' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take away the link' }).click({ delay: 1300 });
    const opened = fresh.context.waitForEvent('page');
    await page.getByRole('link', { name: 'Prove it with Acme' }).click();
    const other = await opened;
    await other.locator('input[name=login]').fill('quido');
    await other.locator('input[name=password]').fill('anything');
    await other.locator('button[type=submit]').click();
    await other.getByText('Go on in the other tab').waitFor();
    await section.getByText('None is linked').waitFor();
    expect(asked).toBe(2);
  } finally {
    await fresh.close();
  }
}, 60_000);
