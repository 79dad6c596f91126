/** Follows the logbook from a durable cursor, waits while the database is away where it is needed, and begins anew after a restore. */
import { AppError } from '@mantinel/contract';
import type { Event, Position } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import type { Store } from '@mantinel/store';

export interface FollowLogbook {
  /** Of the cursor; best effort: retention waits for nobody who wants to hear of it. */
  readonly name: string;
  readonly logbook: Pick<EventStore, 'cursor' | 'read' | 'head'>;
  /** Waited for; absent for who needs no database. */
  readonly store?: Pick<Store, 'ready'>;
  /** Before the first event, each time that it begins. */
  readonly begin?: () => Promise<void>;
  /** True when something was written: after a crash events are read again, and this must bear it. */
  readonly take: (events: () => readonly Event[], signal: AbortSignal) => Promise<boolean>;
  /** The logbook came back from a backup: what it held then was told when it happened. */
  readonly begunAnew: (error: unknown) => void;
  /** It waits and tries again; not called while only the database is away. */
  readonly failed: (error: unknown) => void;
  readonly nowUs: () => number;
}

const cursorOptions = { mode: 'best-effort', maxLagEvents: 1_000_000 } as const;
const commitEveryUs = 1_000_000;
const firstRetryMs = 100;
const longestRetryMs = 5000;

export function followLogbook(options: FollowLogbook): { stop(): Promise<void> } {
  const { name, logbook, store, begin, take, begunAnew, failed, nowUs } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let retryMs = firstRetryMs;
  /** The place of the cursor is none of this logbook. */
  let isLost = false;

  async function follow(): Promise<void> {
    await store?.ready(signal);
    await begin?.();
    const cursor = await logbook.cursor(name, { ...cursorOptions, from: logbook.head });
    let committedUs = nowUs();
    for await (const batch of logbook.read(cursor.position, { signal })) {
      const written = await take(batch.events, signal);
      retryMs = firstRetryMs;
      const end: Position = { epoch: batch.epoch, seq: batch.firstSeq + batch.count - 1 };
      if (written || nowUs() - committedUs > commitEveryUs) {
        await cursor.commit(end);
        committedUs = nowUs();
      }
    }
  }

  async function keepGoing(): Promise<void> {
    while (!signal.aborted) {
      try {
        if (isLost) await logbook.cursor(name, { ...cursorOptions, from: logbook.head, anew: true });
        isLost = false;
        await follow();
      } catch (error) {
        if (signal.aborted) return;
        const code = error instanceof AppError ? error.code : undefined;
        if (code === 'cursor.unknownEpoch' || code === 'cursor.beyondHead') {
          begunAnew(error);
          isLost = true;
          continue;
        }
        if (code !== 'store.unavailable') failed(error);
        await pause(retryMs, signal);
        retryMs = Math.min(retryMs * 2, longestRetryMs);
      }
    }
  }
  const going = keepGoing();
  return {
    stop: async () => {
      stopping.abort();
      await going;
    },
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
