/** Whether the database that comes along starts here, or the external one answers. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '@mantinel/store';
import { nowUs } from '../context.ts';
import { type Check, type Finding, fail, ok, reasonOf } from './check.ts';

const embeddedLimitMs = 60_000;
const externalLimitMs = 5000;
const defaultPort = 5432;

export const database: Check = {
  name: 'Database',
  ask: ({ loaded: { config } }) =>
    config.store.url === undefined ? tryEmbedded() : tryExternal(config.store.url),
};

/** Starts it for a moment on an empty folder: binaries, libraries and accounts show their faults only then. */
async function tryEmbedded(): Promise<Finding> {
  const directory = await mkdtemp(join(tmpdir(), 'mantinel-doctor-'));
  const began = performance.now();
  const store = openStore({
    kind: 'embedded',
    directory: join(directory, 'postgres'),
    environment: {
      nowUs,
      random: Math.random,
      randomBytes,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
      log: () => undefined,
    },
  });
  try {
    await store.ready(AbortSignal.timeout(embeddedLimitMs));
    return ok(`the one that comes along starts here (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    const { reason, error: known } = store.state();
    return fail(
      `the one that comes along does not start: ${reason ?? reasonOf(error)}`,
      known?.remedy ?? 'Run npm ci again, or set store.url to a PostgreSQL 15 or newer.',
    );
  } finally {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function tryExternal(address: string): Promise<Finding> {
  // The password stands in the address: only host and port may be shown.
  const { hostname, port } = new URL(address);
  const place = `${hostname || 'localhost'}:${port || defaultPort}`;
  return new Promise((resolve) => {
    const socket = connect({ host: hostname || 'localhost', port: Number(port || defaultPort) });
    const settle = (finding: Finding) => {
      socket.destroy();
      resolve(finding);
    };
    const refused = (reason: string) =>
      settle(
        fail(`no server answers at ${place} (${reason})`, 'Start it, or correct store.url or DATABASE_URL.'),
      );
    socket.setTimeout(externalLimitMs, () => refused('no answer'));
    socket.once('error', (error) => refused(reasonOf(error)));
    socket.once('connect', () =>
      settle(ok(`a server answers at ${place}; name and password are tried at the start`)),
    );
  });
}
