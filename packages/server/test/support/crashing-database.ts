/** A real PostgreSQL that a test can pull the plug of. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore, type Store } from '@mantinel/store';
import { until } from './start-test-app.ts';

export interface CrashingDatabase {
  readonly store: Store;
  /** PostgreSQL and every connection to it end at once; Mantinel brings it up again. */
  crash(): Promise<void>;
}

export function crashingDatabase(directory: string, nowUs = () => Date.now() * 1000): CrashingDatabase {
  const store = openStore({
    kind: 'embedded',
    directory,
    environment: {
      nowUs,
      random: Math.random,
      randomBytes,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
      log: () => undefined,
    },
  });
  return {
    store,
    async crash() {
      const lines = (await readFile(join(directory, '18/postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(lines[0]), 'SIGKILL');
      await until(() => store.state().state !== 'ready');
    },
  };
}
