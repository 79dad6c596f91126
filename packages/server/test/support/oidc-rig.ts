/** A real OpenID provider on loopback, and a browser that goes there and back, as far as a test needs one. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { paths, type SingleSignOnBegun, type SingleSignOnDone } from '@mantinel/contract';
import Provider, { type Configuration } from 'oidc-provider';

export interface TestProvider {
  readonly issuer: string;
  /** What the provider says of an account, by its login. */
  readonly people: Map<string, Record<string, unknown>>;
  /** Seconds for which an ID token holds. */
  idTokenSeconds: number;
  /** Off: connections are refused. */
  stop(): Promise<void>;
  /** On the same port again, with new keys. */
  start(): Promise<void>;
}

export const clientId = 'mantinel';
export const clientSecret = 'a secret of the provider, & "odd" as they are';

/** `redirectUris` are asked for when the provider starts. */
export async function startProvider(redirectOrigins: () => readonly string[]): Promise<TestProvider> {
  const people = new Map<string, Record<string, unknown>>();
  let server: Server | undefined;
  let port = 0;
  const rig: TestProvider = {
    get issuer() {
      return `http://127.0.0.1:${port}`;
    },
    people,
    idTokenSeconds: 300,
    stop: async () => {
      const closing = server;
      server = undefined;
      closing?.closeAllConnections();
      await new Promise<void>((resolve) => (closing ? closing.close(() => resolve()) : resolve()));
    },
    start: async () => {
      const opened = createServer();
      await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve));
      port = (opened.address() as AddressInfo).port;
      const configuration = settings({
        people,
        origins: redirectOrigins(),
        idTokenSeconds: () => rig.idTokenSeconds,
      });
      const provider = new Provider(rig.issuer, configuration);
      opened.on('request', provider.callback());
      server = opened;
    },
  };
  await rig.start();
  return rig;
}

interface Settings {
  readonly people: TestProvider['people'];
  readonly origins: readonly string[];
  readonly idTokenSeconds: () => number;
}

function settings({ people, origins, idTokenSeconds }: Settings): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
  const client = {
    redirect_uris: origins.map((origin) => `${origin}/sign-in/provider`),
    post_logout_redirect_uris: origins.map((origin) => `${origin}/`),
    client_secret: clientSecret,
  };
  return {
    clients: [
      { ...client, client_id: clientId },
      { ...client, client_id: 'another-program' },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['for the test'] },
    claims: { openid: ['sub'], profile: ['name', 'groups', 'auth_time'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    ttl: { IdToken: () => idTokenSeconds() },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...people.get(id) }),
    }),
    // Consent is the company's business: asked for once, by nobody.
    loadExistingGrant: async (context) => {
      const { oidc } = context;
      const grant = new oidc.provider.Grant({
        clientId: oidc.client!.clientId,
        accountId: oidc.session!.accountId!,
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  };
}

type Fetch = (path: string, init?: RequestInit) => Promise<Response>;
type Answer<T> = T & { code?: string; title?: string; remedy?: string };

/** Cookies, redirects and the provider's form; one for each person at a computer. */
export function testBrowser(app: { fetch: Fetch; url: string }) {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { host } = new URL(url);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    return jar;
  };

  async function visit(url: string, init: RequestInit = {}): Promise<Response> {
    const jar = jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const at = pair.indexOf('=');
      const gone = /expires=Thu, 01 Jan 1970/i.test(set) || /max-age=0/i.test(set);
      if (gone) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  const api = async <T>(method: string, path: string, body?: unknown): Promise<Answer<T>> => {
    const answer = await visit(app.url + path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as Answer<T>;
  };

  /** At the provider, until it sends back: the query of that address. */
  async function atProvider(url: string, login: string): Promise<string> {
    let next = url;
    for (let step = 0; step < 12; step++) {
      if (next.startsWith(app.url)) return new URL(next).search.slice(1);
      const answer = await visit(next);
      const location = answer.headers.get('location');
      if (location !== null) {
        next = new URL(location, next).href;
        continue;
      }
      const form = await answer.text();
      const action = /action="([^"]+)"/.exec(form)?.[1];
      const prompt = /name="prompt" value="([^"]+)"/.exec(form)?.[1];
      if (action === undefined || prompt === undefined) throw new Error(`no form of the provider: ${form}`);
      const posted = await visit(new URL(action, next).href, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ prompt, login, password: 'anything' }).toString(),
      });
      next = new URL(posted.headers.get('location') ?? '', next).href;
    }
    throw new Error('the provider sends in circles');
  }

  const begin = (body: object = {}) => api<SingleSignOnBegun>('POST', paths.singleSignOn, body);
  const finish = (query: string) => api<SingleSignOnDone>('POST', paths.singleSignOnAnswer, { query });

  return {
    visit,
    api,
    atProvider,
    begin,
    finish,
    /** All the way. */
    signIn: async (login: string, body: object = {}) => {
      const begun = await begin(body);
      if (begun.url === undefined) return begun as unknown as Answer<SingleSignOnDone>;
      return finish(await atProvider(begun.url, login));
    },
    cookie: (name: string) => jarOf(app.url).get(name),
    setCookie: (name: string, value: string) => void jarOf(app.url).set(name, value),
  };
}
