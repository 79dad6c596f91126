import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '@mantinel/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { issue, type KeyPair, makeAuthority } from './authority.ts';
import { examineEncryption } from './examine-encryption.ts';

const dayUs = 86_400_000_000;
const madeUs = 1_790_000_000_000_000;
const issuing = {
  nowUs: () => madeUs,
  randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
};
const authority = await makeAuthority({ name: 'Shop', names: ['mill.example'] }, issuing);
const make = () => issue({ use: 'server', names: ['mill.example'], days: 90 }, authority, issuing);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-examined-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = async ({ certificate, key }: KeyPair) => {
  await writeFile(join(folder, 'server.pem'), certificate);
  await writeFile(join(folder, 'server.key'), key);
};
const keep = async (name: string, text: string) => {
  await mkdir(join(folder, 'keys'), { recursive: true });
  await writeFile(join(folder, 'keys', name), text);
};
const examine = (tls: object, { host = '0.0.0.0', days = 0 } = {}) =>
  examineEncryption(Config.parse({ data: folder, http: { host, tls } }), madeUs + days * dayUs);
const files = (change: object = {}) => ({
  mode: 'files',
  certificate: join(folder, 'server.pem'),
  key: join(folder, 'server.key'),
  ...change,
});

test('off is right on this computer alone, and is told where others get in', async () => {
  expect(await examine({}, { host: '127.0.0.1' })).toMatchObject({ level: 'ok' });
  expect(await examine({ mode: 'off' })).toMatchObject({
    level: 'warn',
    remedy: expect.stringMatching(/proxy/),
  });
});

test('files that are in order, that end soon, and that have ended', async () => {
  await put(await make());
  expect(await examine(files({ names: ['mill.example'] }))).toMatchObject({ level: 'ok' });
  expect(await examine(files(), { days: 61 })).toMatchObject({
    level: 'warn',
    remedy: expect.stringMatching(/^Replace/),
  });
  expect(await examine(files(), { days: 91 })).toMatchObject({
    level: 'fail',
    text: expect.stringMatching(/server\.pem ended on 2026-12-\d\d/),
    remedy: expect.stringMatching(/^Replace/),
  });
});

test('each mistake in files is told with its remedy', async () => {
  expect(await examine(files())).toMatchObject({
    level: 'fail',
    text: expect.stringMatching(/server\.(pem|key) cannot be read: ENOENT/),
    remedy: expect.stringMatching(/http\.tls/),
  });
  await put({ ...(await make()), key: (await make()).key });
  expect(await examine(files())).toMatchObject({
    level: 'fail',
    text: expect.stringMatching(/server\.key does not belong to the certificate in .*server\.pem/),
  });
  await put(await make());
  expect(await examine(files({ names: ['mill.example', 'lathe.example'] }))).toMatchObject({
    level: 'fail',
    text: expect.stringMatching(/is not for lathe\.example, only for mill\.example/),
    remedy: expect.stringMatching(/http\.tls\.names/),
  });
});

test('an authority of our own: none yet, in order, ending, and damaged', async () => {
  const whole = (pair: KeyPair) => pair.certificate + pair.key;
  expect(await examine({})).toMatchObject({ level: 'ok', text: expect.stringMatching(/first start/) });
  await keep('authority.pem', whole(authority));
  await keep('local.pem', whole(await make()));
  expect(await examine({}, { days: 200 })).toMatchObject({
    level: 'ok',
    text: expect.stringMatching(/^Shop/),
  });
  expect(await examine({}, { days: 3640 })).toMatchObject({ level: 'warn' });
  await keep('local.pem', whole({ ...(await make()), key: (await make()).key }));
  expect(await examine({})).toMatchObject({ level: 'fail', text: expect.stringMatching(/does not belong/) });
  await keep('authority.pem', authority.certificate);
  expect(await examine({})).toMatchObject({
    level: 'fail',
    text: expect.stringMatching(/authority\.pem is damaged/),
    remedy: expect.stringMatching(/from a copy/),
  });
});

test('a certificate service: nothing yet, and a name that came later', async () => {
  const acme = { mode: 'acme', names: ['mill.example'] };
  expect(await examine(acme)).toMatchObject({
    level: 'warn',
    text: expect.stringMatching(/no certificate of/),
  });
  const { certificate, key } = await make();
  await keep('acme.pem', certificate + key);
  expect(await examine(acme)).toMatchObject({ level: 'ok' });
  expect(await examine({ ...acme, names: ['mill.example', 'lathe.example'] })).toMatchObject({
    level: 'warn',
    text: expect.stringMatching(/not yet for lathe\.example/),
  });
});
