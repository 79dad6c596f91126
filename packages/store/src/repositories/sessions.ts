/** Signed-in browsers. The token itself is never stored, only its SHA-256. */
import type { Person } from './people.ts';

export interface Session {
  readonly person: Person;
  readonly createdUs: number;
  readonly expiresUs: number;
  readonly lastSeenUs: number;
}

export interface Sessions {
  create(session: { tokenHash: Uint8Array; person: string; expiresUs: number }): Promise<void>;
  /** The session when it has not expired. Notes that it was seen, at most once a minute. */
  find(tokenHash: Uint8Array): Promise<Session | undefined>;
  remove(tokenHash: Uint8Array): Promise<void>;
  /** Signs a person out everywhere, as after a new password. */
  removeAllOf(person: string): Promise<void>;
  /** Returns how many had expired. */
  removeExpired(): Promise<number>;
}
