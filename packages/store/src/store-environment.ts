/** What the store may not take from the global: so that tests own time and chance. */
import type { NewEvent } from '@mantinel/domain';

export interface StoreEnvironment {
  readonly nowUs: () => number;
  /** Uniform in [0, 1): jitter of retries. */
  readonly random: () => number;
  /** Cryptographic: the embedded server's password. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** Resolves after `ms`; rejects when `signal` aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Takes out of an event what a person typed, before it is written anywhere. */
  readonly sealEvent?: (event: NewEvent) => NewEvent;
  /** What the developer should know: adopted, restarted, lost, recovered. Never called with a secret. */
  readonly log: (level: 'info' | 'warn' | 'error', message: string, data?: Record<string, unknown>) => void;
}
