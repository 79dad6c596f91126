/** A batch that waits for the disk: tried again until the logbook takes it, for senders that can wait. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@mantinel/contract';
import type { Batch, EventStore } from '@mantinel/logbook';
import type { Log } from '../../own-log/log.ts';

export interface Waiting {
  readonly logbook: Pick<EventStore, 'append'>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const firstRetryMs = 100;
const longestRetryMs = 5000;

/** False where it was stopped before the logbook took the batch. Throws what waiting does not mend. */
export async function appendUntilTaken(batch: Batch, { logbook, log, signal }: Waiting): Promise<boolean> {
  for (let waitMs = firstRetryMs; ; waitMs = Math.min(waitMs * 2, longestRetryMs)) {
    try {
      await logbook.append(batch);
      return true;
    } catch (err) {
      const code = err instanceof AppError ? err.code : undefined;
      if (code !== 'logbook.full' && code !== 'logbook.writeFailed') throw err;
      if (waitMs === firstRetryMs)
        log.error({ code: 'ingest.notStored', err }, 'what is sent in waits for the disk');
      if (signal.aborted) return false;
      // Aborting is the way out of the wait, not an error: the next try is the last.
      await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
