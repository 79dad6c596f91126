/**
 * A backup of all that Mantinel keeps, while it runs or while it is stopped. Blocks of the log go first, since they are many
 * and never change; then PostgreSQL as one moment saw it; then the logbook past its cursors.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError, type BackupManifest, backupFormat, type Config } from '@mantinel/contract';
import { copyLogbook, logbookBytes } from '@mantinel/logbook';
import { exportDatabase } from '@mantinel/store';
import { manifestName, manifestText, measureAll, parts, unfinishedSuffix } from './backup-folder.ts';
import { copyOwnFiles } from './own-files.ts';
import { notWritten, requireRoom } from './room.ts';
import { storeOptions } from './store-options.ts';
import { syncFolder, syncTree } from './sync-tree.ts';
import { takeWhileStopped } from './take-while-stopped.ts';

export interface BackupOptions {
  readonly config: Config;
  readonly configFile: string | undefined;
  /** Absolute; made by this. */
  readonly target: string;
  readonly version: string;
  readonly nowUs: () => number;
  readonly signal: AbortSignal;
  /** Takes a line a step. */
  readonly progress: (line: string) => void;
}

/**
 * Throws `clickhouse.backup`, `backup.exists`, `backup.noSpace`, `backup.notWritten`, `backup.notFound` where there is nothing to back up,
 * `store.unavailable`. Nothing is left behind then; a process that dies leaves a folder that ends in `.unfinished`.
 */
export async function makeBackup(options: BackupOptions): Promise<BackupManifest> {
  const { target, config, signal } = options;
  const unfinished = `${target}${unfinishedSuffix}`;
  for (const path of [target, unfinished])
    if (existsSync(path)) throw new AppError('backup.exists', { data: { path } });
  // A folder that passes for a whole backup and has no events would be found out when it is needed.
  if (config.events.store === 'clickhouse') throw new AppError('clickhouse.backup');
  const logbook = join(config.data, parts.logbook);
  if (!existsSync(join(logbook, 'identity.json')))
    throw new AppError('backup.notFound', { data: { path: config.data } });
  await requireRoom(dirname(target), await logbookBytes(logbook));
  try {
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    const manifest = await write(options, unfinished);
    await syncFolder(unfinished);
    await rename(unfinished, target);
    await syncFolder(dirname(target));
    return manifest;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true, maxRetries: 5 });
    signal.throwIfAborted();
    throw notWritten(basename(target), error);
  }
}

async function write(options: BackupOptions, folder: string): Promise<BackupManifest> {
  const { config, signal, progress, nowUs } = options;
  const from = join(config.data, parts.logbook);
  let count = 0;
  const copy = await copyLogbook({
    from,
    to: join(folder, parts.logbook),
    signal,
    onFile: () => void count++,
  });
  const createdUs = nowUs();
  progress('Copying the blocks of the log …');
  await copy.begin();
  progress(`${count} files of the log. Copying the tables …`);
  const database = await copyTables(options, join(folder, parts.database));
  const rows = database.tables.reduce((sum, table) => sum + table.rows, 0);
  progress(`${rows} rows in ${database.tables.length} tables. Copying what was recorded meanwhile …`);
  const { node, head } = await copy.finish();
  const { leftOut, keys } = await copyOwnFiles(
    { data: config.data, configFile: options.configFile },
    join(folder, parts.files),
    randomBytes,
  );
  progress('Reading all of it for the checksums …');
  const manifest: BackupManifest = {
    format: backupFormat,
    version: options.version,
    createdUs,
    node,
    site: config.site,
    head,
    database,
    files: await measureAll(folder, signal),
    ...(keys ? { keys } : {}),
    leftOut,
  };
  await syncTree(folder);
  // Last: what has it is complete.
  await writeFile(join(folder, manifestName), manifestText(manifest), { flush: true });
  return manifest;
}

async function copyTables(options: BackupOptions, folder: string) {
  const { config, signal, progress } = options;
  await mkdir(folder);
  // Held only for the tables: a stopped Mantinel must not start under a database that is about to be stopped again.
  const taken = await takeWhileStopped(config);
  try {
    return await exportDatabase({
      ...storeOptions(config, progress),
      folder,
      alone: taken !== undefined,
      signal,
      onSize: (bytes) => requireRoom(folder, bytes),
    });
  } finally {
    await taken?.release();
  }
}
