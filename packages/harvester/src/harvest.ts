/** One harvest of a source: no other one meanwhile, told to the store from its beginning to its end, and cancelled by whoever asks for it. */
import { AppError } from '@mantinel/contract';
import type { HarvestCounts, HarvestProblem, SkipRow } from '@mantinel/store';
import { SourceWalk, type WalkOptions } from './walk-source.ts';

export interface HarvestOptions extends WalkOptions {
  /** One that was asked for and waits to be begun. */
  readonly asked?: string | undefined;
  readonly person?: string | undefined;
  /** Aborted with an `AppError`, it failed by that; else it is cancelled. */
  readonly signal: AbortSignal;
}

export interface HarvestReport {
  readonly harvest: string;
  readonly state: 'finished' | 'cancelled';
  readonly counts: HarvestCounts;
  /** By reason: how many, and the first of them. */
  readonly skipped: ReadonlyMap<string, { readonly count: number; readonly example: SkipRow }>;
}

/** How often the store is told how far it came, and asked whether a person wants it to end. */
const writtenMs = 1000;

/**
 * Throws `harvest.running`, `harvest.sourceGone`, `store.unavailable`; what was kept before stays, and the next harvest goes on from there.
 * Aborting `signal` ends it after the batch at hand.
 */
export async function harvest(options: HarvestOptions): Promise<HarvestReport> {
  const { store, source, asked, person } = options;
  return store.harvests.exclusively(source.id, async () => {
    const cancelled = new AbortController();
    const signal = AbortSignal.any([options.signal, cancelled.signal]);
    const walk = new SourceWalk({ ...options, signal });
    const { counts, skipped } = walk;
    const id = await store.harvests.begin({ source: source.id, person, counts, asked });
    if (id === undefined) return { harvest: asked!, state: 'cancelled', counts, skipped };
    const write = async () => {
      if (await store.harvests.progress(id, counts)) cancelled.abort();
    };
    // Where the database is away, keeping what was read says so.
    const writing = setInterval(() => void write().catch(() => undefined), writtenMs);
    try {
      await walk.run(id).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      if (signal.reason instanceof AppError) throw signal.reason;
      const state = signal.aborted ? 'cancelled' : 'finished';
      await store.harvests.end(id, { state, counts });
      return { harvest: id, state, counts, skipped };
    } catch (error) {
      await store.harvests
        .end(id, { state: 'failed', counts, problem: problemOf(error) })
        // The database is away: the next harvest of the source says that this one failed.
        .catch(() => undefined);
      throw error;
    } finally {
      clearInterval(writing);
    }
  });
}

function problemOf(error: unknown): HarvestProblem {
  const { message: text } = error as Error;
  return error instanceof AppError ? { text, code: error.code, data: error.data } : { text };
}
