/** Small batches of many sources, joined into one frame a write: a frame each would cost more than their events. */
import type { NewEvent } from '@mantinel/domain';
import type { Appended, Batch, EncodedBatch } from '../event-store.ts';
import { newPending, type Pending } from './pending.ts';

/** Batches of more events are worth a frame of their own. */
const mostEventsABatch = 8;
/** One damaged frame costs no more than so many events. */
const mostEventsAFrame = 256;
/** Longer texts (assets, programs, a source's place) are not joined, so that a frame stays small. */
const longestText = 1000;

/** A batch that may share a frame. */
export interface SmallBatch extends Pick<Batch, 'source' | 'batchId' | 'digest'> {
  readonly events: readonly NewEvent[];
}

interface Claim extends SmallBatch {
  resolve(appended: Appended): void;
  reject(error: unknown): void;
}

export class Gathering {
  readonly #encode: (events: readonly NewEvent[]) => EncodedBatch;
  readonly #push: (pending: Pending) => void;
  #claims: Claim[] = [];
  #count = 0;

  constructor(encode: (events: readonly NewEvent[]) => EncodedBatch, push: (pending: Pending) => void) {
    this.#encode = encode;
    this.#push = push;
  }

  static takes(batch: Batch): batch is Batch & SmallBatch {
    const { events, source, batchId } = batch;
    if ('bytes' in events || events.length === 0 || events.length > mostEventsABatch) return false;
    const named = (source?.source.length ?? 0) + (source?.cursor.length ?? 0) + (batchId?.length ?? 0);
    return named <= longestText && events.every(isSmall);
  }

  /** Rejects with AppError `logbook.badBatch` when the events of this call are malformed, whatever the others are. */
  add({ events, source, batchId, digest }: SmallBatch): Promise<Appended> {
    return new Promise<Appended>((resolve, reject) => {
      this.#claims.push({
        events,
        ...(source && { source }),
        ...(batchId !== undefined && { batchId }),
        ...(digest !== undefined && { digest }),
        resolve,
        reject,
      });
      this.#count += events.length;
      if (this.#count >= mostEventsAFrame) this.flush();
    });
  }

  /** Hands on what was gathered. */
  flush(): void {
    const claims = this.#claims;
    if (claims.length === 0) return;
    this.#claims = [];
    this.#count = 0;
    try {
      this.#push(this.#pending(claims));
    } catch {
      // Somebody's events are malformed: each for itself, so that nobody else is told so.
      for (const claim of claims) {
        try {
          this.#push(this.#pending([claim]));
        } catch (own) {
          claim.reject(own);
        }
      }
    }
  }

  #pending(claims: readonly Claim[]): Pending {
    const batch = this.#encode(claims.flatMap(({ events }) => events));
    const shares = claims.map(({ events, ...claim }) => ({ ...claim, count: events.length }));
    return {
      ...newPending('machine', batch, shares),
      resolve(appended) {
        let { firstSeq } = appended;
        for (const claim of claims) {
          const count = claim.events.length;
          claim.resolve({ ...appended, firstSeq, count });
          firstSeq += count;
        }
      },
      reject(error) {
        for (const claim of claims) claim.reject(error);
      },
    };
  }
}

/** Nothing is known of the event yet: whatever is odd is left to the encoder to name. */
function isSmall(event: NewEvent): boolean {
  if (!(event?.message?.length <= longestText && event.code?.length <= longestText)) return false;
  const { attributes } = event;
  if (typeof attributes !== 'object' || attributes === null) return false;
  for (const key in attributes) {
    const value = attributes[key];
    if (typeof value === 'string' ? value.length > longestText : typeof value === 'object' && value !== null)
      return false;
  }
  return true;
}
