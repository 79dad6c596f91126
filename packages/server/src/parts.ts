/** What the program is made of and takes from the outside: injected, so that tests own storage, machines, time and chance. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemEnvironment } from '@mantinel/connectors';
import type { Config, config as configuration } from '@mantinel/contract';
import type { EventStore } from '@mantinel/logbook';
import { openStore, type Store, type StoreEnvironment } from '@mantinel/store';
import { type Clock, systemClock } from './clock.ts';
import { openSource } from './features/machines/open-source.ts';
import type { MachineSource } from './features/machines/record-machine.ts';
import type { Log } from './own-log/log.ts';

export interface Parts {
  /** Throws `logbook.locked`, `logbook.notWritable`, `logbook.formatTooNew`. */
  readonly openLogbook: (config: Config) => Promise<EventStore>;
  readonly openStore: (config: Config, log: Log) => Store;
  readonly openSource: (machine: configuration.Machine, config: Config) => MachineSource;
  readonly clock: Clock;
  /** Cryptographic: tokens. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** How often a quiet stream shows that it lives, and its reader is checked. */
  readonly heartbeatMs: number;
  /** Holds every answer against its schema. */
  readonly checkReplies: boolean;
}

/** The real ones. */
export const systemParts = (): Parts => ({
  openLogbook: () => Promise.reject(new Error('the logbook is being composed')),
  openStore: (config, log) => {
    const environment: StoreEnvironment = {
      nowUs: systemClock.nowUs,
      random: Math.random,
      randomBytes,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
      log: (level, message, data) => log[level]({ ...data, code: 'store.told' }, message),
    };
    const { url } = config.store;
    return openStore(
      url === undefined
        ? { kind: 'embedded', directory: join(config.data, 'postgres'), environment }
        : { kind: 'external', url, environment },
    );
  },
  openSource: (machine, { site }) => openSource(machine, { site, environment: systemEnvironment() }),
  clock: systemClock,
  randomBytes,
  heartbeatMs: 15_000,
  checkReplies: false,
});
