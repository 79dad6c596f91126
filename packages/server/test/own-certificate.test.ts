/** A certificate that the shop brings along: taken up without a restart, and each mistake told with its file and remedy. */

import { createPrivateKey } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '@mantinel/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { issue, type KeyPair, makeAuthority } from '../src/tls/authority.ts';
import { asking, portOf, shownBy } from './support/encrypted.ts';
import { startTestApp, type TestApp, until } from './support/start-test-app.ts';

let app: TestApp | undefined;
let folder: string;
let authority: KeyPair;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-own-'));
  authority = await makeAuthority({ name: 'Shop', names: ['mill.example'] }, issuing());
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await rm(folder, { recursive: true, force: true });
});

const issuing = (daysAgo = 0) => ({
  nowUs: () => (Date.now() - daysAgo * 86_400_000) * 1000,
  randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
});
const make = (daysAgo = 0) =>
  issue({ use: 'server', names: ['mill.example'], days: 30 }, authority, issuing(daysAgo));
const files = () => ({ certificate: join(folder, 'server.pem'), key: join(folder, 'server.key') });
const put = async ({ certificate, key }: KeyPair) => {
  await writeFile(files().key, key);
  await writeFile(files().certificate, certificate);
};
async function started(hsts = false): Promise<TestApp> {
  app = await startTestApp({ http: { host: '0.0.0.0', tls: { mode: 'files', hsts, ...files() } } });
  return app;
}
const ask = (options: object) => asking(portOf(app!))('https', paths.session, options);
const subject = async () => (await shownBy(portOf(app!))).subject;
const told = () => app!.lines.join('');

test('it is shown, and another one in its place is taken up without a restart', async () => {
  const first = await make();
  await put(first);
  await started();
  const agent = { ca: authority.certificate, servername: 'mill.example' };
  const answer = await ask(agent);
  expect(answer.status).toBe(200);
  expect(answer.headers['strict-transport-security']).toBeUndefined();
  const before = (await shownBy(portOf(app!))).fingerprint256;
  await put(await make());
  await until(async () => (await shownBy(portOf(app!))).fingerprint256 !== before);
  expect((await ask(agent)).status).toBe(200);
  await until(() => /was replaced/.test(told()));
});

test('HSTS is sent for a name where it is wished for, never for an address', async () => {
  await put(await make());
  await started(true);
  const agent = { ca: authority.certificate, servername: 'mill.example' };
  const named = await ask({ ...agent, headers: { host: 'mill.example' } });
  expect(named.headers['strict-transport-security']).toBe('max-age=15724800');
  for (const host of ['192.168.7.20:8620', '[fd00::1]:8620'])
    expect((await ask({ ...agent, headers: { host } })).headers['strict-transport-security']).toBeUndefined();
});

const mistakes: readonly [string, () => Promise<void>, RegExp][] = [
  ['a missing file', async () => undefined, /server\.(pem|key) cannot be read: ENOENT/],
  [
    'the key of another certificate',
    async () => put({ ...(await make()), key: (await make()).key }),
    /The private key in .*server\.key does not belong to the certificate in .*server\.pem/,
  ],
  [
    'a locked key',
    async () => {
      const { certificate, key } = await make();
      const locked = createPrivateKey(key).export({
        type: 'pkcs8',
        format: 'pem',
        cipher: 'aes-256-cbc',
        passphrase: 'x',
      });
      await put({ certificate, key: locked.toString() });
    },
    /The private key in .*server\.key is locked with a password/,
  ],
  [
    'no certificate',
    async () => put({ certificate: 'hello', key: (await make()).key }),
    /server\.pem holds no certificate/,
  ],
  [
    'no key',
    async () => put({ certificate: (await make()).certificate, key: 'hello' }),
    /server\.key holds no private key/,
  ],
];

test.each(mistakes)(
  '%s is told; what there is is served meanwhile, and it mends by itself',
  async (_name, prepare, words) => {
    await prepare();
    await started();
    expect(told()).toMatch(words);
    expect(told()).not.toMatch(/[A-Za-z0-9+/]{60}/);
    expect(await subject()).toContain('CN=shop-pc.local');
    await put(await make());
    await until(async () => (await subject()).includes('CN=mill.example'));
    expect(told()).toContain('in order again');
  },
);

test('a mistake later leaves the good one in use', async () => {
  await put(await make());
  await started();
  await writeFile(files().key, (await make()).key);
  await until(() => /does not belong/.test(told()));
  expect(await subject()).toContain('CN=mill.example');
});

test('one that has ended is told with its day, and served all the same', async () => {
  await put(await make(40));
  await started();
  expect(told()).toMatch(/server\.pem ended on 20\d\d-\d\d-\d\d/);
  expect(await subject()).toContain('CN=mill.example');
});
