/** Once a day what the settings no longer keep leaves the logbook, and what came is signed for. */
import { AppError, type Config } from '@mantinel/contract';
import type { EventStore } from '@mantinel/logbook';
import type { Projections } from '@mantinel/store';
import type { Log } from './own-log/log.ts';

export interface RetentionOptions {
  readonly logbook: Pick<EventStore, 'retain'> & { readonly proof: Pick<EventStore['proof'], 'seal'> };
  /** As they are set when a run begins. */
  readonly days: () => Config['logbook']['retentionDays'];
  /** What differs at single sites. */
  readonly sites?: () => Config['logbook']['siteRetentionDays'];
  /** Writes how things stand, so that nothing removed is needed to know it. */
  readonly before?: () => Promise<void>;
  readonly nowUs: () => number;
  readonly log: Log;
  readonly everyMs?: number;
}

const dayMs = 24 * 3600 * 1000;
/** After the start, so that the first minutes belong to the machines. */
const firstMs = 10 * 60 * 1000;

export interface Retention {
  nextRunUs(): number;
  /** Resolves when a run under way has ended. */
  stop(): Promise<void>;
}

export function keepRetention({
  logbook,
  days,
  sites,
  before,
  nowUs,
  log,
  everyMs = dayMs,
}: RetentionOptions): Retention {
  let running: Promise<void> = Promise.resolve();
  let nextUs = 0;
  let timer: NodeJS.Timeout;

  async function run(): Promise<void> {
    try {
      await before?.();
      const { removedEvents, freedBytes } = await logbook.retain({
        days: days(),
        ...(sites && { sites: sites() }),
        nowUs: nowUs(),
      });
      // What came today is under a signed head today, however quiet the shop is.
      await logbook.proof.seal();
      if (removedEvents > 0)
        log.info(
          { code: 'logbook.retained', removedEvents, freedBytes },
          'events past their time were removed',
        );
    } catch (error) {
      log.error({ code: 'logbook.notRetained', err: error }, 'events past their time could not be removed');
    }
  }
  const schedule = (ms: number) => {
    nextUs = nowUs() + ms * 1000;
    timer = setTimeout(() => {
      running = run();
      schedule(everyMs);
    }, ms);
    timer.unref();
  };
  schedule(Math.min(firstMs, everyMs));

  return {
    nextRunUs: () => nextUs,
    stop: async () => {
      clearTimeout(timer);
      await running;
    },
  };
}

/** What the database holds of machines, for a rebuild after retention. */
export async function checkpointProjections(
  { checkpoint }: Pick<Projections, 'checkpoint'>,
  { site, log }: { readonly site: string; readonly log: Log },
): Promise<void> {
  try {
    await checkpoint(site);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'store.unavailable') throw error;
    // Retention goes on as far as the last checkpoint reaches: its cursor keeps the rest.
    log.debug(
      { code: 'store.notCheckpointed', err: error },
      'the database is away; its last checkpoint holds',
    );
  }
}
