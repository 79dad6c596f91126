/**
 * The writing half: batches become durable in groups, first the rows, then the commit that makes them count, and only then are
 * they acknowledged or shown. A group whose outcome is not known (the connection went while the server worked) is sent again
 * under its token, which the server takes once, until it answers; its batches are answered no earlier.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '@mantinel/contract/app-error';
import type { NewEvent, Position } from '@mantinel/domain';
import type { Appended, Batch, DurableBatch } from '@mantinel/logbook';
import {
  checkedBatch,
  checkedSize,
  createBatchEncoder,
  namedBatches,
  type OwnEvents,
  openBatch,
  originOf,
  type SourceBook,
} from '@mantinel/logbook/store-parts';
import { ClickHouseProblem, type Driver } from '../driver/driver.ts';
import { isFull, shortened } from '../driver/explain.ts';
import { columns, rowOf } from '../schema/row.ts';
import type { Tables } from '../schema/schema.ts';
import { certainly } from './certainly.ts';
import { writeCommit } from './commits.ts';
import { durableBatch } from './durable-batch.ts';
import { cutTorn } from './establish.ts';
import { type Precedence, type Waiting, waitingQueue } from './queue.ts';

export interface WriterOptions {
  readonly driver: Driver;
  readonly tables: Tables;
  readonly node: string;
  readonly head: Position;
  readonly sources: SourceBook;
  readonly own: OwnEvents;
  readonly nowUs: () => number;
  /** What goes wrong in the background and is no event. */
  readonly onProblem: (problem: unknown) => void;
  /** Between two attempts at a group whose outcome is not known. */
  readonly retryMs?: number;
}

type State = { state: 'writing' | 'full' | 'failing'; problem?: string };
type Listener = (batch: DurableBatch) => void;

/** Rows turned into text at a time, so that who reads meanwhile is answered. */
const rowsATurn = 2000;

