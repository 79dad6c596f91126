/** Batches that wait for their write, in order of precedence, and the bound on the product's own log lines. */
import type { Appended, EncodedBatch } from '../event-store.ts';
import { align, frameLength } from '../segments/frame.ts';
import { encodeOrigin, type Origin, originOf, type Share } from '../segments/origin.ts';

/** `own` is what the logbook itself tells. */
export const precedence = ['own', 'audit', 'machine', 'log'] as const;
export type Precedence = (typeof precedence)[number];

export interface Pending {
  readonly precedence: Precedence;
  readonly batch: EncodedBatch;
  readonly origin: Origin;
  readonly originBytes: Buffer;
  readonly frameBytes: number;
  /** Calls of `append` that it answers. */
  readonly appends: number;
  resolve(appended: Appended): void;
  reject(error: unknown): void;
}

/** Log lines that may wait, and that may join one write, so that they never hold up a machine's events. */
const mostLogBatches = 1000;
const logBytesAWrite = 256 * 1024;

/** `shares`: whose events they are, in the batch's order. */
export function newPending(
  kind: Precedence,
  batch: EncodedBatch,
  shares: readonly Share[],
): Omit<Pending, 'resolve' | 'reject'> {
  const origin = originOf(shares);
  const originBytes = encodeOrigin(origin);
  const frameBytes = align(frameLength(originBytes, batch.bytes));
  return { precedence: kind, batch, origin, originBytes, frameBytes, appends: shares.length };
}

export class PendingQueues {
  readonly #queues: Record<Precedence, Pending[]> = { own: [], audit: [], machine: [], log: [] };

  /** Returns the oldest log batch when the new one pushed it out. */
  push(pending: Pending): Pending | undefined {
    const queue = this.#queues[pending.precedence];
    queue.push(pending);
    return pending.precedence === 'log' && queue.length > mostLogBatches ? queue.shift() : undefined;
  }

  /** What could not be written and must not be lost goes first again. */
  putBack(own: readonly Pending[]): void {
    this.#queues.own.unshift(...own);
  }

  first(): Pending | undefined {
    for (const kind of precedence) if (this.#queues[kind].length > 0) return this.#queues[kind][0];
    return undefined;
  }

  /** Removes everything that fits, in order: `fits` is asked once for each and adds it when it does. */
  takeWhile(fits: (pending: Pending) => boolean): void {
    for (const kind of precedence) {
      const queue = this.#queues[kind];
      let taken = 0;
      let bytes = 0;
      while (taken < queue.length && (kind !== 'log' || bytes < logBytesAWrite)) {
        const pending = queue[taken]!;
        if (!fits(pending)) break;
        bytes += pending.frameBytes;
        taken++;
      }
      const all = taken === queue.length;
      queue.splice(0, taken);
      if (!all) return;
    }
  }

  /** Removes all of these kinds. */
  clear(...kinds: Precedence[]): Pending[] {
    return kinds.flatMap((kind) => this.#queues[kind].splice(0));
  }
}
