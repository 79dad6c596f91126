/** An insert whose outcome is known: asked again under its token, which the server takes once, until it answers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouseProblem } from '../driver/driver.ts';

export interface Certainty {
  /** Gives up: then what was asked for stays unknown, and the problem is thrown. */
  readonly signal: AbortSignal;
  /** Between two attempts; a second unless told. */
  readonly retryMs?: number;
  /** Each time the outcome is not known. */
  readonly onUnknown?: (problem: ClickHouseProblem) => void;
}

const defaultRetryMs = 1000;

/** Throws `ClickHouseProblem` of what certainly was not done. */
export async function certainly(
  insert: () => Promise<void>,
  { signal, retryMs = defaultRetryMs, onUnknown }: Certainty,
): Promise<void> {
  for (let isUnknown = false; ; ) {
    try {
      return await insert();
    } catch (error) {
      if (!(error instanceof ClickHouseProblem)) throw error;
      isUnknown ||= error.outcome === 'unknown';
      // Out of reach says nothing of an attempt before it, which may still be at work.
      const mayBeDone = isUnknown && error.outcome !== 'refused';
      if (!mayBeDone || signal.aborted) throw error;
      onUnknown?.(error);
      // Aborting is the way out of the wait: the next attempt is the last.
      await sleep(retryMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
