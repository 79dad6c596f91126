/** TLS on real sockets: one port for both ways, and the certificates of our own authority. */
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request as encryptedRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Problem, paths } from '@mantinel/contract';
import { afterEach, expect, test } from 'vitest';
import { issue } from '../src/tls/authority.ts';
import { type Ask, asking, outerAddress, portOf, shownBy } from './support/encrypted.ts';
import { startTestApp, type TestApp, type TestOptions, until } from './support/start-test-app.ts';

let app: TestApp | undefined;
let folder: string | undefined;
afterEach(async () => {
  await app?.stop();
  app = undefined;
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  folder = undefined;
});

const local = { host: '0.0.0.0', tls: { mode: 'local' as const } };
async function started(options: TestOptions): Promise<TestApp> {
  app = await startTestApp(options);
  return app;
}
const ask = (scheme: 'http' | 'https', path: string, options?: Ask) =>
  asking(portOf(app!))(scheme, path, options);
const shown = () => shownBy(portOf(app!));
const keyFile = (name: string) => join(app!.folder, 'data', 'keys', name);
const authorityPem = async () => (await app!.fetch('/trust/authority.pem')).text();

test('what is trusted by our authority is answered encrypted, by every name and address of the computer', async () => {
  await started({ http: local });
  const ca = await authorityPem();
  for (const servername of ['localhost', 'shop-pc', 'shop-pc.local'])
    expect(await ask('https', paths.session, { ca, servername })).toMatchObject({ status: 200 });
  const certificate = await shown();
  for (const address of ['127.0.0.1', '192.168.7.20', '::1'])
    expect(certificate.checkIP(address)).toBe(address);
  expect(certificate.checkHost('other')).toBeUndefined();
  const days = (certificate.validToDate.getTime() - certificate.validFromDate.getTime()) / 86_400_000;
  expect(days).toBeLessThan(825);
  await expect(ask('https', paths.session)).rejects.toMatchObject({
    code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  });
});

test('a certificate that was just made is the one in use when it is looked at again', async () => {
  await started({ http: local });
  const looked = app!.lines.length;
  const fingerprint = (await shown()).fingerprint256;
  await new Promise((resolve) => setTimeout(resolve, 350)); // it is looked at every 100 ms
  expect((await shown()).fingerprint256).toBe(fingerprint);
  expect(app!.lines.slice(looked).join('')).not.toContain('was replaced');
});

test('the authority vouches for nothing outside of a shop', async () => {
  await started({ http: local });
  const pem = await readFile(keyFile('authority.pem'), 'utf8');
  const key = pem.slice(pem.indexOf('-----BEGIN PRIVATE'));
  const authority = { certificate: pem.replace(key, ''), key };
  const issuing = {
    nowUs: () => Date.now() * 1000,
    randomBytes: (n: number) => crypto.getRandomValues(new Uint8Array(n)),
  };
  folder = await mkdtemp(join(tmpdir(), 'mantinel-openssl-'));
  const verdict = async (names: string[]) => {
    const { certificate } = await issue({ use: 'server', names, days: 30 }, authority, issuing);
    await writeFile(join(folder!, 'ca.pem'), authority.certificate);
    await writeFile(join(folder!, 'server.pem'), certificate);
    try {
      execFileSync('openssl', ['verify', '-x509_strict', '-CAfile', 'ca.pem', 'server.pem'], {
        cwd: folder,
        stdio: 'pipe',
      });
      return 'good';
    } catch (error) {
      return /permitted subtree violation/.test(String((error as { stderr: Buffer }).stderr))
        ? 'beyond'
        : String((error as { stderr: Buffer }).stderr);
    }
  };
  expect(await verdict(['mill.local', '10.1.2.3', 'fd00::1'])).toBe('good');
  expect(await verdict(['bank.example'])).toBe('beyond');
  expect(await verdict(['8.8.8.8'])).toBe('beyond');
  expect(await verdict(['2001:db8::1'])).toBe('beyond');
});

