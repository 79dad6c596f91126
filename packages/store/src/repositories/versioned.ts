/** Optimistic locking: a change names the version it was made from and is refused when that is no longer the present one. */
import { AppError, type ErrorCode, type ErrorData } from '@mantinel/contract';

export interface Versioned {
  /** Grows by one with each change. */
  readonly version: number;
  /** Microseconds since 1970 UTC. */
  readonly changedUs: number;
}

export interface Expected {
  /** For people: `the place hall-1`. */
  readonly what: string;
  readonly version: number;
  readonly missing: { readonly code: ErrorCode; readonly data?: ErrorData };
}

/** Throws the error of what is missing, or `changedMeanwhile`. Call with the row locked (`for update`). */
export function requireVersion<Row extends { version: number }>(
  row: Row | undefined,
  { what, version, missing }: Expected,
): asserts row is Row {
  if (!row) throw new AppError(missing.code, missing.data ? { data: missing.data } : {});
  if (row.version !== version) throw new AppError('changedMeanwhile', { data: { what } });
}
