/** What the program is made of and takes from the outside: injected, so that tests own storage, machines, time and chance. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemEnvironment } from '@mantinel/connectors';
import type { Config, config as configuration } from '@mantinel/contract';
import { type EventStore, openLogbook } from '@mantinel/logbook';
import { openStore, type Store, type StoreEnvironment } from '@mantinel/store';
import { type Clock, systemClock } from './clock.ts';
import { openAtClickHouse } from './events/open-at-clickhouse.ts';
import { openSource } from './features/machines/open-source.ts';
import type { MachineSource } from './features/machines/record-machine.ts';
import { readMailPassword } from './features/notifications/mail-password.ts';
import { readClientSecret } from './features/session/single-sign-on/client-secret.ts';
import { type Outgoing, outgoing } from './outgoing/outgoing.ts';
import type { Log } from './own-log/log.ts';
import { logbookKeys } from './secrets/logbook-keys.ts';
import { signingKey } from './secrets/signing-key.ts';
import { type OwnNames, systemNames } from './tls/own-names.ts';

export interface Parts {
  /** The event store that the settings name. Throws `logbook.locked`, `logbook.notWritable`, `logbook.otherNode`, `logbook.formatTooNew`. */
  readonly openLogbook: (config: Config, onProblem?: (problem: unknown) => void) => Promise<EventStore>;
  /** `sealEvent` takes out of what people did the words that they typed. */
  readonly openStore: (config: Config, log: Log, sealEvent?: StoreEnvironment['sealEvent']) => Store;
  readonly openSource: (machine: configuration.Machine, config: Config) => MachineSource;
  /** The way out to addresses that people entered. */
  readonly outgoing: (config: Config) => Outgoing;
  /** How this computer is called: its certificate is for these. */
  readonly ownNames: OwnNames;
  /** How often certificates are looked at: whether a file changed, a name came, an end is near. */
  readonly certificateCheckMs: number;
  /** Of the OpenID provider; asked for at each sign-in, so that a new one holds at once. */
  readonly oidcClientSecret: (config: Config) => Promise<string | undefined>;
  /** Of the mail server; asked for at each mail, so that a new one holds at once. */
  readonly mailPassword: (config: Config) => Promise<string | undefined>;
  /** How often what is due is told to people. */
  readonly notifyEveryMs: number;
  readonly clock: Clock;
  /** Cryptographic: tokens. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** How often a quiet stream shows that it lives, and its reader is checked. */
  readonly heartbeatMs: number;
  /** How often one token may ask. */
  readonly tokenRequestsPerMinute: number;
  /** Holds every answer against its schema. */
  readonly checkReplies: boolean;
}

const mebibyte = 2 ** 20;

/** For whoever opens the logbook without a log of their own. */
const complain = (problem: unknown) => {
  process.stderr.write(
    `${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}\n`,
  );
};

/** The real ones; a test may hand in a clock that it moves. */
export const systemParts = (clock: Clock = systemClock): Parts => ({
  openLogbook: async (config, onProblem = complain) => {
    const { data, node, site, logbook } = config;
    if (config.events.store === 'clickhouse') return openAtClickHouse({ config, clock, onProblem });
    return openLogbook({
      directory: join(data, 'logbook'),
      node,
      site,
      nowUs: clock.nowUs,
      random: Math.random,
      segmentBytes: logbook.segmentMiB * mebibyte,
      reserveBytes: logbook.reserveMiB * mebibyte,
      encryption: {
        writes: logbook.encryption.on,
        masterKeys: await logbookKeys({ config, env: process.env, randomBytes }),
      },
      signingKey: await signingKey(data),
      onProblem,
    });
  },
  openStore: (config, log, sealEvent) => {
    const environment: StoreEnvironment = {
      nowUs: clock.nowUs,
      random: Math.random,
      randomBytes,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
      ...(sealEvent && { sealEvent }),
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
  outgoing: (config) => outgoing(config.outgoing),
  ownNames: systemNames,
  certificateCheckMs: 30_000,
  oidcClientSecret: (config) => readClientSecret(config, process.env),
  mailPassword: (config) => readMailPassword(config, process.env),
  notifyEveryMs: 5000,
  clock,
  randomBytes,
  heartbeatMs: 15_000,
  // Twenty a second: a busy display asks once, and listens to the stream.
  tokenRequestsPerMinute: 1200,
  checkReplies: false,
});
