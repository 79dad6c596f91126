/** Looks after sources that are watched: begins a harvest when something changed, tells once when a folder vanished, and goes on when it is back. */
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '@mantinel/contract';
import { walk } from '@mantinel/harvester';
import type { HarvestSourceRow, Store } from '@mantinel/store';
import { lookRegularly } from '../../look-regularly.ts';
import type { Log } from '../../own-log/log.ts';
import { tellBack, tellGone } from './harvest-task.ts';
import { folderOf } from './source-folder.ts';
import { type FolderWatch, watchFolder } from './watch-folder.ts';

export interface SourceWatch {
  /** Something changed there, as whoever changed it knows. */
  changed(source: string): void;
  /** Sources were added, changed or removed. */
  again(): void;
  stop(): Promise<void>;
}

export interface WatchSourcesOptions {
  readonly store: Pick<Store, 'harvestSources' | 'harvests'>;
  readonly data: string;
  /** Throws `harvest.running`, `store.unavailable`. */
  readonly begin: (source: HarvestSourceRow) => Promise<void>;
  readonly nowUs: () => number;
  readonly log: Log;
  /** Between looks at folders of which the system may not tell; a minute unless told. */
  readonly everyMs?: number;
  /** Of quiet after a change; 3 s unless told. */
  readonly quietMs?: number;
}

interface Watched {
  source: HarvestSourceRow;
  readonly watch: FolderWatch;
  /** Of the files at the last harvest; undefined before the first look. */
  seen: string | undefined;
  /** When somebody told of a change that was not harvested yet. */
  changedUs: number | undefined;
  /** Not before: a look at a large share takes its time. */
  nextLookMs: number;
  looking: Promise<void> | undefined;
  quiet: NodeJS.Timeout | undefined;
}

export function watchSources(options: WatchSourcesOptions): SourceWatch {
  const { store, data, begin, nowUs, log, everyMs = 60_000, quietMs = 3000 } = options;
  const watched = new Map<string, Watched>();
  const stopping = new AbortController();

  function heard(id: string): void {
    const one = watched.get(id);
    if (!one || stopping.signal.aborted) return;
    one.changedUs = nowUs();
    clearTimeout(one.quiet);
    one.quiet = setTimeout(() => {
      one.nextLookMs = 0;
      look(one);
    }, quietMs);
    one.quiet.unref();
  }

  function look(one: Watched): void {
    if (one.looking || performance.now() < one.nextLookMs || stopping.signal.aborted) return;
    one.looking = lookAt(one)
      .catch((error: unknown) => {
        if (isExpected(error) || stopping.signal.aborted) return;
        const { location } = one.source;
        log.warn({ code: 'harvest.notLooked', location, err: error }, `${location} cannot be looked at`);
      })
      .finally(() => {
        one.looking = undefined;
      });
  }

  async function lookAt(one: Watched): Promise<void> {
    const { source } = one;
    const began = performance.now();
    try {
      const folder = folderOf(data, source);
      if (source.kind === 'upload') await mkdir(folder, { recursive: true });
      const { files, folders } = await lookedAt(folder, stopping.signal);
      one.watch.settle(folders);
      if (source.problem !== undefined) {
        if (await store.harvestSources.tell(source.id, undefined)) tellBack(log, source);
        one.source = { ...source, problem: undefined };
      }
      if (files === one.seen && one.changedUs === undefined) return;
      // Made a moment ago: what is uploaded to it is on its way.
      if (one.seen === undefined && source.kind === 'upload' && files === nothing) {
        one.seen = files;
        return;
      }
      if (!(await isHarvestedSince(one))) await begin(source);
      one.seen = files;
      one.changedUs = undefined;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'harvest.sourceGone') throw error;
      await tellGone({ store, log }, source, error);
      // Whatever is there when it is back is looked at anew.
      one.seen = undefined;
      one.watch.settle(new Set());
    } finally {
      one.nextLookMs = performance.now() + Math.max(everyMs / 2, 20 * (performance.now() - began));
    }
  }

  /** A person began one after the change that was heard of. */
  async function isHarvestedSince({ source, changedUs, seen }: Watched): Promise<boolean> {
    if (changedUs === undefined || seen === undefined) return false;
    const [latest] = await store.harvests.latest([source.id]);
    return (
      latest !== undefined &&
      latest.startedUs > changedUs &&
      (latest.state === 'finished' || latest.state === 'running')
    );
  }

  async function settle(): Promise<void> {
    const sources = new Map((await store.harvestSources.watched()).map((source) => [source.id, source]));
    for (const [id, one] of watched)
      if (!sources.has(id)) {
        forget(one);
        watched.delete(id);
      }
    for (const [id, source] of sources) {
      const known = watched.get(id);
      if (known) known.source = source;
      else
        watched.set(id, {
          source,
          watch: watchFolder(folderOf(data, source), () => heard(id)),
          seen: undefined,
          changedUs: undefined,
          nextLookMs: 0,
          looking: undefined,
          quiet: undefined,
        });
    }
    for (const one of watched.values()) look(one);
  }

  const looking = lookRegularly(settle, {
    everyMs,
    failed: (error) => {
      if (isExpected(error)) return; // told already, and looked at again
      log.warn({ code: 'harvest.notLooked', err: error }, 'the sources of programs cannot be looked at');
    },
  });

  return {
    changed: heard,
    again: looking.again,
    stop: async () => {
      stopping.abort();
      for (const one of watched.values()) forget(one);
      await looking.stop();
      await Promise.all([...watched.values()].map((one) => one.looking));
    },
  };
}

function forget({ watch, quiet }: Watched): void {
  watch.close();
  clearTimeout(quiet);
}

/** The database is away, or somebody harvests it just now: the next look is soon enough. */
const isExpected = (error: unknown): boolean =>
  error instanceof AppError && ['store.unavailable', 'harvest.running'].includes(error.code);

const nothing = createHash('sha256').digest('hex');

/** A digest of every file's path, size and time, and the folders that have some. Throws `harvest.sourceGone`. */
async function lookedAt(
  folder: string,
  signal: AbortSignal,
): Promise<{ files: string; folders: ReadonlySet<string> }> {
  const digest = createHash('sha256');
  const folders = new Set<string>();
  for await (const found of walk(folder, signal)) {
    if ('skipped' in found) digest.update(`${found.path}\0${found.skipped.reason}\n`);
    else digest.update(`${found.path}\0${found.bytes}\0${found.modifiedUs}\n`);
    const within = dirname(found.path);
    if (within !== '.') folders.add(within);
  }
  return { files: digest.digest('hex'), folders };
}
