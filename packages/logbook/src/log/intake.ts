/** The way of a batch to its write: a known one is answered, a small one gathered with others, and all wait in order of precedence. */
import { AppError } from '@mantinel/contract/app-error';
import type { NewEvent } from '@mantinel/domain';
import { createBatchEncoder } from '../codec/encode-batch.ts';
import type { Appended, Batch } from '../event-store.ts';
import { checkedBatch, checkedSize, isGap } from './checked-batch.ts';
import { Gathering } from './gathering.ts';
import { namedBatches } from './named-batches.ts';
import type { Outage } from './outage.ts';
import { newPending, type Pending, PendingQueues, type Precedence } from './pending.ts';
import type { SourceBook } from './source-book.ts';

export interface IntakeOptions {
  readonly sources: SourceBook;
  readonly outage: Outage;
  /** Called when something waits. */
  readonly wake: () => void;
}

export class Intake {
  readonly #options: IntakeOptions;
  readonly #encode = createBatchEncoder();
  readonly #waiting = new PendingQueues();
  readonly #gathering = new Gathering(this.#encode, (pending) => this.#waiting.push(pending));
  #linesDropped = 0;

  readonly append: (batch: Batch) => Promise<Appended>;

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.append = namedBatches(options.sources, (batch) => this.#append(batch));
  }

  async #append(given: Batch): Promise<Appended> {
    const { events, source, batchId, digest, priority = 'machine' } = given;
    const { outage, wake } = this.#options;
    const { state } = outage;
    if (priority === 'machine' && state === 'writing' && Gathering.takes(given)) {
      const answer = this.#gathering.add(given);
      wake();
      return answer;
    }
    const batch = 'bytes' in events ? checkedBatch(events) : checkedSize(this.#encode(events));
    const kind = priority === 'machine' && state === 'full' && isGap(batch) ? 'audit' : priority;
    if (state === 'failing' || (state === 'full' && kind !== 'audit')) throw outage.refusal();
    const share = {
      ...(source && { source }),
      ...(batchId !== undefined && { batchId }),
      ...(digest !== undefined && { digest }),
      count: batch.count,
    };
    // What came before it stays before it.
    this.#gathering.flush();
    return new Promise<Appended>((resolve, reject) => {
      const dropped = this.#waiting.push({ ...newPending(kind, batch, [share]), resolve, reject });
      if (dropped) {
        this.#linesDropped++;
        dropped.reject(new AppError('logbook.busy'));
      }
      wake();
    });
  }

  /** An event of the logbook itself. */
  tell(event: NewEvent, onDurable: () => void): void {
    const reject = () => {}; // nobody waits for it; it stays in the queue until it is durable
    const pending = newPending('own', this.#encode([event]), [{ count: 1 }]);
    this.#waiting.push({ ...pending, resolve: onDurable, reject });
    this.#options.wake();
  }

  /** What is to be written next; whatever has been gathered until now waits too. */
  next(): Pending | undefined {
    this.#gathering.flush();
    return this.#waiting.first();
  }

  /** Removes everything that fits, in order: `fits` is asked once for each and adds it when it does. */
  takeWhile(fits: (pending: Pending) => boolean): void {
    this.#waiting.takeWhile(fits);
  }

  /** What could not be written and must not be lost goes first again. */
  putBack(own: readonly Pending[]): void {
    this.#waiting.putBack(own);
  }

  /** All of these kinds that wait are told that they cannot be written now. */
  refuse(...kinds: Precedence[]): void {
    this.#gathering.flush();
    for (const pending of this.#waiting.clear(...kinds)) pending.reject(this.#options.outage.refusal());
  }

  /** Batches of log lines that were pushed out since it was last asked. */
  takeLinesDropped(): number {
    const dropped = this.#linesDropped;
    this.#linesDropped = 0;
    return dropped;
  }
}
