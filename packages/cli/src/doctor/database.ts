/** Whether the database that comes along starts here, or the external one answers, and whether this version knows its tables. */
import { randomBytes } from 'node:crypto';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@mantinel/contract';
import { lookAtSchema, madeNote, openStore, runningAddress, type StoreEnvironment } from '@mantinel/store';
import { nowUs } from '../context.ts';
import { type Check, type Finding, fail, ok, reasonOf, warn } from './check.ts';

const embeddedLimitMs = 60_000;
const externalLimitMs = 5000;
const defaultPort = 5432;

export const database: Check = {
  name: 'Database',
  ask: async ({ loaded: { config } }) => {
    const { url } = config.store;
    if (url !== undefined) {
      const answers = await tryExternal(url);
      return answers.level === 'ok' ? lookAt({ kind: 'external', url }, answers.text) : answers;
    }
    const directory = join(config.data, 'postgres');
    // A database whose files are gone is told of as when Mantinel starts.
    if (!(await isThere(directory)) && !(await isThere(madeNote(directory).file))) return tryEmbedded();
    // One that runs is asked beside Mantinel and goes on running.
    const running = await runningAddress(directory, environment);
    return running === undefined
      ? lookAt(
          { kind: 'embedded', directory },
          'the one that comes along starts with what is in the data folder',
        )
      : lookAt({ kind: 'external', url: running }, 'the one that comes along is running');
  },
};

const environment: StoreEnvironment = {
  nowUs,
  random: Math.random,
  randomBytes,
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  log: () => undefined,
};

const isThere = (folder: string): Promise<boolean> =>
  access(folder).then(
    () => true,
    () => false, // never started: that is the answer
  );

type Server =
  | { readonly kind: 'embedded'; readonly directory: string }
  | { readonly kind: 'external'; readonly url: string };

/** A version that was taken back finds tables that a newer one has changed already. */
async function lookAt(server: Server, found: string): Promise<Finding> {
  try {
    const signal = AbortSignal.timeout(embeddedLimitMs);
    const { version, newest } = await lookAtSchema({ ...server, environment, signal });
    if (version === 0) return ok(`${found}; the first start makes its tables`);
    if (version === newest) return ok(`${found}; its tables are those of this version (${version})`);
    return warn(
      `${found}; its tables are of an older version (${version} of ${newest})`,
      'Run npx mantinel upgrade, which backs up first, or start: they are brought up to date.',
    );
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return fail(`${found}, but: ${error.message}`, error.remedy);
  }
}

/** Starts it for a moment on an empty folder: binaries, libraries and accounts show their faults only then. */
async function tryEmbedded(): Promise<Finding> {
  const directory = await mkdtemp(join(tmpdir(), 'mantinel-doctor-'));
  const began = performance.now();
  const store = openStore({
    kind: 'embedded',
    directory: join(directory, 'postgres'),
    environment,
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
    socket.once('connect', () => settle(ok(`a server answers at ${place}`)));
  });
}
