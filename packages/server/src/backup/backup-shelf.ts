/** The folder in which backups stand: what is in it, what was found out about each, and which may go. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type BackupCheck, type BackupManifest } from '@mantinel/contract';
import { z } from 'zod';
import { readManifest, unfinishedSuffix } from './backup-folder.ts';

/** `2026-11-25T02-30-00Z`: sorts by time, and is a folder's name on every system. */
const ownName = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z$/;
const checksName = 'checks.json';

const Check = z.object({ atUs: z.number(), seconds: z.number(), problem: z.string().optional() });
const Checks = z.object({ verified: Check.optional(), rehearsed: Check.optional() });
export type Checks = { readonly verified?: BackupCheck; readonly rehearsed?: BackupCheck };

export interface Shelved {
  readonly name: string;
  readonly manifest: BackupManifest;
  readonly checks: Checks;
}

export interface BackupShelf {
  readonly folder: string;
  pathOf(name: string): string;
  /** Newest first. Folders that are no whole backup come with the reason; what is no folder of backups is not mentioned. */
  list(): Promise<{ backups: Shelved[]; broken: { name: string; problem: string }[] }>;
  /** Throws what `readManifest` throws. */
  get(name: string): Promise<Shelved>;
  note(name: string, checks: Checks): Promise<void>;
  /** Whole ones of our own names beyond so many go, the oldest first. Returns their names. */
  prune(keep: number): Promise<string[]>;
  /** What an attempt that was interrupted has left. */
  clear(name: string): Promise<void>;
}

export const backupName = (us: number): string =>
  `${new Date(us / 1000).toISOString().slice(0, 19).replaceAll(':', '-')}Z`;

export function backupShelf(folder: string): BackupShelf {
  const pathOf = (name: string) => join(folder, name);

  async function get(name: string): Promise<Shelved> {
    return { name, manifest: await readManifest(pathOf(name)), checks: await checksOf(pathOf(name)) };
  }

  async function list() {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const backups: Shelved[] = [];
    const broken: { name: string; problem: string }[] = [];
    for (const { name } of entries.filter((entry) => entry.isDirectory())) {
      try {
        backups.push(await get(name));
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        broken.push({ name, problem: error.message });
      }
    }
    backups.sort((one, other) => other.manifest.createdUs - one.manifest.createdUs);
    return { backups, broken };
  }

  return {
    folder,
    pathOf,
    list,
    get,
    note: async (name, checks) => {
      const text = JSON.stringify({ ...(await checksOf(pathOf(name))), ...checks });
      const file = join(pathOf(name), checksName);
      await writeFile(`${file}.tmp`, text, { flush: true });
      await rename(`${file}.tmp`, file);
    },
    prune: async (keep) => {
      const { backups } = await list();
      const gone = backups.filter(({ name }) => ownName.test(name)).slice(keep);
      for (const { name } of gone) {
        // Renamed first: half a backup must not pass for one.
        const leaving = `${pathOf(name)}${unfinishedSuffix}`;
        await rename(pathOf(name), leaving);
        await rm(leaving, { recursive: true, force: true, maxRetries: 5 });
      }
      return gone.map(({ name }) => name);
    },
    clear: async (name) => {
      await mkdir(folder, { recursive: true });
      await rm(`${pathOf(name)}${unfinishedSuffix}`, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function checksOf(backup: string): Promise<Checks> {
  const text = await readFile(join(backup, checksName), 'utf8').catch(() => '{}'); // nobody has looked at it yet
  try {
    const { verified, rehearsed } = Checks.parse(JSON.parse(text));
    return {
      ...(verified ? { verified: plain(verified) } : {}),
      ...(rehearsed ? { rehearsed: plain(rehearsed) } : {}),
    };
  } catch {
    return {}; // a note that cannot be read says nothing: then it counts as not looked at
  }
}

const plain = ({ atUs, seconds, problem }: z.infer<typeof Check>): BackupCheck => ({
  atUs,
  seconds,
  ...(problem === undefined ? {} : { problem }),
});
