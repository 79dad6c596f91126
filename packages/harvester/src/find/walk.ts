/** Every file below a folder, in the order of its names, and what could not be looked at. */
import type { Dirent } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@mantinel/contract';
import type { Skipped } from './skipped.ts';

export interface FoundFile {
  /** Below the folder, with `/` on every system. */
  readonly path: string;
  readonly absolute: string;
  readonly bytes: number;
  /** Of its last change, microseconds. */
  readonly modifiedUs: number;
}

/** Leaves of version control, package managers and systems: never a shop's programs. */
const unseen = new Set([
  'node_modules',
  '$RECYCLE.BIN',
  'System Volume Information',
  'Thumbs.db',
  'desktop.ini',
]);

/** Throws `harvest.sourceGone` when the folder itself is not there, at the beginning or at the end. */
export async function* walk(folder: string, signal: AbortSignal): AsyncGenerator<FoundFile | Skipped> {
  await requireFolder(folder);
  // Links lead in circles and to the same folder twice: each real folder is walked once.
  const walked = new Set<string>();
  yield* below('');
  // A share that vanishes answers each of its folders with an error, which is no finding about them.
  await requireFolder(folder);

  async function* below(path: string): AsyncGenerator<FoundFile | Skipped> {
    signal.throwIfAborted();
    const absolute = join(folder, path);
    let entries: Dirent[];
    try {
      const real = await realpath(absolute);
      if (walked.has(real)) {
        yield {
          path,
          skipped: { reason: 'seen-already', detail: 'A link leads to a folder that is walked anyway.' },
        };
        return;
      }
      walked.add(real);
      entries = await entriesOf(absolute);
    } catch (error) {
      yield { path: path || '.', skipped: unreadable(error) };
      return;
    }
    for (const entry of entries) {
      if (entry.name.startsWith('.') || unseen.has(entry.name)) continue;
      const inside = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        yield* below(inside);
        continue;
      }
      const found = await lookAt(inside);
      if (found === 'folder') yield* below(inside);
      else if (found) yield found;
    }
  }

  async function lookAt(path: string): Promise<FoundFile | Skipped | 'folder' | undefined> {
    const absolute = join(folder, path);
    try {
      const what = await stat(absolute);
      if (what.isDirectory()) return 'folder';
      // Sockets and devices are not read: a pipe would never end.
      if (!what.isFile()) return undefined;
      return { path, absolute, bytes: what.size, modifiedUs: Math.round(what.mtimeMs * 1000) };
    } catch (error) {
      return { path, skipped: unreadable(error) };
    }
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  for await (const entry of await opendir(folder)) entries.push(entry);
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function requireFolder(folder: string): Promise<void> {
  const reason = await stat(folder).then(
    (what) => (what.isDirectory() ? undefined : 'a-file'),
    folderProblem,
  );
  if (reason !== undefined)
    throw new AppError('harvest.sourceGone', { data: { folder, reason, problem: folderProblems[reason] } });
}

/** Why a folder cannot be read: stable, for those who have words of their own; and in plain words. */
export type FolderProblem = keyof typeof folderProblems;
export const folderProblems = {
  missing: 'it is not there',
  denied: 'Mantinel may not read it',
  'a-file': 'it is a file',
  away: 'the share does not answer',
} as const;

/** A share that is off answers with one of a dozen codes. */
export const folderProblem = ({ code = '' }: NodeJS.ErrnoException): FolderProblem =>
  (({ ENOENT: 'missing', EACCES: 'denied', EPERM: 'denied', ENOTDIR: 'a-file' }) as const)[code] ?? 'away';

const remedies: Readonly<Record<string, string>> = {
  EACCES: 'Mantinel may not read it: give its account the right to read.',
  EPERM: 'Mantinel may not read it: give its account the right to read.',
  EBUSY: 'Another program keeps it locked: close it there and harvest again.',
  ENOENT: 'It vanished while it was looked for, or it is a link to nothing.',
  ELOOP: 'It is a link that leads to itself.',
  ENAMETOOLONG: 'Its path is longer than this system can open.',
};

/** What an error of the file system means for whoever reads the report. */
export function unreadable(error: unknown): Skipped['skipped'] {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return { reason: 'unreadable', detail: remedies[code] ?? `It cannot be read: ${message}` };
}
