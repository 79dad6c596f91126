/** Decides where the embedded server lives and as whom it runs; trivial except for root. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, cp, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '@mantinel/contract';
import { type Launcher, type Owner, run } from './launcher.ts';
import { majorVersion, type Native, nativeIn } from './native.ts';

export interface Home {
  readonly launcher: Launcher;
  readonly native: Native;
  /** The database cluster (PGDATA). */
  readonly cluster: string;
  /** Holds the cluster and the server's log. */
  readonly directory: string;
}

export interface HomeOptions {
  /** `<data>/postgres`, which exists. */
  readonly directory: string;
  readonly native: Native;
  /** Program that enters a user namespace. */
  readonly unshare?: string;
  /** Parent of a service user's home where `directory` is closed to every service user. */
  readonly elsewhere?: string;
}

const serviceUsers = ['mantinel', 'postgres', '_postgres', 'nobody'];

/**
 * Root's choices, in order: whoever owns the cluster already; a user namespace; a service user, its files in place where it may
 * go there, else under `/var/lib/mantinel`, which `location.txt` in `directory` then names. Throws `store.unavailable`.
 */
export async function findHome(options: HomeOptions): Promise<Home> {
  const { directory, native, unshare = 'unshare', elsewhere = '/var/lib/mantinel' } = options;
  const inPlace = (launcher: Launcher): Home => ({
    launcher,
    native,
    directory,
    cluster: path.join(directory, String(majorVersion)),
  });
  if (process.getuid?.() !== 0) return inPlace({ kind: 'direct' });

  const owner = await ownerOf(inPlace({ kind: 'direct' }).cluster);
  if (owner && owner.uid !== 0) return inPlace({ kind: 'serviceUser', ...owner });

  const moved = await readFile(path.join(directory, 'location.txt'), 'utf8').catch(() => undefined); // usually not moved
  if (!moved) {
    const userNamespace: Launcher = { kind: 'userNamespace', unshare };
    if (await mayWork(userNamespace, native, directory)) return inPlace(userNamespace);
    if (owner)
      throw new AppError('store.unavailable', {
        data: {
          reason: `the database in ${directory} belongs to root, for whom PostgreSQL does not run here; give it to a user, as with chown -R postgres ${directory}`,
        },
      });
  }
  const user = await serviceUser();
  if (!user) throw unavailable('PostgreSQL does not run as root and there is no user to run it as');
  const launcher: Launcher = { kind: 'serviceUser', ...user };
  if (!moved) {
    await chown(directory, user.uid, user.gid);
    if (await mayWork(launcher, native, directory)) return inPlace(launcher);
  }
  return moveHome(launcher, options, moved?.trim() ?? path.join(elsewhere, randomUUID()));
}

/** A home of its own for a service user, with a copy of the programs. */
async function moveHome(
  launcher: Launcher & Owner,
  { directory, native }: HomeOptions,
  home: string,
): Promise<Home> {
  await mkdir(home, { recursive: true, mode: 0o755 });
  await chown(home, launcher.uid, launcher.gid);
  const copy = await copyPrograms(native, home);
  if (!(await mayWork(launcher, copy, home)))
    throw unavailable(`PostgreSQL does not run as root, and the user it would run as may not use ${home}`);
  await writeFile(path.join(directory, 'location.txt'), `${home}\n`);
  return { launcher, native: copy, directory: home, cluster: path.join(home, String(majorVersion)) };
}

/** One copy a version: the programs of a running server cannot be written over. */
async function copyPrograms(native: Native, home: string): Promise<Native> {
  const manifest = await readFile(path.join(native.directory, '..', 'package.json'), 'utf8');
  const copy = path.join(home, `native-${(JSON.parse(manifest) as { version: string }).version}`);
  if (!(await ownerOf(copy))) {
    const unfinished = `${copy}.${randomUUID()}`;
    await cp(native.directory, unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, copy);
  }
  return nativeIn(copy);
}

async function mayWork(launcher: Launcher, native: Native, directory: string): Promise<boolean> {
  const test = 'test -w "$1" && test -x "$1" && exec "$2" --version';
  try {
    return (await run(launcher, ['/bin/sh', '-c', test, 'sh', directory, native.initdb])) === 0;
  } catch {
    return false; // the program that would launch it is missing or not allowed: the answer asked for
  }
}

async function ownerOf(file: string): Promise<Owner | undefined> {
  try {
    const { uid, gid } = await stat(file);
    return { uid, gid };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function serviceUser(): Promise<Owner | undefined> {
  const id = promisify(execFile);
  for (const name of serviceUsers) {
    try {
      const [uid, gid] = await Promise.all([id('id', ['-u', name]), id('id', ['-g', name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      // no such user: try the next
    }
  }
  return undefined;
}

const unavailable = (problem: string): AppError =>
  new AppError('store.unavailable', {
    data: {
      reason: `${problem}; run Mantinel as a normal user, or set DATABASE_URL to a server of your own`,
    },
  });
