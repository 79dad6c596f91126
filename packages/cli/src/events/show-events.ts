/** The newest events that match, oldest first, and then those that come. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Event, EventFilter } from '@mantinel/contract';
import type { EventReader } from './event-reader.ts';

/** The API's largest page. */
const pageSize = 1000;
const pollMs = 300;

interface ShowOptions {
  readonly filter: EventFilter;
  readonly limit: number;
  readonly follow: boolean;
  /** What must be known before these are shown. */
  readonly prepare?: (events: readonly Event[]) => Promise<void>;
  readonly show: (event: Event) => void;
  readonly signal: AbortSignal;
}

/** Resolves to how many were shown: at once, or, when following, once `signal` aborts. */
export async function showEvents(reader: EventReader, options: ShowOptions): Promise<number> {
  const { filter, limit, follow, prepare, show, signal } = options;
  const pages: Event[][] = [];
  let wanted = limit;
  let older: string | undefined;
  let newer: string | undefined;
  do {
    const size = Math.min(wanted, pageSize);
    const page = await reader.page({ filter, direction: 'older', cursor: older, limit: size });
    pages.unshift(page.events);
    newer ??= page.newer;
    wanted -= page.events.length;
    older = page.events.length === 0 ? undefined : page.older;
  } while (wanted > 0 && older !== undefined && !signal.aborted);
  let shown = 0;
  const showAll = async (events: readonly Event[]) => {
    await prepare?.(events);
    for (const event of events) show(event);
    shown += events.length;
  };
  for (const page of pages) await showAll(page);
  while (follow && !signal.aborted) {
    const page = await reader
      .page({ filter, direction: 'newer', cursor: newer, limit: pageSize })
      .catch((error: unknown) => {
        if (signal.aborted) return undefined;
        throw error;
      });
    if (page === undefined) break;
    await showAll(page.events);
    newer = page.newer ?? newer;
    // Aborting is the way out of the wait, not an error.
    if (page.events.length < pageSize) await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
  return shown;
}
