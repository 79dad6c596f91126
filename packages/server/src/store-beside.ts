/** The database of a configuration for a command: that of the Mantinel that runs, or its own for as long as the command takes. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, type Config } from '@mantinel/contract';
import { runningAddress, type Store } from '@mantinel/store';
import { createLog } from './own-log/log.ts';
import type { Parts } from './parts.ts';

export interface BesideOptions {
  readonly config: Config;
  readonly signal: AbortSignal;
  /** Takes log lines, ready for a terminal. */
  readonly log: (line: string) => void;
}

const databaseWithinMs = 60_000;

/** Ready; closed when it is disposed of. Throws `store.unavailable`. */
export async function storeBeside(
  { config, signal, log: write }: BesideOptions,
  { clock, openStore }: Pick<Parts, 'clock' | 'openStore'>,
): Promise<{ readonly store: Store } & AsyncDisposable> {
  const log = createLog({ write, record: () => undefined, nowUs: clock.nowUs });
  const url = config.store.url ?? (await addressOfRunning(config));
  const store = openStore(url === undefined ? config : { ...config, store: { ...config.store, url } }, log);
  try {
    await store.ready(AbortSignal.any([signal, AbortSignal.timeout(databaseWithinMs)]));
    return { store, [Symbol.asyncDispose]: () => store.close() };
  } catch (cause) {
    const { error, reason = 'it did not come up within a minute' } = store.state();
    await store.close();
    signal.throwIfAborted();
    throw error ?? new AppError('store.unavailable', { data: { reason }, cause });
  }
}

/** Its own server is not started a second time, nor stopped under it. */
const addressOfRunning = ({ data }: Config) =>
  runningAddress(join(data, 'postgres'), {
    log: () => undefined,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  });
