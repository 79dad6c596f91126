import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { issue, type KeyPair, makeAuthority } from '../tls/authority.ts';
import { outgoing } from './outgoing.ts';

const issuing = (daysAgo = 0) => ({
  nowUs: () => (Date.now() - daysAgo * 86_400_000) * 1000,
  randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
});
const company = await makeAuthority({ name: 'Company', names: ['hooks.example'] }, issuing(50));
const make = (names: string[], daysAgo = 0) =>
  issue({ use: 'server', names, days: 30 }, company, issuing(daysAgo));

async function selfSigned(): Promise<KeyPair> {
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=hooks.example',
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 86_400_000),
    keys,
    signingAlgorithm,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'hooks.example' }])],
  });
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  return {
    certificate: made.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${key.toString('base64')}\n-----END PRIVATE KEY-----\n`,
  };
}

let folder: string;
let caFile: string;
let server: Server | undefined;
let received = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-trust-'));
  caFile = join(folder, 'company.pem');
  await writeFile(caFile, company.certificate);
  received = 0;
});
afterEach(async () => {
  server?.close().closeAllConnections();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** Sends to a server on this computer, as if it stood in the company's network. */
async function sendTo({ certificate: cert, key }: KeyPair, { trusted = true, host = 'hooks.example' } = {}) {
  server = createServer({ cert, key }, (_request, response) => {
    received += 1;
    response.end('thanks');
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const out = outgoing({
    privateNetworks: ['127.0.0.1/32'],
    judge: () => ({ kind: 'private', reason: 'it is in a private network' }),
    resolve: async () => ['127.0.0.1'],
    ...(trusted && { caFile }),
  });
  const signal = new AbortController().signal;
  return out.post({ url: `https://${host}:${port}/`, headers: {}, body: '{}', signal });
}

test('a service that the company vouches for is reached by its name and by its address', async () => {
  const pair = await make(['hooks.example', '127.0.0.1']);
  expect(await sendTo(pair)).toEqual({ status: 200, body: 'thanks' });
  server?.close();
  expect((await sendTo(pair, { host: '127.0.0.1' })).status).toBe(200);
});

test.each([
  ['vouched for by itself', selfSigned, { trusted: true }, 'is vouched for by nobody that is trusted here'],
  ['of an authority itself', () => company, { trusted: true }, 'is not one of a server'],
  [
    'of an authority that nobody named',
    () => make(['hooks.example']),
    {},
    'is vouched for by nobody that is trusted here',
  ],
  [
    'for another name',
    () => make(['hooks.example']),
    { trusted: true, host: 'other.example' },
    'is for another name',
  ],
  [
    'for a name, asked by its address',
    () => make(['hooks.example']),
    { trusted: true, host: '127.0.0.1' },
    'is for another name',
  ],
  ['that has expired', () => make(['hooks.example'], 40), { trusted: true }, 'has expired'],
  ['that begins later', () => make(['hooks.example'], -10), { trusted: true }, 'is not valid yet'],
])('one %s is refused before anything is sent', async (_name, pair, change, reason) => {
  await expect(sendTo(await pair(), { trusted: false, ...change })).rejects.toMatchObject({
    code: 'outgoing.notTrusted',
    data: { reason },
    remedy: expect.stringContaining('outgoing.caFile'),
  });
  expect(received).toBe(0);
});

test('a file of authorities that is not there is told, and one in its place is taken up', async () => {
  await rm(caFile);
  await expect(sendTo(await make(['hooks.example']))).rejects.toMatchObject({
    code: 'outgoing.failed',
    data: { reason: expect.stringMatching(/outgoing\.caFile .*company\.pem cannot be read \(ENOENT\)/) },
  });
  server?.close();
  await writeFile(caFile, company.certificate);
  expect((await sendTo(await make(['hooks.example']))).status).toBe(200);
});
