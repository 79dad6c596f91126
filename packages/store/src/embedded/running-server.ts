/** The server that an earlier Mantinel left running in a cluster, told apart from the notes of dead ones. */
import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { StoreEnvironment } from '../store-environment.ts';
import { type PostmasterPid, parsePostmasterPid } from './postmaster-pid.ts';

/**
 * Undefined when no server runs in `cluster`; a note that would keep PostgreSQL from starting (damaged, or naming a process
 * that is something else by now) is removed. PostgreSQL's own lock on the cluster's shared memory stays the last word.
 */
export async function findRunning(
  cluster: string,
  { log, sleep }: Pick<StoreEnvironment, 'log' | 'sleep'>,
): Promise<PostmasterPid | undefined> {
  const file = path.join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const note = parsePostmasterPid(text);
  if (!note) {
    log('warn', 'The database left a damaged postmaster.pid; it is removed.', { file });
    await stopUnnamed(cluster, sleep);
    await rm(file, { force: true });
    return undefined;
  }
  if (!isAlive(note.pid)) return undefined; // PostgreSQL removes the note itself, and recovers
  if (await isPostgresIn(note.pid, cluster)) return note;
  log('warn', 'postmaster.pid names a process that is not the database; it is removed.', {
    file,
    pid: note.pid,
  });
  await rm(file, { force: true });
  return undefined;
}

/** Whether the process exists, ours or not, living or not yet buried by its parent. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether the process is a living PostgreSQL of this cluster. */
export async function isPostgresIn(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  switch (process.platform) {
    case 'linux': {
      // PostgreSQL works in its cluster. No link to read: a zombie, or somebody else's process.
      const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
      return cwd !== undefined && cwd === (await realpath(cluster));
    }
    case 'win32':
      return (await output('tasklist', ['/FI', `PID eq ${pid}`, '/NH', '/FO', 'CSV'])).includes(
        'postgres.exe',
      );
    default:
      return (await output('ps', ['-p', String(pid), '-o', 'command='])).includes(cluster);
  }
}

/** A missing or failing program gives no output: then nothing is known of the process. */
const output = async (program: string, args: string[]): Promise<string> =>
  promisify(execFile)(program, args, { windowsHide: true }).then(
    ({ stdout }) => stdout,
    () => '',
  );

/**
 * Ends a server that runs with a damaged note, since nobody can connect to it. Found by its working folder on Linux; elsewhere
 * PostgreSQL ends itself within a minute of the damage, and starting a second one fails until then.
 */
async function stopUnnamed(cluster: string, sleep: StoreEnvironment['sleep']): Promise<void> {
  if (process.platform !== 'linux') return;
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const inside: number[] = [];
  for (const pid of pids) if (await isPostgresIn(pid, cluster)) inside.push(pid);
  const postmaster = Math.min(...inside); // started before its helpers
  if (!Number.isFinite(postmaster)) return;
  process.kill(postmaster, 'SIGINT'); // fast shutdown
  for (let waitedMs = 0; waitedMs < 20_000 && (await isPostgresIn(postmaster, cluster)); waitedMs += 50) {
    await sleep(50, new AbortController().signal);
  }
}
