/** A batch that waits for the disk: tried again until the logbook takes it, for senders that can wait. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@mantinel/contract';
import type { Batch, EventStore } from '@mantinel/logbook';

export interface Waiting {
  readonly logbook: Pick<EventStore, 'append'>;
  readonly signal: AbortSignal;
  /** The disk does not take the batch; told once. */
  readonly waits: (error: AppError) => void;
  /** Each time before it is tried again. */
  readonly onRetry?: () => void;
}

const firstRetryMs = 100;
const longestRetryMs = 5000;

/** False where it was stopped before the logbook took the batch. Throws what waiting does not mend. */
export async function appendUntilTaken(batch: Batch, options: Waiting): Promise<boolean> {
  const { logbook, signal, waits, onRetry } = options;
  for (let waitMs = firstRetryMs; ; waitMs = Math.min(waitMs * 2, longestRetryMs)) {
    try {
      await logbook.append(batch);
      return true;
    } catch (error) {
      if (!mayMend(error)) throw error;
      if (waitMs === firstRetryMs) waits(error);
      if (signal.aborted) return false;
      onRetry?.();
      // Aborting is the way out of the wait, not an error: the next try is the last.
      await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

const mayMend = (error: unknown): error is AppError =>
  error instanceof AppError && (error.code === 'logbook.full' || error.code === 'logbook.writeFailed');
