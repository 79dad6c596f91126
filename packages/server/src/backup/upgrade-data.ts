/** Old data brought to what this version writes: first a backup that was read back, then everything is opened once. */
import { join } from 'node:path';
import { AppError, type BackupManifest } from '@mantinel/contract';
import type { Store } from '@mantinel/store';
import { createLog } from '../own-log/log.ts';
import { type Parts, systemParts } from '../parts.ts';
import { type BackupOptions, makeBackup } from './make-backup.ts';
import { verifyBackup } from './restore-backup.ts';
import { takeWhileStopped } from './take-while-stopped.ts';

export interface Upgraded {
  /** The way back: an older Mantinel restores it. */
  readonly backup: BackupManifest;
  /** Steps of the database's schema; none where it was current. */
  readonly applied: readonly string[];
}

const databaseWithinMs = 300_000;

/** Throws `logbook.locked` while a Mantinel runs, what `makeBackup` throws, and what keeps the data from being opened. */
export async function upgradeData(options: BackupOptions, parts: Parts = systemParts()): Promise<Upgraded> {
  const { config, signal, progress, target } = options;
  const taken = await takeWhileStopped(config);
  if (!taken) throw new AppError('logbook.locked', { data: { directory: join(config.data, 'logbook') } });
  await taken.release();
  await makeBackup(options);
  const backup = await verifyBackup({ from: target, signal, progress });

  progress('Opening the log …');
  const logbook = await parts.openLogbook(config);
  await logbook.close();

  progress('Bringing the database up to date …');
  const log = createLog({ write: () => undefined, record: () => undefined, nowUs: options.nowUs });
  const store = parts.openStore(config, log);
  try {
    await ready(store, signal);
    const known = new Set(backup.database.migrations.map(({ name }) => name));
    const { schema, executeSql } = store.statements;
    const { rows } = await executeSql(`select name from "${schema}".migration order by version`);
    return { backup, applied: rows.map(({ name }) => String(name)).filter((name) => !known.has(name)) };
  } finally {
    await store.close();
  }
}

/** Throws why it does not come up, at once where waiting would not help. */
async function ready(store: Store, signal: AbortSignal): Promise<void> {
  const hopeless = new AbortController();
  const stop = store.onState(({ error }) => {
    if (error && error.code !== 'store.unavailable') hopeless.abort(error);
  });
  try {
    await store.ready(AbortSignal.any([signal, hopeless.signal, AbortSignal.timeout(databaseWithinMs)]));
  } catch (cause) {
    signal.throwIfAborted();
    const { error, reason = 'it did not come up within five minutes' } = store.state();
    throw error ?? new AppError('store.unavailable', { data: { reason }, cause });
  } finally {
    stop();
  }
}
