/** What arrives live and waits to be drawn: bounded, and taken at most so often as it could be read. */
import type { Event } from '@mantinel/contract';
import { appendMissed, firstIndex, insertLive, reanchor, trimWindow } from '../rows/row-window.ts';
import type { Matches } from '../view/matches.ts';
import { isUnfiltered, type View } from '../view/view.ts';
import type { FeedState } from './feed-state.ts';

/** Arrivals are drawn at most so often: more could not be read, and each costs a layout of every row. */
const drawEveryMs = 66;
/** What may wait for the next frame; a hidden tab draws none. */
const mostWaiting = 6000;
export const mostRows = 3000;

export interface Arrived {
  readonly events: readonly Event[];
  /** So many more that this browser did not get, before the events. */
  readonly missed: number;
}

export class Arrivals {
  readonly #matches: Matches;
  #events: Event[] = [];
  #missed = 0;
  #takenMs = Number.NEGATIVE_INFINITY;

  constructor(matches: Matches) {
    this.#matches = matches;
  }

  add(events: readonly Event[], missed: number): void {
    for (const event of events) if (this.#matches(event)) this.#events.push(event);
    this.#missed += missed;
    const excess = this.#events.length - mostWaiting;
    if (excess <= 0) return;
    this.#missed += excess;
    this.#events = this.#events.slice(excess);
  }

  get waiting(): boolean {
    return this.#events.length > 0 || this.#missed > 0;
  }

  /** How long until what waits may be drawn; 0 when it may be now. */
  dueInMs(nowMs: number): number {
    return Math.max(0, this.#takenMs + drawEveryMs - nowMs);
  }

  take(nowMs: number): Arrived {
    const arrived = { events: this.#events, missed: this.#missed };
    this.#takenMs = nowMs;
    this.#events = [];
    this.#missed = 0;
    return arrived;
  }
}

/** What the arrivals change: rows at the end while following, rows among the others, or a number that waits. */
export function withArrived(
  state: FeedState,
  { events, missed }: Arrived,
  view: View,
): Pick<FeedState, 'window' | 'unseen' | 'top'> {
  const { window: before } = state;
  const follow = state.following && before.reachesNewest;
  const marked = missed > 0 && follow ? appendMissed(before, missed) : before;
  const { window, beyond } = insertLive(marked, events, { order: view.order, follow });
  const end = firstIndex(window) + window.rows.length;
  const kept = trimWindow(window, follow ? end : state.top, mostRows);
  // Missed events take their place in the whole as well: the rows after them stand that much further on.
  const shifted =
    follow && missed > 0 && kept.startRank !== undefined && isUnfiltered(view)
      ? { ...kept, startRank: kept.startRank + missed - 1 }
      : kept;
  return {
    window: shifted,
    unseen: follow ? 0 : state.unseen + beyond + missed,
    top: follow ? Number.POSITIVE_INFINITY : reanchor(state.top, before, shifted),
  };
}
