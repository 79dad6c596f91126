/** How things stand with the database. */
import type { AppError } from '@mantinel/contract';

export interface StoreState {
  readonly state: 'starting' | 'ready' | 'unavailable';
  readonly kind: 'embedded' | 'external';
  /** Why it is not ready, in plain words; undefined while ready. Names no secret. */
  readonly reason?: string;
  /** The catalogued error behind `unavailable`: `store.unavailable`, `store.tooOld`, `store.schemaTooNew` … */
  readonly error?: AppError;
  /** Microseconds since 1970 UTC. */
  readonly sinceUs: number;
}
