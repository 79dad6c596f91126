/** What is swept out of the database each hour. */
import type { Store } from '@mantinel/store';
import { z } from 'zod';
import { task } from '../../task.ts';

const monthUs = 30 * 24 * 3600 * 1_000_000;
const idempotencyKeptUs = 24 * 3600 * 1_000_000;
/** As long as their tasks are kept. */
const deliveriesKeptUs = 14 * 24 * 3600 * 1_000_000;

export const tidyStore = (
  store: Pick<
    Store,
    'sessions' | 'passwordLinks' | 'apiTokens' | 'idempotency' | 'webhookDeliveries' | 'notifications'
  >,
  nowUs: () => number,
  /** Secrets that an earlier version, or a backup of one, left readable. */
  sealSecrets: () => Promise<void>,
) =>
  task({
    name: 'store.tidy',
    payload: z.object({}),
    retries: 3,
    retryDelaySeconds: 30,
    longestDelaySeconds: 600,
    timeLimitSeconds: 300,
    schedule: '7 * * * *',
    handle: async (_payload, { progress }) => {
      await store.sessions.removeExpired();
      await progress(1, 6);
      await store.passwordLinks.removeExpired();
      await progress(2, 6);
      // For a month they are still shown as expired, to whoever wonders why a program stopped.
      await store.apiTokens.removeExpired(nowUs() - monthUs);
      await progress(3, 6);
      await store.idempotency.removeBefore(nowUs() - idempotencyKeptUs);
      await progress(4, 6);
      await store.webhookDeliveries.removeBefore(nowUs() - deliveriesKeptUs);
      await store.notifications.removeBefore(nowUs() - deliveriesKeptUs);
      await progress(5, 6);
      await sealSecrets();
    },
  });
