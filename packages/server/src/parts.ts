/** What the program is made of and takes from the outside: injected, so that tests own storage, machines, time and chance. */
import type { Config, config as configuration } from '@mantinel/contract';
import type { EventStore } from '@mantinel/logbook';
import type { Store } from '@mantinel/store';
import type { Clock } from './clock.ts';
import type { MachineSource } from './features/machines/record-machine.ts';
import type { Log } from './own-log/log.ts';

export interface Parts {
  readonly openLogbook: (config: Config) => Promise<EventStore>;
  readonly openStore: (config: Config, log: Log) => Store;
  readonly openSource: (machine: configuration.Machine, config: Config) => MachineSource;
  readonly clock: Clock;
  /** Cryptographic: tokens. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** Holds every answer against its schema. */
  readonly checkReplies: boolean;
}

export function systemParts(): Parts {
  throw new Error('not yet');
}
