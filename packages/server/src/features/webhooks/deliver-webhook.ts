/** One report, tried for a day: its task is retried with growing pauses, and the last failure is told to operators. */
import { AppError } from '@mantinel/contract';
import { type NewEvent, severity } from '@mantinel/domain';
import type { DueDelivery, Store } from '@mantinel/store';
import { z } from 'zod';
import type { Outgoing } from '../../outgoing/outgoing.ts';
import type { SecretBox } from '../../secrets/secret-box.ts';
import { type TaskDefinition, task } from '../../task.ts';
import { openSecret } from './seal-secret.ts';
import { signedHeaders } from './sign.ts';

export const deliverTask = 'webhook.deliver';

export interface DeliverOptions {
  readonly store: Pick<Store, 'webhookDeliveries' | 'transaction'>;
  readonly outgoing: Outgoing;
  /** Opens the secrets of webhooks. */
  readonly box: SecretBox;
  /** On which site it is told that a report was given up. */
  readonly siteOf: (delivery: DueDelivery) => string;
  readonly nowUs: () => number;
}

const gone = 410;

export function deliverWebhook({ store, outgoing, box, siteOf, nowUs }: DeliverOptions): TaskDefinition {
  async function attempt(
    { id, webhook, url, body, secret }: DueDelivery,
    signal: AbortSignal,
  ): Promise<{ status?: { status: number }; problem?: AppError }> {
    try {
      const key = await openSecret(box, webhook, secret);
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Mantinel',
        ...signedHeaders({ id, timestampSeconds: Math.floor(nowUs() / 1_000_000), body }, key),
      };
      const { status } = await outgoing.post({ url, headers, body, signal });
      if (status >= 200 && status < 300) return { status: { status } };
      return { status: { status }, problem: new AppError('webhook.answered', { data: { status } }) };
    } catch (error) {
      if (error instanceof AppError) return { problem: error };
      throw error;
    }
  }

  return task({
    name: deliverTask,
    payload: z.object({ delivery: z.string() }),
    // 5 s doubling to 2 h: about a day from the first to the last attempt.
    retries: 21,
    retryDelaySeconds: 5,
    longestDelaySeconds: 7200,
    timeLimitSeconds: 60,
    atOnce: 6,
    atOncePerGroup: 2,
    handle: async ({ delivery: id }, { last, signal }) => {
      const due = await store.webhookDeliveries.due(id);
      // Its webhook was removed, or a crash came between the delivery and the end of the task.
      if (!due || due.state === 'delivered') return;
      const { status, problem } = await attempt(due, signal);
      signal.throwIfAborted();
      if (!problem) {
        await store.webhookDeliveries.attempted(id, { state: 'delivered', ...status });
        return;
      }
      const dead = last || status?.status === gone;
      await store.transaction(async (tx) => {
        const failed = { state: dead ? 'dead' : 'waiting', problem: problem.message } as const;
        await tx.webhookDeliveries.attempted(id, { ...failed, ...status });
        if (dead && due.state !== 'dead')
          await tx.outbox.enqueue(undelivered(due, { problem, site: siteOf(due), nowUs: nowUs() }));
      });
      // To say it again to somebody who said that nobody is there would be no use.
      if (status?.status !== gone) throw problem;
    },
  });
}

/** The address may hold a secret of the receiver: only its host is told. */
const undelivered = (
  { id, webhook, url, event, code, attempts }: DueDelivery,
  { problem, site, nowUs }: { problem: AppError; site: string; nowUs: number },
): NewEvent => ({
  timeUs: nowUs,
  receivedUs: nowUs,
  site,
  kind: 'message',
  severity: severity.warn,
  code: 'webhook.undelivered',
  message: 'A report to another system was given up.',
  attributes: {
    webhook,
    delivery: id,
    host: URL.parse(url)?.host ?? '',
    event,
    eventCode: code,
    attempts: attempts + 1,
    problem: problem.code,
  },
  quality: 'good',
});
