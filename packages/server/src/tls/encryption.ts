/** Everything about certificates of this installation, wired: keys in the data folder, our authorities, what the server shows. */
import { join } from 'node:path';
import type { Config } from '@mantinel/contract';
import type { Shown } from '../http/encrypted/one-port.ts';
import type { Log } from '../own-log/log.ts';
import type { Challenges } from './acme-source.ts';
import { modeOf, type ServerCertificate, serverCertificate } from './certificates.ts';
import { type KeyFolder, keyFolder } from './key-folder.ts';
import { type LocalSource, localSource } from './local-source.ts';
import type { OwnNames } from './own-names.ts';

export interface Encryption {
  readonly keys: KeyFolder;
  readonly local: LocalSource;
  readonly certificate: ServerCertificate;
  readonly challenges: Challenges;
  /** What the port is to show; told to the listener now and after every change. */
  follow(show: (shown: Shown | undefined) => void): Promise<void>;
  /** An authority was made or replaced. */
  refresh(): Promise<void>;
  stop(): void;
}

export interface EncryptionOptions {
  readonly config: Config;
  readonly ownNames: OwnNames;
  readonly checkEveryMs: number;
  readonly nowUs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Log;
}

export async function encryption(options: EncryptionOptions): Promise<Encryption> {
  const { config, ownNames, checkEveryMs, nowUs, randomBytes, log } = options;
  const { tls } = config.http;
  const keys = keyFolder(join(config.data, 'keys'));
  const local = localSource({ keys, ownNames, names: tls.names, site: config.site, nowUs, randomBytes });
  const challenges: Challenges = new Map();
  let show: ((shown: Shown | undefined) => void) | undefined;

  async function refresh(): Promise<void> {
    // The first certificate is there before anybody listens.
    if (!show) return;
    const inUse = certificate.inUse();
    try {
      const edges = await local.existing('edges');
      show(inUse && { ...inUse, edges: edges?.certificate });
    } catch (error) {
      // Without the authority of the edge nodes people are served all the same.
      log.error({ code: 'tls.keysUnusable', err: error }, 'certificates of edge nodes cannot be checked');
      show(inUse);
    }
  }

  const certificate = await serverCertificate({
    tls,
    mode: modeOf(config.http),
    keys,
    local,
    challenges,
    changed: () => void refresh(),
    nowUs,
    random: () => Buffer.from(randomBytes(1))[0]! / 255,
    checkEveryMs,
    log,
  });

  return {
    keys,
    local,
    certificate,
    challenges,
    follow: async (listener) => {
      show = listener;
      await refresh();
    },
    refresh,
    stop: certificate.stop,
  };
}
