/** The files of the embedded database: created whole or not at all, with settings for a shop's PC. */
import { randomUUID } from 'node:crypto';
import { chown, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@mantinel/contract';
import type { Home } from './home.ts';
import { run } from './launcher.ts';
import { majorVersion } from './native.ts';

export const superuser = 'mantinel';

export interface CreateOptions {
  /** Holds the password, readable by the owner only. */
  readonly passwordFile: string;
  readonly signal: AbortSignal;
}

/** Creates the cluster when there is none. Throws `store.unavailable` when one of another major version is there. */
export async function ensureCluster(home: Home, options: CreateOptions): Promise<void> {
  const version = await readFile(path.join(home.cluster, 'PG_VERSION'), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (version === undefined) return createCluster(home, options);
  if (version.trim() !== String(majorVersion))
    throw new AppError('store.unavailable', {
      data: {
        reason: `the database in ${home.cluster} is of PostgreSQL ${version.trim()}, not ${majorVersion}`,
      },
    });
}

async function createCluster(home: Home, { passwordFile, signal }: CreateOptions): Promise<void> {
  // What an earlier attempt left when it was killed; it never held anything.
  for (const name of await readdir(home.directory)) {
    if (name.startsWith('new-')) await rm(path.join(home.directory, name), { recursive: true });
  }
  const unfinished = path.join(home.directory, `new-${randomUUID()}`);
  const secret = path.join(home.directory, `new-${randomUUID()}`);
  await writeFile(secret, await readFile(passwordFile), { mode: 0o600 });
  if (home.launcher.kind === 'serviceUser') await chown(secret, home.launcher.uid, home.launcher.gid);
  try {
    await runLogged(
      home,
      [
        home.native.initdb,
        `--pgdata=${unfinished}`,
        `--username=${superuser}`,
        `--pwfile=${secret}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // PostgreSQL's own code-point order: no operating-system update can change it and break an index.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      { task: 'be set up', signal },
    );
    await rename(unfinished, home.cluster);
  } finally {
    await rm(secret, { force: true });
    // Told to stop meanwhile, its programs write until they notice.
    await rm(unfinished, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Gives the stopped database a password, which needs no old one: who owns the files owns the database. The file is the truth,
 * so that losing or restoring it does not lock anybody out.
 */
export async function setPassword(home: Home, password: string): Promise<void> {
  const command = path.join(home.directory, `new-${randomUUID()}`);
  await writeFile(command, `alter role ${superuser} password '${password.replaceAll("'", "''")}'\n`, {
    mode: 0o600,
  });
  const input = await open(command, 'r');
  try {
    await runLogged(home, [home.native.postgres, '--single', '-D', home.cluster, 'postgres'], {
      task: 'be given its password',
      input: input.fd,
    });
  } finally {
    await input.close();
    await rm(command);
  }
}

/** The whole of postgresql.conf; ours alone, written anew before each start. */
export async function configure(home: Home, port: number): Promise<void> {
  const file = path.join(home.cluster, 'postgresql.conf');
  await writeFile(`${file}.new`, settings(port));
  if (home.launcher.kind === 'serviceUser') await chown(`${file}.new`, home.launcher.uid, home.launcher.gid);
  await rename(`${file}.new`, file);
}

const settings = (port: number): string => `# Written by Mantinel at every start.
listen_addresses = '127.0.0.1'
port = ${port}
unix_socket_directories = ''
max_connections = 24
# A shop's PC: some tens of MB, whatever the machine has.
shared_buffers = 32MB
work_mem = 4MB
maintenance_work_mem = 32MB
huge_pages = off
io_method = sync
jit = off
autovacuum_max_workers = 1
# No replicas: a short log of changes is enough to recover from a crash.
wal_level = minimal
max_wal_senders = 0
max_wal_size = 256MB
min_wal_size = 32MB
log_checkpoints = off
log_min_messages = warning
# A statement may hold what people entered.
log_min_error_statement = panic
timezone = 'UTC'
log_timezone = 'UTC'
`;

export interface LoggedRun {
  /** Completes "PostgreSQL could not …". */
  readonly task: string;
  readonly signal?: AbortSignal;
  /** Open file the program reads. */
  readonly input?: number;
}

export const logFile = (home: Home): string => path.join(home.directory, 'server.log');

/** Runs a program with its output in the server's log; throws `store.unavailable` with its last complaint when it fails. */
export async function runLogged(
  home: Home,
  command: readonly [string, ...string[]],
  { task, signal, input }: LoggedRun,
): Promise<void> {
  const log = await open(logFile(home), 'a', 0o600);
  try {
    if (home.launcher.kind === 'serviceUser') await log.chown(home.launcher.uid, home.launcher.gid);
    const { size } = await log.stat();
    const code = await run(home.launcher, command, { cwd: home.directory, output: log.fd, input, signal });
    if (code === 0) return;
    const complaint = lastComplaint((await readFile(logFile(home))).subarray(size).toString());
    throw new AppError('store.unavailable', {
      data: { reason: `PostgreSQL could not ${task}: ${complaint}; its log is ${logFile(home)}` },
    });
  } finally {
    await log.close();
  }
}

function lastComplaint(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const complaint =
    lines.findLast((line) => /\b(PANIC|FATAL):/.test(line)) ??
    lines.findLast((line) => /error|could not|denied/i.test(line)) ??
    lines.at(-1);
  return complaint?.replace(/^.*?\b(PANIC|FATAL|error):\s*/, '') ?? 'it gave no reason';
}
