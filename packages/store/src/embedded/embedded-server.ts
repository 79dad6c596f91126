/** The PostgreSQL that comes with Mantinel: set up, adopted when it outlived its parent, started, stopped. */
import { rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { AppError } from '@mantinel/contract';
import pg from 'pg';
import type { DatabaseServer } from '../database-server.ts';
import type { StoreEnvironment } from '../store-environment.ts';
import { configure, ensureCluster, logFile, runLogged, setPassword, superuser } from './cluster.ts';
import { findHome, type Home } from './home.ts';
import { madeNote } from './made-note.ts';
import { findNative } from './native.ts';
import { ensurePassword, passwordFile } from './password.ts';
import type { PostmasterPid } from './postmaster-pid.ts';
import { findRunning, isPostgresIn } from './running-server.ts';

export interface EmbeddedOptions {
  readonly directory: string;
  readonly port?: number;
  readonly environment: StoreEnvironment;
}

/** Recovery after a crash replays at most `max_wal_size` of changes; this is ample. */
const answerWithinMs = 60_000;
const host = '127.0.0.1';
const largestLog = 10_000_000;

export function embeddedServer({ directory, port, environment }: EmbeddedOptions): DatabaseServer {
  const { nowUs, log, sleep, randomBytes } = environment;
  /** Set once a server may be running on our behalf. */
  let home: Home | undefined;

  const provide = async (signal: AbortSignal) => {
    const made = madeNote(directory);
    await made.assertKept(directory);
    const password = await ensurePassword(directory, randomBytes);
    const found = await findHome({ directory, native: await findNative() });
    await made.assertKept(found.cluster);
    await ensureCluster(found, { passwordFile: passwordFile(directory), signal });
    await made.write();
    const running = await findRunning(found.cluster, environment);
    home = found;
    if (running) {
      const answer = await ask({ running, cluster: found.cluster }, password, signal);
      if (answer === 'ours') {
        log('info', 'Adopted the database that was running already.', {
          pid: running.pid,
          port: running.port,
        });
        return target(running.port, password);
      }
      if (answer === 'wrong password') {
        log('warn', 'The database did not know the password in its file; it is given that one.', {
          file: passwordFile(directory),
        });
        await stop();
        await setPassword(found, password);
      }
    }
    const chosen = port ?? (await freePort());
    await assertFree(chosen);
    await start(found, chosen);
    log('info', 'Started the database.', { port: chosen, as: found.launcher.kind, cluster: found.cluster });
    return target(chosen, password);
  };

  /** Waits until the running server answers or ends. Throws when it does neither. */
  const ask = async (
    { running, cluster }: { running: PostmasterPid; cluster: string },
    password: string,
    signal: AbortSignal,
  ): Promise<'ours' | 'wrong password' | 'gone'> => {
    const untilUs = nowUs() + answerWithinMs * 1000;
    while (await isPostgresIn(running.pid, cluster)) {
      try {
        await signIn(running.port, password);
        return 'ours';
      } catch (error) {
        if (error instanceof pg.DatabaseError && error.code === '28P01') return 'wrong password';
        if (nowUs() >= untilUs)
          throw unavailable(
            `the database process ${running.pid} runs but does not answer; end that process, and Mantinel starts it again`,
            error,
          );
      }
      await sleep(100, signal);
    }
    return 'gone';
  };

  const stop = async () => {
    if (!home) return;
    const running = await findRunning(home.cluster, environment);
    if (!running) return;
    const end = (mode: 'fast' | 'immediate') =>
      runLogged(home!, [home!.native.pgCtl, 'stop', '-D', home!.cluster, '-m', mode, '-w', '-t', '20'], {
        task: 'be stopped',
      });
    try {
      await end('fast').catch((err) => {
        log(
          'warn',
          'The database did not stop in order; it is stopped at once and recovers at the next start.',
          { err },
        );
        return end('immediate');
      });
    } catch (err) {
      // What else has to close must not be kept from it; the next start adopts this server.
      log('error', 'The database does not stop.', { err, pid: running.pid });
      return;
    }
    // Its note goes a moment before the process does.
    for (
      let waitedMs = 0;
      waitedMs < 5000 && (await isPostgresIn(running.pid, home.cluster));
      waitedMs += 20
    ) {
      await sleep(20, new AbortController().signal);
    }
  };

  return { kind: 'embedded', place: directory, provide, stop };
}

async function start(home: Home, port: number): Promise<void> {
  await configure(home, port);
  const log = logFile(home);
  const { size } = await stat(log).catch(() => ({ size: 0 })); // no log yet
  if (size > largestLog) await rename(log, `${log}.1`);
  // Not to be aborted half-way: a server started by a killed pg_ctl would be left behind.
  await runLogged(
    home,
    [home.native.pgCtl, 'start', '-D', home.cluster, '-l', log, '-w', '-t', String(answerWithinMs / 1000)],
    { task: 'start' },
  );
}

const target = (port: number, password: string) => ({
  host,
  port,
  user: superuser,
  password,
  database: 'postgres',
});

async function signIn(port: number, password: string): Promise<void> {
  const client = new pg.Client({ ...target(port, password), connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined); // the connection attempt rejects with it as well
  try {
    await client.connect();
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, host, () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

function assertFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause) =>
      reject(unavailable(`port ${port} on ${host} is in use by another program; stop it`, cause)),
    );
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

const unavailable = (reason: string, cause?: unknown): AppError =>
  new AppError('store.unavailable', { data: { reason }, cause });
