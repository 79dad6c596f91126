/** Follows the logbook and begins a delivery for every event that a webhook wants: each once, and none that is older than the webhooks. */
import { type Event, formatEventId } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import type { NewDelivery, Store, WebhookRow } from '@mantinel/store';
import { apiEvent } from '../../api-event.ts';
import { followLogbook } from '../../follow-logbook.ts';
import type { Log } from '../../own-log/log.ts';
import type { PlantView } from '../plant/plant-view.ts';
import type { Tasks } from '../tasks/service.ts';
import { deliverTask } from './deliver-webhook.ts';
import { matchWebhook } from './match-webhook.ts';

export interface ReportOptions {
  readonly logbook: Pick<EventStore, 'cursor' | 'read' | 'head'>;
  readonly store: Pick<Store, 'ready' | 'transaction' | 'webhooks' | 'webhookDeliveries'>;
  readonly view: PlantView;
  readonly tasks: Pick<Tasks, 'beginAll'>;
  readonly nowUs: () => number;
  readonly log: Log;
}

export interface Reporter {
  /** Webhooks were changed by this process. */
  changed(): void;
  stop(): Promise<void>;
}

const mostWaiting = 10_000;
/** Another process may have changed them. */
const trustUs = 5_000_000;

export function reportEvents({ logbook, store, view, tasks, nowUs, log }: ReportOptions): Reporter {
  let known: { readonly hooks: readonly WebhookRow[]; readonly askedUs: number } | undefined;
  let changes = 0;

  async function hooks(): Promise<readonly WebhookRow[]> {
    if (known && nowUs() - known.askedUs < trustUs) return known.hooks;
    for (;;) {
      const before = changes;
      const asked = { askedUs: nowUs(), hooks: await store.webhooks.active() };
      // An answer from before a change is asked for again.
      if (before !== changes) continue;
      known = asked;
      return asked.hooks;
    }
  }

  async function report(events: () => readonly Event[]): Promise<boolean> {
    const wanted = await hooks();
    if (wanted.length === 0) return false;
    const tree = await view.fresh();
    const deliveries = wanted.flatMap((hook) =>
      events()
        .filter(matchWebhook(hook, tree))
        .map((event) => deliveryOf(hook, event)),
    );
    if (deliveries.length === 0) return false;
    const waiting = await store.webhookDeliveries.waiting();
    const kept = deliveries.filter(({ webhook }) => (waiting.get(webhook) ?? 0) < mostWaiting);
    if (kept.length < deliveries.length)
      log.warn(
        { code: 'webhook.overrun', left: deliveries.length - kept.length },
        'reports were left out: too many wait for a webhook that does not take them',
      );
    await store.transaction(async (tx) => {
      const added = await tx.webhookDeliveries.add(kept);
      await tasks.beginAll(
        deliverTask,
        added.map(({ id, webhook }) => ({ id, payload: { delivery: id }, group: webhook })),
        tx,
      );
    });
    return true;
  }

  /** Tasks are in no backup: after a restore the reports that waited have none. Where one is there this adds none. */
  async function resume(): Promise<void> {
    const pending = await store.webhookDeliveries.pending();
    if (pending.length === 0) return;
    await store.transaction((tx) =>
      tasks.beginAll(
        deliverTask,
        pending.map(({ id, webhook }) => ({ id, payload: { delivery: id }, group: webhook })),
        tx,
      ),
    );
  }

  const following = followLogbook({
    name: 'webhooks',
    logbook,
    store,
    begin: resume,
    take: report,
    begunAnew: (err) => log.warn({ code: 'webhook.begunAnew', err }, 'webhooks report from now on'),
    failed: (err) => log.warn({ code: 'webhook.notReporting', err }, 'webhooks do not report and try again'),
    nowUs,
  });

  return {
    changed: () => {
      changes += 1;
      known = undefined;
    },
    stop: following.stop,
  };
}

function deliveryOf({ id }: WebhookRow, event: Event): NewDelivery {
  const timestamp = new Date(event.timeUs / 1000).toISOString();
  return {
    webhook: id,
    event: formatEventId(event),
    code: event.code,
    body: JSON.stringify({ type: event.code, timestamp, data: apiEvent(event) }),
  };
}
