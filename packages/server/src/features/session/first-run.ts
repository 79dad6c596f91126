/** Whether an owner exists, known even while the database is not up yet, and the one-time token that creates the first. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '@mantinel/contract';
import { type EventStore, everything } from '@mantinel/logbook';
import type { People } from '@mantinel/store';

/** The audit event of the owner's account; the logbook's own witness that an owner exists. */
export const ownerCreated = 'person.ownerCreated';

export interface FirstRun {
  /** `unknown`: the database has not answered yet and the logbook knows of no owner. */
  owner(): 'exists' | 'missing' | 'unknown';
  /** The token of the one-time link; undefined once an owner exists. */
  token(): string | undefined;
  /** Throws `setup.linkInvalid`. */
  requireToken(token: string): void;
  /** From now on the link is spent. */
  done(): void;
  /** Asks the database. Throws `store.unavailable`. */
  ask(people: Pick<People, 'hasOwner'>): Promise<void>;
}

export async function firstRun(
  logbook: Pick<EventStore, 'page'>,
  randomBytes: (count: number) => Uint8Array,
): Promise<FirstRun> {
  const witness = await logbook.page({
    scope: everything,
    filter: { codes: [ownerCreated], kinds: ['audit'] },
    order: 'received',
    direction: 'older',
    limit: 1,
  });
  let owner: 'exists' | 'missing' | 'unknown' = witness.events.length > 0 ? 'exists' : 'unknown';
  const token = Buffer.from(randomBytes(32)).toString('base64url');
  return {
    owner: () => owner,
    token: () => (owner === 'exists' ? undefined : token),
    requireToken: (offered) => {
      // Digests have one length, so that the comparison takes one time.
      const same = timingSafeEqual(digest(offered), digest(token));
      if (!same || owner === 'exists') throw new AppError('setup.linkInvalid');
    },
    done: () => {
      owner = 'exists';
    },
    ask: async (people) => {
      owner = (await people.hasOwner()) ? 'exists' : 'missing';
    },
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();
