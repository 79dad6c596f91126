/** Debian's `pebble`, a certificate service (ACME) for tests, on free ports of this computer. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issue, makeAuthority } from '../../src/tls/authority.ts';

const binary = '/usr/bin/pebble';
export const pebbleIsThere = existsSync(binary);

export interface Pebble {
  readonly directory: string;
  /** What the service itself is known by. */
  readonly caFile: string;
  /** Where it asks whether a name is ours. */
  readonly challengePort: number;
  /** The file with the key of its one external account, whose name is `shop`. */
  readonly accountKeyFile: string;
  /** What it signs certificates with. */
  root(): Promise<string>;
  /** It is away, and back again with nothing remembered. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function pebble(
  options: { externalAccount?: boolean; validitySeconds?: number } = {},
): Promise<Pebble> {
  const folder = await mkdtemp(join(tmpdir(), 'mantinel-pebble-'));
  const file = (name: string) => join(folder, name);
  const issuing = {
    nowUs: () => Date.now() * 1000,
    randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
  };
  const authority = await makeAuthority({ name: 'Pebble', names: [] }, issuing);
  const own = await issue({ use: 'server', names: ['localhost', '127.0.0.1'], days: 2 }, authority, issuing);
  const [port, management, challengePort] = [await freePort(), await freePort(), await freePort()];
  const accountKey = Buffer.from(issuing.randomBytes(32)).toString('base64url');
  await writeFile(file('ca.pem'), authority.certificate);
  await writeFile(file('own.pem'), own.certificate);
  await writeFile(file('own.key'), own.key);
  await writeFile(file('account.key'), `${accountKey}\n`);
  await writeFile(
    file('pebble.json'),
    JSON.stringify({
      pebble: {
        listenAddress: `127.0.0.1:${port}`,
        managementListenAddress: `127.0.0.1:${management}`,
        certificate: file('own.pem'),
        privateKey: file('own.key'),
        httpPort: challengePort,
        tlsPort: await freePort(),
        ocspResponderURL: '',
        externalAccountBindingRequired: options.externalAccount ?? false,
        externalAccountMACKeys: { shop: accountKey },
        certificateValidityPeriod: options.validitySeconds ?? 90 * 86_400,
        retryAfter: { authz: 1, order: 1 },
        profiles: { default: { description: 'one', validityPeriod: options.validitySeconds ?? 90 * 86_400 } },
      },
    }),
  );
  let child: ChildProcess | undefined;
  let said = '';

  const fetched = (url: string) =>
    new Promise<string>((resolve, reject) => {
      get(url, { ca: authority.certificate }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => resolve(text));
      }).on('error', reject);
    });
  const directory = `https://127.0.0.1:${port}/dir`;

  async function start(): Promise<void> {
    child = spawn(binary, ['-config', file('pebble.json'), '-strict=false'], {
      env: { ...process.env, PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '5' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const output of [child.stdout!, child.stderr!])
      output.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    const end = Date.now() + 15_000;
    for (;;) {
      try {
        await fetched(directory);
        return;
      } catch (error) {
        if (Date.now() > end) throw new Error(`pebble does not come up: ${said}`, { cause: error });
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  async function halt(): Promise<void> {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill();
    await ended;
  }

  await start();
  return {
    directory,
    caFile: file('ca.pem'),
    challengePort,
    accountKeyFile: file('account.key'),
    root: () => fetched(`https://127.0.0.1:${management}/roots/0`),
    start,
    stop: halt,
    remove: async () => {
      await halt();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
