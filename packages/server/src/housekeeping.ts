/** What the database is told whenever it comes up. */
import { AppError, type Config, type config as configuration } from '@mantinel/contract';
import type { EventStore } from '@mantinel/logbook';
import type { Store } from '@mantinel/store';
import { machineRow } from './features/machines/machine-row.ts';
import { eraseAgain } from './features/people/erasures.ts';
import type { FirstRun } from './features/session/first-run.ts';
import type { Log } from './own-log/log.ts';

export interface HousekeepingOptions {
  readonly store: Store;
  readonly logbook: Pick<EventStore, 'personal'>;
  readonly firstRun: FirstRun;
  readonly config: Pick<Config, 'site'>;
  /** As they are recorded now. */
  readonly machines: () => readonly { readonly machine: configuration.Machine; readonly demo: boolean }[];
  readonly log: Log;
}

/** Returns the way to stop; it resolves when work under way has ended. */
export function keepHouse(options: HousekeepingOptions): () => Promise<void> {
  const { store, logbook, firstRun, config, log } = options;
  let working: Promise<void> = Promise.resolve();
  const inOrder = (work: () => Promise<unknown>) => {
    working = working.then(work).then(
      () => undefined,
      (error: unknown) => {
        // The database went away again, which is told already; the next time it comes up all of this is done anew.
        if (error instanceof AppError && error.code === 'store.unavailable') return;
        log.warn({ code: 'store.notGreeted', err: error }, 'the database could not be told what it needs');
      },
    );
  };
  const greet = () => {
    inOrder(() => eraseAgain(store, logbook, log));
    inOrder(() => firstRun.ask(store.people));
    const machines = options
      .machines()
      .map(({ machine, demo }) => machineRow(machine, { site: config.site, demo }));
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

  return async () => {
    stopListening();
    await working;
  };
}
