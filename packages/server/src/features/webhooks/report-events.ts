/** Follows the logbook and begins a delivery for every event that a webhook wants: each once, and none that is older than the webhooks. */
import { AppError } from '@mantinel/contract';
import { type Event, formatEventId, type Position } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import type { NewDelivery, Store, WebhookRow } from '@mantinel/store';
import { apiEvent } from '../../api-event.ts';
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

/** Best effort: retention waits for nobody who wants to hear of it. */
const mostBehind = 1_000_000;
const mostWaiting = 10_000;
/** Another process may have changed them. */
const trustUs = 5_000_000;
const commitEveryUs = 1_000_000;
const firstRetryMs = 100;
const longestRetryMs = 5000;

export function reportEvents({ logbook, store, view, tasks, nowUs, log }: ReportOptions): Reporter {
  const stopping = new AbortController();
  const { signal } = stopping;
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

  async function follow(): Promise<void> {
    await store.ready(signal);
    await resume();
    const cursor = await logbook.cursor('webhooks', {
      mode: 'best-effort',
      maxLagEvents: mostBehind,
      from: logbook.head,
    });
    let committedUs = nowUs();
    for await (const batch of logbook.read(cursor.position, { signal })) {
      const reported = await report(batch.events);
      const end: Position = { epoch: batch.epoch, seq: batch.firstSeq + batch.count - 1 };
      // After a crash events are read again; each delivery is there once all the same.
      if (reported || nowUs() - committedUs > commitEveryUs) {
        await cursor.commit(end);
        committedUs = nowUs();
      }
    }
  }

  async function beginAnew(): Promise<void> {
    const cursor = await logbook.cursor('webhooks', { mode: 'best-effort', maxLagEvents: mostBehind });
    await cursor.commit(logbook.head);
  }

  async function keepGoing(): Promise<void> {
    let retryMs = firstRetryMs;
    while (!signal.aborted) {
      try {
        await follow();
        retryMs = firstRetryMs;
      } catch (error) {
        if (signal.aborted) return;
        const code = error instanceof AppError ? error.code : undefined;
        if (code === 'cursor.unknownEpoch' || code === 'cursor.beyondHead') {
          // The logbook came back from a backup: what it held then was reported when it happened.
          log.warn({ code: 'webhook.begunAnew', err: error }, 'webhooks report from now on');
          await beginAnew();
          continue;
        }
        if (code !== 'store.unavailable')
          log.warn({ code: 'webhook.notReporting', err: error }, 'webhooks do not report and try again');
        await pause(retryMs, signal);
        retryMs = Math.min(retryMs * 2, longestRetryMs);
      }
    }
  }
  const going = keepGoing();

  return {
    changed: () => {
      changes += 1;
      known = undefined;
    },
    stop: async () => {
      stopping.abort();
      await going;
    },
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

/** Until the time is over or the signal aborts. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
