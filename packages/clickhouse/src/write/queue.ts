/** Batches that wait for their insert, in order of precedence: what the store tells itself, audit, machines, then the product's own lines. */
import type { Appended, EncodedBatch } from '@mantinel/logbook';
import type { Share } from '@mantinel/logbook/store-parts';

const precedence = ['own', 'audit', 'machine', 'log'] as const;
export type Precedence = (typeof precedence)[number];

export interface Waiting {
  readonly precedence: Precedence;
  readonly batch: EncodedBatch;
  readonly share: Share;
  resolve(appended: Appended): void;
  reject(error: unknown): void;
}

/** Log lines that may wait, so that they never hold up a machine's events. */
const mostLogBatches = 1000;
/** Rows that become durable together. */
const groupRows = 65_535;
const groupBytes = 16 * 1024 * 1024;

export interface WaitingQueue {
  /** Returns the oldest batch of log lines when the new one pushed it out. */
  push(waiting: Waiting): Waiting | undefined;
  isEmpty(): boolean;
  /** Removes what is inserted together next; at least one. */
  take(): Waiting[];
  /** What the store tells itself goes first again. */
  putBack(own: readonly Waiting[]): void;
  clear(): Waiting[];
}

export function waitingQueue(): WaitingQueue {
  const queues: Record<Precedence, Waiting[]> = { own: [], audit: [], machine: [], log: [] };
  return {
    push(waiting) {
      const queue = queues[waiting.precedence];
      queue.push(waiting);
      return waiting.precedence === 'log' && queue.length > mostLogBatches ? queue.shift() : undefined;
    },
    isEmpty: () => precedence.every((kind) => queues[kind].length === 0),
    take() {
      const group: Waiting[] = [];
      let [rows, bytes] = [0, 0];
      for (const kind of precedence) {
        const queue = queues[kind];
        let taken = 0;
        for (const { batch } of queue) {
          rows += batch.count;
          bytes += batch.bytes.length;
          if (group.length + taken > 0 && (rows > groupRows || bytes > groupBytes)) break;
          taken++;
        }
        const isAll = taken === queue.length;
        group.push(...queue.splice(0, taken));
        if (!isAll) break;
      }
      return group;
    },
    putBack: (own) => void queues.own.unshift(...own),
    clear: () => precedence.flatMap((kind) => queues[kind].splice(0)),
  };
}
