/** Notifications at work: alarms and events are followed, states are watched, and what is due is told, until it is stopped. */
import { AppError } from '@mantinel/contract';
import { lookRegularly } from '../../look-regularly.ts';
import { type FollowAlarmsOptions, followAlarms } from './follow-alarms.ts';
import { type FollowOptions, followEvents } from './follow-events.ts';
import type { TellDue } from './tell-due.ts';
import { type WatchOptions, watchStates } from './watch-states.ts';

export interface NotifierOptions
  extends Omit<FollowOptions, 'store'>,
    Omit<FollowAlarmsOptions, 'store'>,
    Omit<WatchOptions, 'store' | 'signal'> {
  readonly store: FollowOptions['store'] & FollowAlarmsOptions['store'] & WatchOptions['store'];
  readonly tell: TellDue;
  readonly everyMs: number;
}

export function notifier(options: NotifierOptions): { stop(): Promise<void> } {
  const { store, tell, everyMs, log } = options;
  const stopping = new AbortController();
  const following = [followEvents(options), followAlarms(options)];
  const watch = watchStates({ ...options, signal: stopping.signal });
  const looking = lookRegularly(
    async () => {
      await watch();
      if (store.state().state === 'ready') await tell.look();
    },
    {
      everyMs,
      failed: (error) => {
        if (stopping.signal.aborted) return;
        if (error instanceof AppError && error.code === 'store.unavailable') return;
        log.warn({ code: 'notification.notTelling', err: error }, 'notifications wait and try again');
      },
    },
  );
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([...following, looking].map((each) => each.stop()));
    },
  };
}
