/** What the log says of the database: that it went away and why, that it is back; not that it is starting, which is normal. */
import type { Store, StoreState } from '@mantinel/store';
import type { Log } from './own-log/log.ts';

export interface TellOptions {
  readonly store: Pick<Store, 'state' | 'onState'>;
  readonly log: Log;
}

/** Returns the way to stop. */
export function tellStoreState({ store, log }: TellOptions): () => void {
  let before = store.state();

  const tell = (now: StoreState) => {
    const { state, reason, error, sinceUs } = now;
    const was = before;
    before = now;
    switch (state) {
      case 'starting':
        return;
      case 'ready': {
        const away = was.state === 'unavailable' ? { awaySeconds: seconds(sinceUs - was.sinceUs) } : {};
        log.info({ code: 'store.ready', ...away }, 'the database is ready');
        return;
      }
      case 'unavailable': {
        const code = error?.code ?? 'store.unavailable';
        // Each try may fail for another reason: of one absence that is a detail.
        if (was.state === 'unavailable' && (was.error?.code ?? 'store.unavailable') === code)
          return log.debug({ code: 'store.reason', reason }, 'the database is still away');
        // It comes back by itself from the one; the others need a person.
        if (error === undefined || code === 'store.unavailable')
          log.warn(
            { code, reason, err: error?.cause ?? error },
            'the database does not answer; machines are recorded all the same',
          );
        else log.error({ code, reason, err: error.cause ?? error }, error.message);
        return;
      }
      default:
        return state satisfies never;
    }
  };

  if (before.state === 'unavailable') {
    const already = before;
    before = { ...before, state: 'starting' };
    tell(already);
  }
  return store.onState(tell);
}

const seconds = (us: number): number => Math.round(us / 100_000) / 10;
