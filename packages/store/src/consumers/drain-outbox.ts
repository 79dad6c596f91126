/** Carries the outbox into the logbook: a row goes only after the logbook acknowledged it, and the logbook knows a row it had already. */

import type { AppError } from '@mantinel/contract';
import { asProblem } from '../explain-failure.ts';
import type { StoreEnvironment } from '../store-environment.ts';
import type { Supervisor } from '../supervisor.ts';
import type { EventSink } from './event-source.ts';

export interface DrainOptions {
  readonly sink: EventSink;
  readonly database: Pick<Supervisor, 'ready' | 'run'>;
  readonly environment: StoreEnvironment;
  /** Fires `outbox` when something was put in by this process. */
  readonly changed: EventTarget;
}

export interface Drain {
  /** Why the outbox does not drain, while it does not. */
  problem(): AppError | undefined;
  stop(): Promise<void>;
}

const atOnce = 200;
/** For what other processes put in. */
const lookEveryMs = 5000;
const firstRetryMs = 100;

export function drainOutbox({ sink, database, environment, changed }: DrainOptions): Drain {
  const { random, sleep, log } = environment;
  const stopping = new AbortController();
  let again = new AbortController();
  let problem: AppError | undefined;
  const wake = () => again.abort();
  changed.addEventListener('outbox', wake);

  /** Returns whether there may be more. */
  const drainSome = async (): Promise<boolean> => {
    const rows = await database.run((db) =>
      db.selectFrom('outbox').selectAll().orderBy('place').limit(atOnce).execute(),
    );
    if (rows.length === 0) return false;
    const results = await Promise.allSettled(
      rows.map(({ place, id, event }) =>
        sink.append({
          events: [event],
          source: { source: 'outbox', cursor: String(place) },
          batchId: id,
          priority: 'audit',
        }),
      ),
    );
    const acknowledged = rows
      .filter((_, index) => results[index]!.status === 'fulfilled')
      .map(({ place }) => place);
    if (acknowledged.length > 0) {
      await database.run((db) => db.deleteFrom('outbox').where('place', 'in', acknowledged).execute());
    }
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return rows.length === atOnce;
  };

  const keepGoing = async () => {
    let retryMs = firstRetryMs;
    while (!stopping.signal.aborted) {
      again = new AbortController();
      try {
        await database.ready(stopping.signal);
        while (await drainSome());
        problem = undefined;
        retryMs = firstRetryMs;
        await sleep(lookEveryMs, AbortSignal.any([stopping.signal, again.signal])).catch(() => undefined); // woken
      } catch (error) {
        if (stopping.signal.aborted) return;
        problem = asProblem(error);
        if (problem.code !== 'store.unavailable')
          log('warn', 'The outbox cannot be drained into the logbook; it is tried again.', { err: error });
        await sleep(retryMs * (0.5 + random() / 2), stopping.signal).catch(() => undefined); // woken to stop
        retryMs = Math.min(retryMs * 2, lookEveryMs);
      }
    }
  };
  const going = keepGoing();

  return {
    problem: () => problem,
    async stop() {
      changed.removeEventListener('outbox', wake);
      stopping.abort();
      await going;
    },
  };
}
