/** A consumer of the logbook that writes rows and its place in one transaction: every event is taken up exactly once. */
import { AppError } from '@mantinel/contract';
import type { Event, Position } from '@mantinel/domain';
import { type Kysely, sql } from 'kysely';
import { asProblem } from '../explain-failure.ts';
import type { StoreEnvironment } from '../store-environment.ts';
import type { Supervisor } from '../supervisor.ts';
import type { Tables } from '../tables.ts';
import { assertWithin, beginning, loadCursor, moveCursor, type StoredCursor } from './consumer-cursor.ts';
import type { EventBatch, EventSource } from './event-source.ts';
import { gather } from './gather.ts';

export interface ConsumerOptions {
  readonly name: string;
  readonly events: EventSource;
  readonly database: Pick<Supervisor, 'ready' | 'run'>;
  readonly environment: StoreEnvironment;
  /** Writes through `tx` alone; may run again for the same events after a failure, which then rolled back. */
  apply(tx: Kysely<Tables>, events: readonly Event[]): Promise<void>;
  /** Where to go on instead of at the stored place, which is undefined where there is none yet. */
  begin?(stored: StoredCursor | undefined): Promise<StoredCursor | undefined>;
  /** Awaited between pieces of work while much is to be caught up with. */
  readonly giveWay?: (() => Promise<void>) | undefined;
  /** Least time between two transactions. Default 200 ms: five small writes a second, however fast events come. */
  readonly paceMs?: number;
}

export interface ConsumerState {
  readonly name: string;
  /** `waiting`: for the database, tries again by itself. `stopped`: will not go on; `problem` says why and what to do. */
  readonly state: 'running' | 'waiting' | 'stopped';
  /** The last event taken up; undefined before the first connection. */
  readonly position?: Position;
  /** Events after `position`. After a new epoch began it counts that epoch only. */
  readonly behind: number;
  readonly problem?: AppError;
}

export interface Consumer {
  state(): ConsumerState;
  /**
   * Begins again from the stored place, which `reset` may change: nothing is taken up meanwhile. Resolves, or rejects as
   * `reset` does, when that is done.
   */
  restart(reset: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

const readAhead = 20_000;
/** Some milliseconds of work. */
const maxBatch = 1000;
const firstRetryMs = 100;
const longestRetryMs = 5000;
/** Retention need not know sooner; by then the transaction is on disk although its commit did not wait for it. */
const tellRetentionEveryUs = 30_000_000;

export function runConsumer(options: ConsumerOptions): Consumer {
  const { name, events, database, environment, apply, giveWay, paceMs = 200 } = options;
  const { nowUs, random, sleep, log } = environment;
  const stopping = new AbortController();
  let again = new AbortController();
  let underway: Promise<void> = Promise.resolve();
  /** A restart that the next attempt waits for. */
  let held: Promise<void> | undefined;
  let position: Position | undefined;
  let state: ConsumerState['state'] = 'waiting';
  let problem: AppError | undefined;
  let retryMs = firstRetryMs;

  /** Takes up events from the stored place until something fails, or until told to begin again. */
  const follow = async (signal: AbortSignal): Promise<void> => {
    await database.ready(signal);
    const found = await database.run((db) => loadCursor(db, name));
    if (found) assertWithin(events, name, found);
    const stored = options.begin ? await options.begin(found) : found;
    position = stored?.position ?? beginning;
    let from = stored?.position;
    const retention = await events.cursor(`store.${name}`, { mode: 'required', from: position });
    let durable = position;
    let toldUs = nowUs();
    const gathered = gather(events.read(position, { signal, maxBatch }), { limit: readAhead, signal });
    state = 'running';
    problem = undefined;
    for (let batches = await gathered.next(); batches; batches = await gathered.next()) {
      const to = endOf(batches.at(-1)!);
      const moved = await takeUp(batches, { node: events.node, from, to });
      if (!moved) return;
      from = to;
      position = to;
      retryMs = firstRetryMs;
      if (nowUs() - toldUs >= tellRetentionEveryUs) {
        await retention.commit(durable);
        durable = to;
        toldUs = nowUs();
      }
      // With much to catch up, the next ones lie ready.
      if (countOf(batches) < readAhead) await sleep(paceMs, signal);
    }
  };

  const attempt = async (signal: AbortSignal): Promise<void> => {
    const over = new AbortController();
    try {
      await follow(AbortSignal.any([signal, over.signal]));
    } finally {
      over.abort(); // the reading goes on otherwise: it did not fail
    }
  };

  const takeUp = async (batches: EventBatch[], move: Parameters<typeof moveCursor>[2]): Promise<boolean> => {
    const taken: Event[] = [];
    const isMuch = countOf(batches) >= readAhead;
    for (const batch of batches) {
      if (isMuch) await giveWay?.();
      for (const event of batch.events()) taken.push(event);
    }
    return database.run((db) =>
      db.transaction().execute(async (tx) => {
        // Rows and place are lost together or not at all, so no commit needs to wait for the disk.
        await sql`set local synchronous_commit = off`.execute(tx);
        if (!(await moveCursor(tx, name, move))) return false;
        await apply(tx, taken);
        return true;
      }),
    );
  };

  const keepGoing = async () => {
    while (!stopping.signal.aborted) {
      if (held) {
        await held;
        continue;
      }
      again = new AbortController();
      const signal = AbortSignal.any([stopping.signal, again.signal]);
      try {
        underway = attempt(signal);
        await underway;
      } catch (error) {
        if (signal.aborted) continue;
        problem = asProblem(error);
        if (problem.code.startsWith('cursor.')) {
          // The logbook may know its reader by another name.
          problem = new AppError(problem.code, { cause: error, data: { ...problem.data, cursor: name } });
          state = 'stopped';
          log('error', 'A consumer of the logbook stopped.', { consumer: name, err: error });
          await aborted(signal);
          continue;
        }
        state = 'waiting';
        if (problem.code !== 'store.unavailable')
          log('warn', 'A consumer of the logbook failed and tries again.', { consumer: name, err: error });
        await sleep(retryMs * (0.5 + random() / 2), signal).catch(() => undefined); // woken early
        retryMs = Math.min(retryMs * 2, longestRetryMs);
      }
    }
  };
  const going = keepGoing();

  return {
    state: () => ({
      name,
      state,
      ...(position ? { position } : {}),
      behind: behind(events.head, position),
      ...(problem ? { problem } : {}),
    }),
    async restart(reset) {
      while (held) await held;
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      again.abort();
      try {
        await underway.catch(() => undefined); // told by the loop, or aborted
        await reset();
        // Why it had stopped is over: whoever waits for the restart must not be told of it.
        state = 'waiting';
        problem = undefined;
      } finally {
        held = undefined;
        resolve();
      }
    },
    async stop() {
      stopping.abort();
      await going;
    },
  };
}

const endOf = ({ epoch, firstSeq, count }: EventBatch): Position => ({ epoch, seq: firstSeq + count - 1 });

const countOf = (batches: readonly EventBatch[]): number =>
  batches.reduce((sum, { count }) => sum + count, 0);

const behind = (head: Position, position: Position | undefined): number =>
  position && position.epoch === head.epoch ? Math.max(0, head.seq - position.seq) : head.seq;

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
