/** The background task that walks through a source: begun again after a crash, it goes on from what is kept. */
import { AppError, type HarvestSourceView } from '@mantinel/contract';
import type { HarvestSourceRow, Store } from '@mantinel/store';
import { z } from 'zod';
import type { Log } from '../../own-log/log.ts';
import { type TaskContext, type TaskDefinition, task } from '../../task.ts';
import { folderOf } from './source-folder.ts';

export const harvestTaskName = 'harvest.run';

const Payload = z.object({
  source: z.string(),
  harvest: z.string(),
  person: z.string().optional(),
  /** Begun since something changed there: what is being written just now is left for the next one. */
  byItself: z.boolean().default(false),
});
export type HarvestPayload = z.input<typeof Payload>;

export interface HarvestTaskOptions {
  readonly store: Store;
  readonly data: string;
  /** Aborts when the program stops: what is at hand is kept before. */
  readonly stopping: AbortSignal;
  /** Whoever waits for it to end. */
  readonly running: Set<Promise<unknown>>;
  /** It ended: `again` where files were left since they were being written. */
  readonly ended: (source: string, again: boolean) => void;
  readonly nowUs: () => number;
  readonly log: Log;
}

/** A file that changed so lately is being copied, perhaps. */
const settleMs = 2000;

export function harvestTask(options: HarvestTaskOptions): TaskDefinition {
  const { store, data, stopping, running, ended, nowUs, log } = options;

  async function walk(source: HarvestSourceRow, payload: z.output<typeof Payload>, signal: AbortSignal) {
    // A start does not pay for what reads programs.
    const { harvest } = await import('@mantinel/harvester/reading');
    const report = await harvest({
      store,
      source,
      folder: folderOf(data, source),
      asked: payload.harvest,
      person: payload.person,
      signal,
      nowUs,
      ...(payload.byItself ? { settleMs } : {}),
    });
    const { state, counts } = report;
    if (await store.harvestSources.tell(source.id, undefined)) tellBack(log, source);
    log.info(
      { code: 'harvest.ended', harvest: report.harvest, location: source.location, state, ...counts },
      `a harvest of ${source.location} ended`,
    );
    return report;
  }

  async function handle(payload: z.output<typeof Payload>, { signal, last }: TaskContext): Promise<void> {
    const source = await store.harvestSources.get(payload.source);
    // Removed meanwhile, and its harvests with it.
    if (!source) return;
    if (source.paused) {
      await store.harvests.cancel(payload.harvest).catch(onlyIfEnded);
      return;
    }
    try {
      const { skipped } = await walk(source, payload, AbortSignal.any([signal, stopping]));
      ended(source.id, skipped.has('being-written'));
    } catch (error) {
      ended(source.id, false);
      if (error instanceof AppError && error.code === 'harvest.sourceGone') {
        await tellGone({ store, log }, source, error);
        return;
      }
      if (last && error instanceof AppError && error.code === 'harvest.running')
        await store.harvests.cancel(payload.harvest).catch(onlyIfEnded);
      throw error;
    }
  }

  return task({
    name: harvestTaskName,
    payload: Payload,
    // Whatever stopped it, the next attempt goes on from there.
    retries: 8,
    retryDelaySeconds: 10,
    longestDelaySeconds: 600,
    timeLimitSeconds: 20 * 3600,
    atOnce: 2,
    handle: async (payload, context) => {
      const work = handle(payload, context);
      running.add(work);
      await work.finally(() => running.delete(work));
    },
  });
}

function onlyIfEnded(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== 'harvest.notCancellable') throw error;
}

/** Once, however often it is looked for. */
export async function tellGone(
  { store, log }: { store: Pick<Store, 'harvestSources'>; log: Log },
  source: Pick<HarvestSourceView, 'id' | 'location'>,
  error: AppError,
): Promise<void> {
  const problem = { text: error.message, code: error.code, data: error.data };
  if (!(await store.harvestSources.tell(source.id, problem))) return;
  log.warn(
    { code: 'harvest.sourceLost', location: source.location, err: error },
    `the folder ${source.location} is not there`,
  );
}

export const tellBack = (log: Log, { location }: Pick<HarvestSourceView, 'location'>): void =>
  log.info({ code: 'harvest.sourceBack', location }, `the folder ${location} is there again`);
