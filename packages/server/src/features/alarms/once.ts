/** An act that is sent again with its Idempotency-Key is done once: the logbook keeps the key, with the database or without. */
import { createHash } from 'node:crypto';
import type { Batch } from '@mantinel/logbook';
import type { Caller } from '../../http/caller.ts';
import type { Wanted } from './wanted.ts';

export type Once = Required<Pick<Batch, 'batchId' | 'digest'>>;

interface Keyed {
  readonly id: string;
  readonly wanted: Wanted;
  readonly caller: Caller;
  readonly idempotencyKey: string | undefined;
}

/** Undefined for a request without a key. */
export function onceOf({ id, wanted, caller, idempotencyKey }: Keyed): Once | undefined {
  if (idempotencyKey === undefined) return undefined;
  // Two tokens of one person may not be allowed the same.
  const who = caller.token ? `token:${caller.token.id}` : (caller.person?.id ?? 'nobody');
  const digest = createHash('sha256')
    .update(JSON.stringify([id, wanted.act, wanted.activation, wanted.comment, wanted.forUs]))
    .digest('base64url');
  return { batchId: `alarm act ${who} ${idempotencyKey}`, digest };
}

export interface RecentActs {
  add(act: Once): void;
  /** This very act was done; another under its key is for the logbook to refuse. */
  has(act: Once): boolean;
}

/** Of this process: after a restart the logbook still stores nothing twice, but an act that took effect is refused as no longer possible. */
export function recentActs(most = 1000): RecentActs {
  const known = new Map<string, string>();
  return {
    add: ({ batchId, digest }) => {
      known.set(batchId, digest);
      if (known.size > most) known.delete(known.keys().next().value!);
    },
    has: ({ batchId, digest }) => known.get(batchId) === digest,
  };
}
