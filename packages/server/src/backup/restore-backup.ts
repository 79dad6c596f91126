/** A backup into a new data folder: checked first, put together beside it, and moved there when all of it is in place. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError, type BackupManifest, type Config } from '@mantinel/contract';
import { erasePeople } from '@mantinel/logbook';
import { importDatabase } from '@mantinel/store';
import { readErased } from '../features/people/erasures.ts';
import { checkFiles, parts, readManifest, unfinishedSuffix } from './backup-folder.ts';
import { notWritten, requireRoom } from './room.ts';
import { openKeys, sealedName, writeKeys } from './sealed-keys.ts';
import { storeOptions } from './store-options.ts';
import { syncFolder, syncTree } from './sync-tree.ts';

export interface RestoreOptions {
  /** The backup; absolute. */
  readonly from: string;
  /** The new data folder; absolute. */
  readonly into: string;
  /** Where the tables go: an external server, or the embedded one in the new folder. */
  readonly store: Config['store'];
  /** Opens the keys; without it they stay sealed, and what they opened is lost. */
  readonly recoveryKey?: string | undefined;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

export interface VerifyOptions extends Pick<RestoreOptions, 'from' | 'signal' | 'progress'> {}

/** Rows and the rebuilt indexes beside them. */
const databaseFactor = 3;

/** Reads every byte of a backup. Throws `backup.damaged` and what `readManifest` throws. */
export async function verifyBackup({ from, signal, progress }: VerifyOptions): Promise<BackupManifest> {
  const manifest = await readManifest(from);
  progress(`Reading ${manifest.files.length} files …`);
  await checkFiles(from, manifest, { signal });
  return manifest;
}

/**
 * Throws `restore.folderNotEmpty`, `backup.noSpace`, `backup.wrongRecoveryKey`, `backup.notSealed`, what `verifyBackup` throws, and what filling the database throws. Neither
 * the backup nor an existing folder is touched; nothing is left behind then.
 */
export async function restoreBackup(options: RestoreOptions): Promise<BackupManifest> {
  const { from, into, store, recoveryKey, signal, progress } = options;
  const unfinished = `${into}${unfinishedSuffix}`;
  for (const folder of [into, unfinished])
    if (existsSync(folder) && (await readdir(folder)).length > 0)
      throw new AppError('restore.folderNotEmpty', { data: { folder } });
  const manifest = await verifyBackup(options);
  if (recoveryKey !== undefined && !manifest.keys) throw new AppError('backup.notSealed');
  const keys =
    recoveryKey === undefined ? undefined : await openKeys(join(from, parts.files, sealedName), recoveryKey);
  const bytesOf = (part: string) =>
    manifest.files.reduce((sum, { path, bytes }) => sum + (path.startsWith(`${part}/`) ? bytes : 0), 0);
  await requireRoom(
    dirname(into),
    bytesOf(parts.logbook) + bytesOf(parts.files) + bytesOf(parts.database) * databaseFactor,
  );
  try {
    progress('Copying the log …');
    await mkdir(unfinished, { recursive: true });
    await cp(join(from, parts.files), unfinished, { recursive: true });
    await rm(join(unfinished, sealedName), { force: true });
    if (keys) await writeKeys(unfinished, keys);
    await cp(join(from, parts.logbook), join(unfinished, parts.logbook), { recursive: true });
    // Whoever was erased after this backup was made does not come back with it.
    erasePeople(join(unfinished, parts.logbook), await readErased(dirname(from)));
    await syncTree(unfinished);
    signal.throwIfAborted();
    progress('Filling the database …');
    await importDatabase({
      ...storeOptions({ data: unfinished, store }, progress),
      folder: join(from, parts.database),
      manifest: manifest.database,
      signal,
    });
    await rm(into, { recursive: true, force: true }); // empty
    await rename(unfinished, into);
    await syncFolder(dirname(into));
    return manifest;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true, maxRetries: 5 });
    signal.throwIfAborted();
    throw notWritten(into, error);
  }
}
