/** Sessions verified lately, so that a signed-in person goes on reading while the database is away. */
import type { RoleGrant } from '@mantinel/domain';
import type { Session } from '@mantinel/store';

export interface KnownSession {
  readonly session: Session;
  readonly grants: readonly RoleGrant[];
  readonly verifiedUs: number;
}

export interface KnownSessions {
  get(tokenHash: Buffer): KnownSession | undefined;
  keep(tokenHash: Buffer, known: KnownSession): void;
  forget(tokenHash: Buffer): void;
  forgetAll(): void;
}

/** The least recently used makes room beyond `capacity`. */
export function knownSessions(capacity = 1000): KnownSessions {
  const known = new Map<string, KnownSession>();
  return {
    get: (tokenHash) => known.get(tokenHash.toString('base64')),
    keep: (tokenHash, session) => {
      const key = tokenHash.toString('base64');
      known.delete(key);
      known.set(key, session);
      if (known.size > capacity) known.delete(known.keys().next().value!);
    },
    forget: (tokenHash) => void known.delete(tokenHash.toString('base64')),
    forgetAll: () => known.clear(),
  };
}
