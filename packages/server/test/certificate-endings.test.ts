/** Certificates that end are told in time: at 30, 14 and 3 days, once each, also over a restart. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths, Status } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { issue, makeAuthority } from '../src/tls/authority.ts';
import { startPlantApp } from './support/start-plant-app.ts';
import { startTestApp, type TestApp, until } from './support/start-test-app.ts';

let app: Pick<TestApp, 'stop' | 'lines' | 'fetch' | 'advance'> | undefined;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-endings-'));
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await rm(folder, { recursive: true, force: true });
});

const day = 86_400;
const issuing = {
  nowUs: () => Date.now() * 1000,
  randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
};
const told = (name: string): number => app!.lines.join('').split(`${name} ends on`).length - 1;
/** Several looks at the certificates later. */
const later = () => new Promise((resolve) => setTimeout(resolve, 500));

async function ofOwnFiles() {
  const authority = await makeAuthority({ name: 'Shop', names: ['mill.example'] }, issuing);
  const pair = await issue({ use: 'server', names: ['mill.example'], days: 90 }, authority, issuing);
  const files = { certificate: join(folder, 'server.pem'), key: join(folder, 'server.key') };
  await writeFile(files.certificate, pair.certificate);
  await writeFile(files.key, pair.key);
  return { host: '0.0.0.0', tls: { mode: 'files' as const, ...files } };
}

test('one from files is told three times, and not again after a restart', async () => {
  const http = await ofOwnFiles();
  const first = await startTestApp({ folder, http });
  app = first;
  await later();
  expect(told('mill.example')).toBe(0);
  first.advance(61 * day);
  await until(() => told('mill.example') === 1);
  await later();
  expect(told('mill.example')).toBe(1);
  first.advance(16 * day);
  await until(() => told('mill.example') === 2);
  await first.stop();

  const again = await startTestApp({ folder, http });
  app = again;
  again.advance(77 * day);
  await later();
  expect(told('mill.example')).toBe(0);
  const cookie = await again.signUp();
  const answer = await again.fetch(paths.status, { headers: { cookie } });
  const { encryption } = Status.parse(await answer.json());
  expect(encryption).toMatchObject({ mode: 'files', next: { kind: 'server' } });
  again.advance(11 * day);
  await until(() => told('mill.example') === 1);
  await later();
  expect(told('mill.example')).toBe(1);
}, 60_000);

test('one of an edge node is told with its name, and forgotten when it is revoked', async () => {
  const plant = await startPlantApp({}, { http: { host: '0.0.0.0', tls: { mode: 'local' } } });
  app = plant;
  const { cookie } = await plant.holder('platformOwner', enterpriseRoot);
  const { id } = await plant.holder('machine', 'site:plant');
  const answer = await plant.fetch(paths.personCertificates.replace(':id', id), {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Hall 2', place: 'site:plant', days: 20 }),
  });
  expect(answer.status).toBe(200);
  const issued = (await answer.json()) as { id: string };
  await until(() => told('the edge node Hall 2') === 1);
  const next = async () => {
    const status = await plant.fetch(paths.status, { headers: { cookie } });
    return Status.parse(await status.json()).encryption.next;
  };
  expect(await next()).toMatchObject({ kind: 'edge' });
  await plant.fetch(paths.edgeCertificate.replace(':id', issued.id), {
    method: 'DELETE',
    headers: { cookie },
  });
  await until(async () => (await next())?.kind === 'server');
  expect(told('the edge node Hall 2')).toBe(1);
}, 120_000);
