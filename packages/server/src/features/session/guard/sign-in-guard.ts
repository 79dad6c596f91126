/** Stands before everything that could be guessed: counts, slows, spares the computer, and tells the log. */
import { AppError, type config } from '@mantinel/contract';
import type { Credentials } from '../../../http/gate.ts';
import { type KnownDevice, type KnownDevicesOptions, knownDevices } from './known-devices.ts';
import { passwordQueue } from './password-queue.ts';
import { refusalLog } from './refusal-log.ts';
import { type Attempt, signInAttempts } from './sign-in-attempts.ts';

export interface SignInGuard {
  /**
   * Counts an attempt before it is looked at, and takes it back when `check` succeeds. Throws `session.tooManyAttempts`, and what
   * `check` throws: refusals of it are told to the log.
   */
  slowed<T>(attempt: GuardedAttempt, check: (pass: Pass) => Promise<T>): Promise<T>;
  /** The device a request comes from, where somebody has signed in there before. */
  deviceOf(from: Credentials): Promise<KnownDevice | undefined>;
  /** The cookie of this device from now on. */
  remember(from: Credentials, person: string): Promise<string | undefined>;
  close(): void;
}

export interface GuardedAttempt {
  /** Who it claims to be; absent where nobody is guessed at. */
  readonly name?: string;
  readonly from: Credentials;
  /** The device, where it is known to be theirs. */
  readonly device?: KnownDevice | undefined;
}

/** Takes its turn with work that is slow by design. Throws `session.busy`. */
export type Pass = <T>(work: () => Promise<T>) => Promise<T>;

export interface SignInGuardOptions extends KnownDevicesOptions {
  readonly limits: config.SignInLimits;
  readonly nowUs: () => number;
}

export function signInGuard(options: SignInGuardOptions): SignInGuard {
  const { limits, nowUs, log } = options;
  const attempts = signInAttempts(nowUs, limits);
  const devices = knownDevices(options);
  const queue = passwordQueue();
  const refusals = refusalLog(log);

  return {
    slowed: async ({ name, from, device }, check) => {
      const attempt: Attempt = { name, address: from.remoteAddress, device: device?.id };
      try {
        attempts.begin(attempt);
      } catch (error) {
        refusals.refused({ reason: (error as AppError).code, address: from.remoteAddress });
        throw error;
      }
      try {
        const result = await check((work) => queue.run(work, { known: device !== undefined }));
        attempts.succeeded(attempt);
        return result;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (noGuess.has(error.code)) attempts.takenBack(attempt);
        if (!noGuess.has(error.code) || error.code === 'session.busy')
          refusals.refused({ reason: error.code, address: from.remoteAddress });
        throw error;
      }
    },
    deviceOf: (from) => devices.open(from.device),
    remember: async (from, person) => devices.seal(await devices.open(from.device), person),
    close: () => refusals.close(),
  };
}

/** Not even looked at, or right as far as it went. */
const noGuess = new Set<string>([
  'store.unavailable',
  'session.busy',
  'session.codeRequired',
  'singleSignOn.unreachable',
  'singleSignOn.misconfigured',
  'singleSignOn.off',
]);
