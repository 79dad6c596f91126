/** Who was verified lately, by session or token, so that they go on while the database is away. */
import type { Permission } from '@mantinel/contract';
import type { PlaceId, RoleGrant } from '@mantinel/domain';
import type { SessionTerminal } from '@mantinel/store';
import type { Caller } from '../../http/caller.ts';

export interface KnownCaller {
  readonly person: NonNullable<Caller['person']>;
  readonly grants: readonly RoleGrant[];
  /** How they signed in. */
  readonly by:
    | {
        readonly kind: 'session';
        readonly id: string;
        readonly provedUs: number;
        readonly terminal?: SessionTerminal;
      }
    | {
        readonly kind: 'token' | 'certificate';
        readonly id: string;
        readonly permissions: readonly Permission[];
        readonly place: PlaceId;
      };
  readonly expiresUs: number;
  readonly verifiedUs: number;
}

export interface KnownCallers {
  get(secretHash: Buffer): KnownCaller | undefined;
  keep(secretHash: Buffer, known: KnownCaller): void;
  forget(secretHash: Buffer): void;
  forgetAll(): void;
}

/** The least recently used makes room beyond `capacity`. */
export function knownCallers(capacity = 1000): KnownCallers {
  const known = new Map<string, KnownCaller>();
  return {
    get: (secretHash) => known.get(secretHash.toString('base64')),
    keep: (secretHash, caller) => {
      const key = secretHash.toString('base64');
      known.delete(key);
      known.set(key, caller);
      if (known.size > capacity) known.delete(known.keys().next().value!);
    },
    forget: (secretHash) => void known.delete(secretHash.toString('base64')),
    forgetAll: () => known.clear(),
  };
}
