/** One mail by rule, tried for hours; the last failure is told to operators. */
import { AppError } from '@mantinel/contract';
import { type NewEvent, severity } from '@mantinel/domain';
import type { DueNotification, Store } from '@mantinel/store';
import { z } from 'zod';
import { type TaskDefinition, task } from '../../task.ts';
import { isRefusedForGood, type SendMail } from './send-mail.ts';

export const notifyTask = 'notification.deliver';

export interface DeliverOptions {
  readonly store: Pick<Store, 'notifications' | 'transaction'>;
  readonly send: SendMail;
  /** Where this node stands. */
  readonly site: string;
  readonly nowUs: () => number;
}

export function deliverNotification({ store, send, site, nowUs }: DeliverOptions): TaskDefinition {
  return task({
    name: notifyTask,
    payload: z.object({ notification: z.string() }),
    // 5 s doubling to half an hour: about four hours from the first to the last attempt. Later nobody needs it.
    retries: 16,
    retryDelaySeconds: 5,
    longestDelaySeconds: 1800,
    timeLimitSeconds: 60,
    atOnce: 4,
    handle: async ({ notification: id }, { last, signal }) => {
      const due = await store.notifications.due(id);
      // Its rule was removed, or a crash came between the delivery and the end of the task.
      if (due?.state !== 'waiting') return;
      try {
        await send({ to: due.target, subject: due.subject, text: due.body, id }, signal);
        await store.notifications.attempted(id, { state: 'delivered' });
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof AppError)) throw error;
        const isDead = last || isRefusedForGood(error);
        await store.transaction(async (tx) => {
          const failed = { state: isDead ? 'dead' : 'waiting', problem: problemOf(error) } as const;
          await tx.notifications.attempted(id, failed);
          if (isDead) await tx.outbox.enqueue(undelivered(due, { error, site, nowUs: nowUs() }));
        });
        if (!isDead) throw error;
      }
    },
  });
}

const problemOf = (error: AppError): string => {
  const { reason } = error.data as { reason?: string };
  return reason === undefined ? error.message : `${error.message} ${reason}`;
};

/** An address names a person: it stands in the list of the rule, not in the log. */
const undelivered = (
  { id, rule, attempts }: DueNotification,
  { error, site, nowUs }: { error: AppError; site: string; nowUs: number },
): NewEvent => ({
  timeUs: nowUs,
  receivedUs: nowUs,
  site,
  kind: 'message',
  severity: severity.warn,
  code: 'notification.undelivered',
  message: 'A notification was given up.',
  attributes: { rule, notification: id, attempts: attempts + 1, problem: error.code },
  quality: 'good',
});
