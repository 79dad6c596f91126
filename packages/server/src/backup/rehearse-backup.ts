/** A restore beside the running Mantinel, to be thrown away: whether this backup would do, and how long the plant would wait. */
import { rm } from 'node:fs/promises';
import { AppError, type BackupManifest, Config } from '@mantinel/contract';
import { everything } from '@mantinel/logbook';
import type { Log } from '../own-log/log.ts';
import type { Parts } from '../parts.ts';
import { unfinishedSuffix } from './backup-folder.ts';
import { restoreBackup } from './restore-backup.ts';

export interface RehearseOptions {
  /** The backup; absolute. */
  readonly from: string;
  /** A folder for this alone: emptied before and removed afterwards. */
  readonly scratch: string;
  /** With the log's key: that of the installation, as a backup's own is sealed for the recovery key. */
  readonly keyFile: string;
  readonly parts: Pick<Parts, 'openLogbook' | 'openStore'>;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

const databaseWithinMs = 60_000;

/** Always into a database of its own, also where the plant's is elsewhere. Throws what `restoreBackup` throws, and what is not as it was. */
export async function rehearseBackup(options: RehearseOptions): Promise<BackupManifest> {
  const { from, scratch, parts, log, signal, progress } = options;
  const clear = async () => {
    for (const folder of [scratch, `${scratch}${unfinishedSuffix}`])
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  await clear();
  try {
    const manifest = await restoreBackup({ from, into: scratch, store: {}, signal, progress });
    const { node, site } = manifest;
    const logbook = { encryption: { keyFile: options.keyFile } };
    const config = Config.parse({ node, site, data: scratch, logbook });
    progress('Opening the restored log …');
    await checkLogbook(manifest, config, parts);
    signal.throwIfAborted();
    progress('Starting the restored database …');
    await checkStore(manifest, { config, parts, log, signal });
    return manifest;
  } finally {
    await clear();
  }
}

const differs = (problem: string) => new AppError('backup.notAsBackedUp', { data: { problem } });

/** Reads the last event that was backed up, and begins the epoch that a restored log begins. */
async function checkLogbook(
  { node, head }: BackupManifest,
  config: Config,
  { openLogbook }: Pick<Parts, 'openLogbook'>,
): Promise<void> {
  const problems: unknown[] = [];
  const logbook = await openLogbook(config, (problem) => problems.push(problem));
  try {
    if (logbook.epoch <= head.epoch) throw differs(`the log went on in epoch ${logbook.epoch}`);
    const last = head.seq === 0 || (await logbook.get({ node, ...head }, everything));
    if (!last) throw differs(`event ${head.epoch}/${head.seq}, the last one, is not in the log`);
    if (problems.length > 0) throw problems[0];
  } finally {
    await logbook.close();
  }
}

/** The product's own way up: migrations of this version included. */
async function checkStore(
  { database }: BackupManifest,
  { config, parts, log, signal }: { config: Config } & Pick<RehearseOptions, 'parts' | 'log' | 'signal'>,
): Promise<void> {
  const store = parts.openStore(config, log);
  try {
    await store.ready(AbortSignal.any([signal, AbortSignal.timeout(databaseWithinMs)])).catch((cause) => {
      signal.throwIfAborted();
      const { error, reason = 'not within a minute' } = store.state();
      throw error ?? new AppError('backup.databaseDoesNotAnswer', { data: { reason }, cause });
    });
    const people = database.tables.find(({ name }) => name === 'person')?.rows ?? 0;
    if (people > 0 && !(await store.people.hasOwner())) throw differs('nobody in it owns the installation');
  } finally {
    await store.close();
  }
}
