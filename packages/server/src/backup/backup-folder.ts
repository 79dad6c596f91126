/** What a backup's folder looks like, and its files held against its manifest. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError, BackupManifest, backupFormat } from '@mantinel/contract';
import { flawOf, measure } from '@mantinel/store';

export const manifestName = 'mantinel-backup.json';
export const unfinishedSuffix = '.unfinished';
/** Parts of a backup, by the names of the data folder. */
export const parts = { logbook: 'logbook', database: 'database', files: 'files' } as const;

export interface FileEntry {
  /** Below the folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Throws `backup.notFound`, `backup.unfinished`, `backup.formatTooNew`, `backup.damaged` for the manifest itself. */
export async function readManifest(folder: string): Promise<BackupManifest> {
  if (basename(folder).endsWith(unfinishedSuffix))
    throw new AppError('backup.unfinished', { data: { path: folder } });
  const text = await readFile(join(folder, manifestName), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')
      throw new AppError('backup.notFound', { data: { path: folder }, cause });
    throw cause;
  });
  const damaged = (cause: unknown) =>
    new AppError('backup.damaged', {
      data: { file: manifestName, problem: 'is not as it was written' },
      cause,
    });
  let json: { format?: unknown; sha256?: unknown };
  try {
    json = JSON.parse(text) as typeof json;
  } catch (cause) {
    throw damaged(cause);
  }
  if (typeof json.format === 'number' && json.format > backupFormat)
    throw new AppError('backup.formatTooNew', { data: { version: json.format } });
  const { sha256, ...said } = json;
  const parsed = BackupManifest.safeParse(said);
  if (!parsed.success || sha256 !== digestOf(said)) throw damaged(parsed.error);
  return parsed.data;
}

/** Names its own digest, so that a manifest altered by hand or by a bad sector is noticed like any other file. */
export const manifestText = (manifest: BackupManifest): string =>
  `${JSON.stringify({ ...manifest, sha256: digestOf(manifest) }, undefined, 1)}\n`;

const digestOf = (manifest: object): string =>
  createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

/** Throws `backup.damaged` for the first file that is missing, cut short, or not what was written. */
export async function checkFiles(
  folder: string,
  { files }: BackupManifest,
  { signal, onFile }: { signal: AbortSignal; onFile?: (bytes: number) => void },
): Promise<void> {
  for (const { path, ...written } of files) {
    const problem = flawOf(await measure(join(folder, path), signal), written);
    if (problem) throw new AppError('backup.damaged', { data: { file: path, problem } });
    onFile?.(written.bytes);
  }
}

/** Every file below the folder, in order of paths. */
export async function measureAll(folder: string, signal: AbortSignal): Promise<FileEntry[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = names
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
  const entries: FileEntry[] = [];
  for (const path of paths) entries.push({ path, ...(await measure(join(folder, path), signal))! });
  return entries;
}
