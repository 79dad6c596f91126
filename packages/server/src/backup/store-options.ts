/** The database of a configuration, for what opens it without a product round it. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '@mantinel/contract';
import type { StoreOptions } from '@mantinel/store';
import { systemClock } from '../clock.ts';

/** Warnings and errors become lines of the progress. */
export function storeOptions(
  config: Pick<Config, 'data' | 'store'>,
  tell: (line: string) => void,
): StoreOptions {
  const environment: StoreOptions['environment'] = {
    nowUs: systemClock.nowUs,
    random: Math.random,
    randomBytes,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    log: (level, message) => {
      if (level !== 'info') tell(message);
    },
  };
  const { url } = config.store;
  return url === undefined
    ? { kind: 'embedded', directory: join(config.data, 'postgres'), environment }
    : { kind: 'external', url, environment };
}
