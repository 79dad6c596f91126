/** Opens the store: the server in the background, the repositories on whatever connection there is. */
import type { Store } from './store.ts';

/** What the store may not take from the global: so that tests own time and chance. */
export interface StoreEnvironment {
  readonly nowUs: () => number;
  /** Uniform in [0, 1): jitter of retries. */
  readonly random: () => number;
  /** Cryptographic: the embedded server's password. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** Resolves after `ms`; rejects when `signal` aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** What the developer should know: adopted, restarted, lost, recovered. Never called with a secret. */
  readonly log: (level: 'info' | 'warn' | 'error', message: string, data?: Record<string, unknown>) => void;
}

export type StoreOptions = {
  readonly environment: StoreEnvironment;
  /** Where the tables live. Default `mantinel`. */
  readonly schema?: string;
} & (
  | {
      readonly kind: 'embedded';
      /** `<data>/postgres`; created when missing. Holds the cluster, the password and the server's log. */
      readonly directory: string;
      /** Default: a free one. */
      readonly port?: number;
    }
  | {
      readonly kind: 'external';
      /** `postgres://user:password@host:port/database`, PostgreSQL 15 or newer. */
      readonly url: string;
    }
);

/** Returns at once; the database comes up in the background and comes back by itself whenever it goes away. */
export declare function openStore(options: StoreOptions): Store;