export class Writer {
  readonly epoch: number;
  readonly #options: WriterOptions;
  readonly #encode = createBatchEncoder();
  readonly #queue = waitingQueue();
  readonly #listeners = new Set<Listener>();
  readonly #named: (batch: Batch) => Promise<Appended>;
  #head: Position;
  #state: State = { state: 'writing' };
  #sinceUs = 0;
  #refused = { batches: 0, events: 0 };
  #linesDropped = 0;
  /** Rows beyond the head may stand in the tables. */
  #isTorn = false;
  /** Waits for a group whose outcome is not known. */
  #unanswered = false;
  #working: Promise<void> | undefined;
  readonly #closing = new AbortController();

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#head = options.head;
    this.epoch = options.head.epoch;
    this.#named = namedBatches(options.sources, (batch) => this.#append(batch));
  }

  get head(): Position {
    return this.#head;
  }

  get state(): State {
    return this.#state;
  }

  append(batch: Batch): Promise<Appended> {
    if (this.#closing.signal.aborted) return Promise.reject(new AppError('logbook.closed'));
    return this.#named(batch);
  }

  /** Records something that the store itself has to say. */
  tell(event: NewEvent): void {
    const nobody = () => {};
    const share = { count: 1 };
    this.#queue.push({
      precedence: 'own',
      batch: this.#encode([event]),
      share,
      resolve: nobody,
      reject: nobody,
    });
    this.#kick();
  }

  /** Called with each batch when it is durable, in order. */
  onDurable(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Writes what waits; a group whose outcome is not known by then stays unknown, and its callers are told so. */
  async close(): Promise<void> {
    this.#closing.abort();
    while (this.#working) await this.#working;
  }

  async #append({ events, source, batchId, digest, priority = 'machine' }: Batch): Promise<Appended> {
    const batch = 'bytes' in events ? checkedBatch(events) : checkedSize(this.#encode(events));
    if (this.#unanswered) throw this.#refusal(this.#state.problem ?? '');
    const share = {
      ...(source && { source }),
      ...(batchId !== undefined && { batchId }),
      ...(digest !== undefined && { digest }),
      count: batch.count,
    };
    return new Promise<Appended>((resolve, reject) => {
      const precedence: Precedence = priority;
      const dropped = this.#queue.push({ precedence, batch, share, resolve, reject });
      if (dropped) {
        this.#linesDropped++;
        dropped.reject(new AppError('logbook.busy'));
      }
      this.#kick();
    });
  }

  #kick(): void {
    this.#working ??= this.#work();
  }

  async #work(): Promise<void> {
    try {
      // One turn of the event loop lets everything that arrived together share one insert.
      for (await nextTurn(); !this.#queue.isEmpty(); await nextTurn()) {
        const group = this.#queue.take();
        try {
          await this.#write(group);
        } catch (error) {
          this.#refuse(group, error);
          // What it has to tell itself waits until somebody appends again.
          if (this.#closing.signal.aborted || this.#queue.isEmpty() || group.every(isOwn)) break;
        }
      }
    } finally {
      // In the same tick as the last look at the queue, so that no batch is left waiting.
      this.#working = undefined;
    }
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    const { driver, tables, nowUs, sources } = this.#options;
    if (this.#isTorn) {
      await cutTorn(driver, tables, this.#head);
      this.#isTorn = false;
    }
    const { epoch } = this;
    const firstSeq = this.#head.seq + 1;
    const count = group.reduce((sum, { batch }) => sum + batch.count, 0);
    const lines = await linesOf(group, { epoch, firstSeq });
    const token = `${epoch}-${firstSeq}-${randomUUID()}`;
    const origin = originOf(group.map(({ share }) => share));
    this.#isTorn = true;
    await this.#certainly(() => driver.insert({ table: tables.events, columns, lines, token }));
    await this.#certainly(() =>
      writeCommit(driver, tables, { epoch, firstSeq, count, origin, nowUs: nowUs(), token }),
    );
    this.#isTorn = false;
    this.#head = { epoch, seq: firstSeq + count - 1 };
    sources.record(origin, { epoch, firstSeq });
    this.#answer(group, firstSeq);
    this.#recovered();
  }

  /** Meanwhile nothing else is taken. */
  async #certainly(insert: () => Promise<void>): Promise<void> {
    const { retryMs } = this.#options;
    try {
      await certainly(insert, {
        signal: this.#closing.signal,
        ...(retryMs !== undefined && { retryMs }),
        onUnknown: ({ message }) => {
          this.#unanswered = true;
          this.#become('failing', message);
        },
      });
    } finally {
      this.#unanswered = false;
    }
  }

  #answer(group: readonly Waiting[], from: number): void {
    const { epoch } = this;
    const { node, onProblem } = this.#options;
    let firstSeq = from;
    for (const { batch } of group) {
      const durable = durableBatch({ node, epoch, firstSeq, batch });
      for (const listener of this.#listeners) {
        try {
          listener(durable);
        } catch (error) {
          // One listener's mistake must neither stop recording nor hide the batch from the others.
          onProblem(error);
        }
      }
      firstSeq += batch.count;
    }
    firstSeq = from;
    for (const { batch, resolve } of group) {
      resolve({ epoch, firstSeq, count: batch.count, duplicate: false });
      firstSeq += batch.count;
    }
  }

  #refuse(group: readonly Waiting[], error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    const full = error instanceof ClickHouseProblem && error.outcome === 'refused' && isFull(error);
    this.#become(full ? 'full' : 'failing', reason);
    const waiting = [...group, ...this.#queue.clear()];
    this.#queue.putBack(waiting.filter(isOwn));
    const refused = waiting.filter((one) => !isOwn(one));
    for (const { batch, reject } of refused) {
      this.#refused.batches++;
      this.#refused.events += batch.count;
      reject(this.#refusal(reason, error));
    }
    if (!(error instanceof ClickHouseProblem)) this.#options.onProblem(error);
  }

  #refusal(problem: string, cause?: unknown): AppError {
    const directory = this.#options.driver.place;
    const more = cause === undefined ? {} : { cause };
    if (this.#state.state === 'full') return new AppError('logbook.full', { data: { directory }, ...more });
    const reason = `ClickHouse: ${shortened(problem)}`;
    return new AppError('logbook.writeFailed', { data: { directory, reason }, ...more });
  }

  #become(state: 'full' | 'failing', problem: string): void {
    if (this.#state.state === 'writing') this.#sinceUs = this.#options.nowUs();
    this.#state = { state, problem: shortened(problem) };
  }

  /** What an outage was is told as soon as something can be stored again. */
  #recovered(): void {
    const { own, driver } = this.#options;
    const { state, problem = '' } = this.#state;
    if (state === 'full') this.tell(own.spaceReturned(driver.place, this.#sinceUs));
    else if (state === 'failing' && this.#refused.batches > 0)
      this.tell(own.writeFailed(`ClickHouse: ${problem}`, this.#refused));
    this.#state = { state: 'writing' };
    this.#refused = { batches: 0, events: 0 };
    if (this.#linesDropped > 0) this.tell(own.linesDropped(this.#linesDropped));
    this.#linesDropped = 0;
  }
}

const isOwn = ({ precedence }: Waiting): boolean => precedence === 'own';

async function linesOf(
  group: readonly Waiting[],
  { epoch, firstSeq }: { epoch: number; firstSeq: number },
): Promise<string> {
  const lines: string[] = [];
  let seq = firstSeq;
  for (const { batch } of group) {
    const rows = openBatch(batch.bytes);
    for (let row = 0; row < rows.count; row++, seq++) {
      lines.push(rowOf(rows.event(row), { epoch, seq }));
      if (lines.length % rowsATurn === 0) await nextTurn();
    }
  }
  return lines.join('\n');
}
