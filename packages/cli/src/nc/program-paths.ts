/** Which files are meant: those that are named, and the programs of folders. */
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '@mantinel/contract';

const extensions = /\.(nc|ncc|tap|cnc|eia|iso|ngc|gcode|gc|g|min|mpf|spf|h|prg|pim|din|fnc|dnc)$/i;
/** As a control's memory names them: O1234, O1234.txt. */
const byNumber = /^o\d{1,8}(\.\w{1,4})?$/i;
const unseen = new Set(['node_modules']);

const isProgramName = (name: string): boolean => extensions.test(name) || byNumber.test(name);

export interface ProgramPath {
  readonly path: string;
  /** As whoever asked names it. */
  readonly file: string;
  /** Why it is not there to be read: `nc.unreadable`. */
  readonly problem?: AppError;
}

/** Files as they are named, folders with every program in them, in order of their names. What cannot be looked at stays in the list. */
export async function programPaths(
  named: readonly string[],
  { cwd, signal }: { cwd: string; signal: AbortSignal },
): Promise<ProgramPath[]> {
  const found: ProgramPath[] = [];
  const gather = async (folder: ProgramPath): Promise<void> => {
    signal.throwIfAborted();
    const entries = await looked(folder, () => readdir(folder.path, { withFileTypes: true }));
    // Links are not followed: they may lead in a circle.
    for (const entry of entries?.sort((a, b) => (a.name < b.name ? -1 : 1)) ?? []) {
      if (entry.name.startsWith('.') || unseen.has(entry.name)) continue;
      const inside = { path: join(folder.path, entry.name), file: join(folder.file, entry.name) };
      if (entry.isDirectory()) await gather(inside);
      else if (entry.isFile() && isProgramName(entry.name)) found.push(inside);
    }
  };
  const looked = async <T>(at: ProgramPath, look: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await look();
    } catch (cause) {
      found.push({ ...at, problem: unreadable(at.file, cause as NodeJS.ErrnoException) });
      return undefined;
    }
  };
  for (const file of named) {
    const at = { path: resolve(cwd, file), file };
    const what = await looked(at, () => stat(at.path));
    if (what?.isDirectory()) await gather(at);
    else if (what?.isFile()) found.push(at);
    // A pipe would be waited for.
    else if (what) found.push({ ...at, problem: problemOf(file, 'it is no file') });
  }
  return found;
}

export const unreadable = (file: string, cause: NodeJS.ErrnoException): AppError =>
  problemOf(file, reasons[cause.code ?? ''] ?? cause.message, cause);

const problemOf = (file: string, problem: string, cause?: unknown): AppError =>
  new AppError('nc.unreadable', { data: { file, problem }, cause });

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a file stands where a folder is named',
  ELOOP: 'it is a link that leads to itself',
};
