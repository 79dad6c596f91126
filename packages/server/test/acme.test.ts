/** Certificates from a certificate service, by Debian's `pebble`: asked for, renewed, and what happens while it is away. */

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paths } from '@mantinel/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { asking, portOf, shownBy } from './support/encrypted.ts';
import { type Pebble, pebble, pebbleIsThere } from './support/pebble.ts';
import { startTestApp, type TestApp, type TestOptions, until } from './support/start-test-app.ts';

let app: TestApp | undefined;
let service: Pebble | undefined;
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await service?.remove();
  service = undefined;
});

interface Wish extends TestOptions {
  readonly externalAccount?: { keyId: string; keyFile: string };
}
async function started({ externalAccount, ...options }: Wish = {}): Promise<TestApp> {
  const { directory, caFile, challengePort } = service!;
  const acme = { directory, caFile, challengePort, ...(externalAccount && { externalAccount }) };
  app = await startTestApp({
    ...options,
    http: { host: '127.0.0.1', tls: { mode: 'acme', names: ['localhost'], acme } },
  });
  return app;
}
const shown = () => shownBy(portOf(app!));
const issued = async () => (await shown()).issuer.includes('Pebble');
const told = () => app!.lines.join('');

describe.skipIf(!pebbleIsThere)('a certificate service (needs pebble: apt install pebble)', () => {
  test('gives a certificate that is shown without a restart, and renews it in time', async () => {
    service = await pebble();
    await started();
    await until(issued, 30_000);
    const answer = await asking(portOf(app!))('https', paths.session, { ca: await service.root() });
    expect(answer.status).toBe(200);
    const first = (await shown()).fingerprint256;
    app!.advance(50 * 86_400);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await shown()).fingerprint256).toBe(first);
    app!.advance(12 * 86_400);
    await until(async () => (await shown()).fingerprint256 !== first, 30_000);
    expect(await issued()).toBe(true);
  });

  test('that is away keeps nobody from starting: a local certificate stands in, and it is tried again', async () => {
    service = await pebble();
    await service.stop();
    await started();
    await until(
      () => /The certificate service 127\.0\.0\.1:\d+ gave no certificate: .*ECONNREFUSED/.test(told()),
      30_000,
    );
    expect(await issued()).toBe(false);
    expect((await shown()).subject).toContain('CN=localhost');
    await service.start();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await issued()).toBe(false);
    app!.advance(80);
    await until(issued, 30_000);
    expect(told()).toContain('in order again');
  });

  test('that is away leaves the last certificate in use after a restart', async () => {
    service = await pebble();
    const first = await started();
    await until(issued, 30_000);
    const { fingerprint256 } = await shown();
    const folder = await mkdtemp(join(tmpdir(), 'mantinel-acme-'));
    await cp(first.folder, folder, { recursive: true });
    await app!.stop();
    await service.stop();
    await started({ folder });
    expect((await shown()).fingerprint256).toBe(fingerprint256);
    await rm(folder, { recursive: true, force: true });
  });

  test('of a company takes the account that it gave out, and refuses whoever has none', async () => {
    service = await pebble({ externalAccount: true });
    await started();
    await until(() => /gave no certificate/.test(told()), 30_000);
    await app!.stop();
    await started({ externalAccount: { keyId: 'shop', keyFile: service.accountKeyFile } });
    await until(issued, 30_000);
  });

  test('whose own certificate nobody vouches for is not believed', async () => {
    service = await pebble();
    const { directory, challengePort } = service;
    app = await startTestApp({
      http: {
        host: '127.0.0.1',
        tls: { mode: 'acme', names: ['localhost'], acme: { directory, challengePort } },
      },
    });
    await until(
      () => /gave no certificate: unable to (verify the first|get local issuer) certificate/.test(told()),
      30_000,
    );
  });
});
