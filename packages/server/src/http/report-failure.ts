/** Which failed requests become a line of the log: what went wrong inside does, what the log says already does not. */
import type { AppError } from '@mantinel/contract';
import type { Store } from '@mantinel/store';
import type { Log } from '../own-log/log.ts';

export interface FailedRequest {
  readonly requestId: string;
  readonly method: string;
  /** Without the query, which may hold what people typed. */
  readonly url: string;
}

const minuteMs = 60_000;

export function failureReporter(
  store: Pick<Store, 'state'>,
  log: Log,
): (error: AppError, request: FailedRequest) => void {
  let toldAtMs = Number.NEGATIVE_INFINITY;

  return (error, request) => {
    if (error.status < 500) return;
    if (error.code === 'store.unavailable') {
      // While it starts or is away every request that needs it is refused: its state is told once, by `tellStoreState`.
      if (store.state().state !== 'ready') return;
      // Refused by a database that is there: worth a line, not one for each of a hundred screens.
      const nowMs = performance.now();
      if (nowMs - toldAtMs < minuteMs) return;
      toldAtMs = nowMs;
    }
    log.error({ code: `http.${error.code}`, err: error, ...request }, error.message);
  };
}
