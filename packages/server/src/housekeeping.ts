/** What the database is told whenever it comes up, and what is swept out of it each hour. */
import { AppError, type Config } from '@mantinel/contract';
import type { Store } from '@mantinel/store';
import { machineRow } from './features/machines/machine-row.ts';
import type { FirstRun } from './features/session/first-run.ts';
import type { Log } from './own-log/log.ts';

export interface HousekeepingOptions {
  readonly store: Store;
  readonly firstRun: FirstRun;
  readonly config: Config;
  readonly demo: boolean;
  readonly nowUs: () => number;
  readonly log: Log;
}

const hourMs = 3600 * 1000;
const monthUs = 30 * 24 * 3600 * 1_000_000;
const idempotencyKeptUs = 24 * 3600 * 1_000_000;

/** Returns the way to stop; it resolves when work under way has ended. */
export function keepHouse({
  store,
  firstRun,
  config,
  demo,
  nowUs,
  log,
}: HousekeepingOptions): () => Promise<void> {
  let working: Promise<void> = Promise.resolve();
  const inOrder = (work: () => Promise<unknown>) => {
    working = working.then(work).then(
      () => undefined,
      (error: unknown) => {
        // The database went away again, which is told already; the next time it comes up all of this is done anew.
        if (error instanceof AppError && error.code === 'store.unavailable') return;
        log.warn({ code: 'store.notTidied', err: error }, 'the database could not be tidied');
      },
    );
  };
  const greet = () => {
    inOrder(() => firstRun.ask(store.people));
    const machines = config.machines.map((machine) => machineRow(machine, { site: config.site, demo }));
    inOrder(() =>
      store.transaction(async (tx) => {
        await tx.machines.syncConfigured(machines);
        await tx.places.settle({ site: config.site, machines });
      }),
    );
  };
  const stopListening = store.onState(({ state }) => {
    if (state === 'ready') greet();
  });
  if (store.state().state === 'ready') greet();
  const sweep = setInterval(() => {
    if (store.state().state !== 'ready') return;
    inOrder(() => store.sessions.removeExpired());
    inOrder(() => store.passwordLinks.removeExpired());
    // For a month they are still shown as expired, to whoever wonders why a program stopped.
    inOrder(() => store.apiTokens.removeExpired(nowUs() - monthUs));
    inOrder(() => store.idempotency.removeBefore(nowUs() - idempotencyKeptUs));
  }, hourMs);
  sweep.unref();

  return async () => {
    stopListening();
    clearInterval(sweep);
    await working;
  };
}
