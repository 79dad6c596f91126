/** Which certificate this server shows: the one that the configuration wants, else the best there is, and why. */
import { AppError, type Config } from '@mantinel/contract';
import { isLoopbackBinding } from '../http/security.ts';
import type { Log } from '../own-log/log.ts';
import { type Challenges, orderCertificate } from './acme-source.ts';
import { factsOf, type KeyPair } from './authority.ts';
import { checkPair, readFiles, timeProblem } from './files-source.ts';
import type { KeyFolder } from './key-folder.ts';
import type { LocalSource } from './local-source.ts';

export type TlsMode = NonNullable<Config['http']['tls']['mode']>;

export interface InUse extends KeyPair {
  readonly source: Exclude<TlsMode, 'off'>;
}

export interface ServerCertificate {
  readonly mode: TlsMode;
  /** Undefined without TLS, and where not even a local one could be made. */
  inUse(): InUse | undefined;
  /** Why what is wanted is not used, or should not be. */
  problem(): AppError | undefined;
  /** Asks for a new one now. Throws what the source throws. */
  renew(): Promise<void>;
  /** Looks whether something changed. */
  check(): Promise<void>;
  stop(): void;
}

export interface ServerCertificateOptions {
  readonly tls: Config['http']['tls'];
  readonly mode: TlsMode;
  readonly keys: KeyFolder;
  readonly local: LocalSource;
  readonly challenges: Challenges;
  /** It is another one than before. */
  readonly changed: () => void;
  readonly nowUs: () => number;
  readonly random: () => number;
  readonly checkEveryMs: number;
  readonly log: Log;
}

/** Nobody listens in on the way from a computer to itself, and browsers trust it without (W3C Secure Contexts, 3.1). */
export const modeOf = ({ host, tls }: Config['http']): TlsMode =>
  tls.mode ?? (isLoopbackBinding(host) ? 'off' : 'local');

const firstRetryUs = 60_000_000;
const longestRetryUs = 12 * 3_600_000_000;

export async function serverCertificate(options: ServerCertificateOptions): Promise<ServerCertificate> {
  const { tls, mode, keys, local, challenges, changed, nowUs, random, checkEveryMs, log } = options;
  let inUse: InUse | undefined;
  let problem: AppError | undefined;
  let ordering: Promise<void> | undefined;
  let failures = 0;
  let orderAgainUs = 0;
  let stopped = false;

  function use(pair: KeyPair, source: InUse['source']): void {
    if (inUse?.certificate === pair.certificate && inUse.key === pair.key) return;
    const isFirst = inUse === undefined;
    inUse = { ...pair, source };
    const { fingerprint, expiresUs, issuer } = factsOf(pair.certificate);
    const facts = { code: 'tls.certificate', source, fingerprint, issuer, expiresUs };
    if (isFirst) log.debug(facts, 'the certificate of this server is read');
    else log.info(facts, 'the certificate of this server was replaced');
    changed();
  }

  function tell(found: AppError | undefined): void {
    const isNews = found?.message !== problem?.message;
    problem = found;
    if (!isNews) return;
    if (found) log.warn({ code: found.code, remedy: found.remedy, err: found.cause }, found.message);
    else log.info({ code: 'tls.mended' }, 'the certificate of this server is in order again');
  }

  /** Until what is wanted can be had: people who trust our authority are served, the others are told why. */
  async function standIn(): Promise<void> {
    if (inUse) return;
    try {
      use(await local.server(), 'local');
    } catch (error) {
      tell(asAppError(error));
    }
  }

  async function fromFiles(): Promise<void> {
    const files = { certificate: tls.certificate!, key: tls.key! };
    try {
      const pair = await readFiles(files);
      checkPair(pair, files);
      use(pair, 'files');
      tell(timeProblem(pair, files.certificate, nowUs()));
    } catch (error) {
      tell(asAppError(error));
      await standIn();
    }
  }

  async function fromLocal(renew: boolean): Promise<void> {
    try {
      use(await local.server({ renew }), 'local');
      tell(undefined);
    } catch (error) {
      tell(asAppError(error));
      if (renew) throw error;
    }
  }

  async function order(): Promise<void> {
    try {
      const pair = await orderCertificate({ settings: tls.acme, names: tls.names, keys, challenges });
      if (stopped) return;
      use(await keys.write('acme', pair), 'acme');
      failures = 0;
      // With a clock that is months ahead each one would be due at once, and services count.
      orderAgainUs = nowUs() + longestRetryUs;
      tell(undefined);
    } catch (error) {
      if (stopped) return;
      failures += 1;
      const pauseUs = Math.min(firstRetryUs * 2 ** (failures - 1), longestRetryUs);
      // Many installations must not come back in the same second.
      orderAgainUs = nowUs() + pauseUs * (0.75 + random() / 2);
      tell(asAppError(error));
      throw error;
    }
  }

  const orderOnce = (): Promise<void> => {
    ordering ??= order().finally(() => {
      ordering = undefined;
    });
    return ordering;
  };

  async function fromAcme(): Promise<void> {
    const last = await keys.read('acme').catch(() => undefined); // a damaged one is replaced by the next
    if (last && holds(last, nowUs())) use(last, 'acme');
    else await standIn();
    const isDue = !last || isShort(last, nowUs()) || !isFor(last, tls.names);
    // In the background: nobody waits for a service that may be away. What failed has been told by `order`.
    if (isDue && !ordering && nowUs() >= orderAgainUs) orderOnce().catch(() => undefined);
  }

  async function check(): Promise<void> {
    switch (mode) {
      case 'off':
        return;
      case 'local':
        return fromLocal(false);
      case 'files':
        return fromFiles();
      case 'acme':
        return fromAcme();
      default:
        return mode satisfies never;
    }
  }

  let checking: Promise<void> | undefined;
  const checkOnce = (): Promise<void> => {
    checking ??= check()
      .catch((error: unknown) =>
        log.error({ code: 'tls.checkFailed', err: error }, 'certificates were not looked at'),
      )
      .finally(() => {
        checking = undefined;
      });
    return checking;
  };
  await checkOnce();
  const timer = mode === 'off' ? undefined : setInterval(() => void checkOnce(), checkEveryMs);
  timer?.unref();

  return {
    mode,
    inUse: () => inUse,
    problem: () => problem,
    check: checkOnce,
    renew: async () => {
      if (mode === 'off') throw new AppError('tls.off', { data: { mode } });
      await checking;
      if (mode === 'acme') await orderOnce();
      else if (mode === 'local') await fromLocal(true);
      else await fromFiles();
    },
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}

const asAppError = (error: unknown): AppError =>
  error instanceof AppError
    ? error
    : new AppError('tls.keysUnusable', { data: { reason: (error as Error).message }, cause: error });

const holds = ({ certificate }: KeyPair, nowUs: number): boolean => factsOf(certificate).expiresUs > nowUs;

/** Two thirds of its time are over: what certificate services advise. */
function isShort({ certificate }: KeyPair, nowUs: number): boolean {
  const { beginsUs, expiresUs } = factsOf(certificate);
  return expiresUs - nowUs < (expiresUs - beginsUs) / 3;
}

function isFor({ certificate }: KeyPair, names: readonly string[]): boolean {
  const held = new Set(factsOf(certificate).names.map((name) => name.toLowerCase()));
  // An address among the names is for the local certificate: services give none for it.
  return names.every((name) => !/[a-z]/i.test(name) || name.includes(':') || held.has(name.toLowerCase()));
}
