/** The shop's entries in memory: events are explained at once, and while the database is away as they were last known. */
import { AppError } from '@mantinel/contract';
import { modelNames, type ShopEntry } from '@mantinel/domain';
import type { CatalogueEntryRow, Store } from '@mantinel/store';
import { lookRegularly } from '../../look-regularly.ts';
import type { Log } from '../../own-log/log.ts';

export interface ShopEntries {
  of(code: string): readonly ShopEntry[];
  /** Names of the machine's model in lower case, as far as it described itself. */
  modelsOf(machine: string): readonly string[];
  /** Reads them again; resolves also where the database is away. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

export interface ShopEntriesOptions {
  readonly store: Pick<Store, 'catalogueEntries' | 'deviceModels' | 'onState'>;
  readonly log: Log;
  /** What another process changed, or a machine told of itself, is known after so long at the latest. */
  readonly everyMs?: number;
}

export function shopEntries({ store, log, everyMs = 60_000 }: ShopEntriesOptions): ShopEntries {
  let entries: ReadonlyMap<string, readonly ShopEntry[]> = new Map();
  let models: ReadonlyMap<string, readonly string[]> = new Map();

  async function load(): Promise<void> {
    const [rows, known] = await Promise.all([store.catalogueEntries.all(), store.deviceModels.names()]);
    entries = Map.groupBy(rows.map(entryOf), ({ code }) => code);
    models = new Map(known.map(({ machine, ...names }) => [machine, modelNames(names)]));
  }
  const failed = (error: unknown) => {
    // It is said already that the database is away, and what was known goes on.
    if (error instanceof AppError && error.code === 'store.unavailable') return;
    log.warn({ code: 'catalogue.notRead', err: error }, 'the explanations of the shop could not be read');
  };
  const looking = lookRegularly(load, { everyMs, failed });
  const unlisten = store.onState(({ state }) => {
    if (state === 'ready') looking.again();
  });

  return {
    of: (code) => entries.get(code) ?? [],
    modelsOf: (machine) => models.get(machine) ?? [],
    reload: () => load().catch(failed),
    stop: () => {
      unlisten();
      return looking.stop();
    },
  };
}

const entryOf = (row: CatalogueEntryRow): ShopEntry => ({
  code: row.code,
  place: row.place,
  model: row.model,
  texts: row.texts,
  ...(row.priority === undefined ? {} : { priority: row.priority }),
  ...(row.respondWithinMinutes === undefined ? {} : { respondWithinMinutes: row.respondWithinMinutes }),
  sources: row.source === '' ? [] : [{ title: row.source }],
});