test('this computer itself is answered plainly; the cookie of each way is its own', async () => {
  await started({ http: local });
  const plain = await app!.signUp();
  expect(plain).toMatch(/^mantinel=/);
  const ca = await authorityPem();
  const signedIn = await ask('https', paths.session, {
    ca,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Olga', password: 'correct horse' }),
  });
  const [cookie] = signedIn.headers['set-cookie']!;
  expect(cookie).toMatch(/^__Host-mantinel=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  const session = async (headers: Record<string, string>) =>
    JSON.parse((await ask('https', paths.session, { ca, headers })).text).state;
  expect(await session({ cookie: cookie!.split(';')[0]! })).toBe('signedIn');
  expect(await session({ cookie: plain })).toBe('signedOut');
  const foreign = { ca, method: 'DELETE', headers: { host: 'localhost:1', origin: 'http://localhost:1' } };
  expect((await ask('https', paths.session, foreign)).status).toBe(403);
  expect(
    (
      await ask('https', paths.session, {
        ...foreign,
        headers: { host: 'localhost:1', origin: 'https://localhost:1' },
      })
    ).status,
  ).toBe(200);
});

test('what is old or weak is not spoken', async () => {
  await started({ http: local });
  const ca = await authorityPem();
  const speak = (options: object) =>
    ask('https', paths.session, { agent: new Agent({ ca, servername: 'localhost', ...options }) });
  await expect(
    speak({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }),
  ).rejects.toThrow();
  await expect(speak({ maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' })).rejects.toThrow();
  expect((await speak({ maxVersion: 'TLSv1.2' })).status).toBe(200);
});

test('a connection is kept, a stream runs, and both end with the program', async () => {
  await started({ http: local });
  const ca = await authorityPem();
  const cookie = await app!.signUp();
  const agent = new Agent({ ca, servername: 'localhost', keepAlive: true, maxSockets: 1 });
  for (let count = 0; count < 3; count++)
    expect((await ask('https', paths.session, { agent })).status).toBe(200);
  const stream = new Promise<string>((resolve, reject) => {
    const secured = cookie.replace(/^/, '__Host-');
    encryptedRequest(
      {
        port: portOf(app!),
        path: `${paths.stream}?level=developer`,
        ca,
        servername: 'localhost',
        headers: { cookie: secured },
      },
      (answer) => {
        answer.once('data', (chunk: Buffer) =>
          resolve(`${answer.headers['content-type']} ${chunk.length > 0}`),
        );
        answer.on('error', () => undefined);
      },
    )
      .on('error', reject)
      .end();
  });
  expect(await stream).toBe('text/event-stream; charset=utf-8 true');
  await app!.stop();
  app = undefined;
});

const outside = outerAddress();
test.skipIf(outside === undefined)(
  'another computer is answered plainly only what leads it to the encrypted address',
  async () => {
    await started({ http: local });
    const from = { localAddress: outside };
    const plain = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      ask('http', path, { ...from, method, headers });
    const refused = await plain(paths.session);
    expect(refused.status).toBe(403);
    expect((JSON.parse(refused.text) as Problem).code).toBe('tls.required');
    expect((await plain(paths.session, { authorization: `Bearer mnt_${'A'.repeat(43)}` })).status).toBe(403);
    expect((await plain('/docs/json', { accept: 'application/json' })).status).toBe(403);
    const page = await plain('/log?machine=mill', { accept: 'text/html' });
    expect([page.status, page.headers.location]).toEqual([
      302,
      `/trust?to=${encodeURIComponent('/log?machine=mill')}`,
    ]);
    const trust = await plain('/trust', { accept: 'text/html', host: `shop-pc:${portOf(app!)}` });
    expect(trust.status).toBe(200);
    expect(trust.headers['content-security-policy']).toContain(`https://shop-pc:${portOf(app!)}`);
    const ca = await authorityPem();
    expect(trust.text.replaceAll('<wbr>', '')).toContain(new X509Certificate(ca).fingerprint256);
    for (const file of ['trust.js', 'trust.css', 'check'])
      expect((await plain(`/trust/${file}`)).status).toBe(200);
    expect((await ask('https', paths.session, { ...from, ca })).status).toBe(200);
  },
);

test('the files that devices take the authority up by', async () => {
  await started({ http: local });
  const pem = await authorityPem();
  const { raw } = new X509Certificate(pem);
  const crt = await app!.fetch('/trust/authority.crt');
  expect(crt.headers.get('content-type')).toBe('application/x-x509-ca-cert');
  expect(Buffer.from(await crt.arrayBuffer()).equals(raw)).toBe(true);
  const profile = await (await app!.fetch('/trust/mantinel.mobileconfig')).text();
  expect(profile).toContain(raw.toString('base64'));
  expect(
    profile.match(/<string>[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}<\/string>/g),
  ).toHaveLength(2);
  expect(pem).not.toContain('PRIVATE');
  expect((await app!.fetch('/trust/authority.key')).status).toBe(404);
  expect((await app!.fetch(`/trust/${encodeURIComponent('../authority.pem')}`)).status).toBe(404);
});

test('on this computer only, there is no encryption and no authority', async () => {
  await started({});
  expect((await app!.fetch('/trust')).status).toBe(404);
  await expect(ask('https', paths.session)).rejects.toThrow();
});

test('the shop network is encrypted without being asked for', async () => {
  await started({ http: { host: '0.0.0.0' } });
  expect((await ask('https', paths.session, { ca: await authorityPem() })).status).toBe(200);
});

test('the authority stays after a restart; the certificate is renewed in time, and for a new name', async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-again-'));
  const names = { names: ['shop-pc.local'], addresses: ['192.168.7.20'] };
  await started({ http: local, folder, parts: { ownNames: () => names } });
  const before = { authority: await authorityPem(), certificate: (await shown()).fingerprint256 };
  await app!.stop();
  await started({ http: local, folder, parts: { ownNames: () => names } });
  expect({ authority: await authorityPem(), certificate: (await shown()).fingerprint256 }).toEqual(before);
  names.addresses = ['192.168.7.21'];
  await until(async () => (await shown()).checkIP('192.168.7.21') !== undefined);
  const renewed = (await shown()).fingerprint256;
  app!.advance(200 * 86_400);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await shown()).fingerprint256).toBe(renewed);
  app!.advance(70 * 86_400);
  await until(async () => (await shown()).fingerprint256 !== renewed);
  expect(await authorityPem()).toBe(before.authority);
  expect(app!.lines.join('')).not.toContain('PRIVATE');
});

test('a damaged key is told and keeps nothing from being recorded; this computer is still answered', async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-damaged-'));
  await started({ http: local, folder });
  const file = keyFile('authority.pem');
  await app!.stop();
  await writeFile(file, 'not a key');
  await started({ http: local, folder });
  expect(app!.lines.join('')).toContain('The keys of this installation cannot be used');
  expect((await app!.fetch(paths.session)).status).toBe(200);
  await expect(shown()).rejects.toThrow();
});
