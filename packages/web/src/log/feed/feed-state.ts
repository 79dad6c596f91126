/** What is shown of the log: the loaded rows, the place among all rows, and what waits beyond. */
import { emptyWindow, firstIndex, type RowWindow, totalRows } from '../rows/row-window.ts';
import { clampTop, lastTop } from '../rows/scroll-scale.ts';

export interface FeedState {
  readonly window: RowWindow;
  /** Row at the upper edge, on the scale of `total`, with a fraction. */
  readonly top: number;
  readonly total: number;
  /** Rows that fit on the screen, with a fraction. */
  readonly viewport: number;
  readonly paused: boolean;
  /** The newest row is on the screen and new ones push it up. */
  readonly following: boolean;
  /** Arrived since the screen stopped following. */
  readonly unseen: number;
  /** The first page has not come yet. */
  readonly starting: boolean;
  readonly selected: string | undefined;
  readonly problem: unknown;
}

/** Before anything is loaded. `at`: the event to begin at; the newest when absent. */
export const startingState = (at: string | undefined): FeedState => ({
  window: emptyWindow,
  top: 0,
  total: 0,
  viewport: 30,
  paused: false,
  following: at === undefined,
  unseen: 0,
  starting: true,
  selected: at,
  problem: undefined,
});

/** `total` and the bounds of `top` follow from the rest. `counted`: how many rows the store counted. */
export function settled(state: FeedState, counted: number): FeedState {
  const total = totalRows(state.window, counted);
  return { ...state, total, top: clampTop(state.top, { total, viewport: state.viewport }) };
}

/** What moving to `top` changes. While following nothing was counted as unseen, so that coming back to the end starts afresh. */
export function movedTo(top: number, state: FeedState): Partial<FeedState> {
  const atEnd = top >= lastTop(state) - 0.5 && state.window.reachesNewest;
  const following = state.starting ? state.following : atEnd && !state.paused;
  return { top, following, ...(following ? { unseen: 0 } : {}) };
}

/** The place that brings a row onto the screen with the least movement; undefined when it is there already. */
export function topToReveal(index: number, { top, viewport }: FeedState): number | undefined {
  if (index < top) return index;
  return index + 1 > top + viewport ? index + 1 - viewport : undefined;
}

/** For a row that was jumped to: what lies before and after it is seen as well. Undefined when it is on the screen already. */
export function topToShow(index: number, state: FeedState): number | undefined {
  return topToReveal(index, state) === undefined ? undefined : index - Math.floor(state.viewport / 3);
}

/** Index of the next row to select, on the scale of `total`; from nothing, or from a row scrolled away, it begins at the screen's edge. */
export function indexToSelect(step: number, { window, selected, top, viewport }: FeedState): number {
  const first = firstIndex(window);
  const at = window.rows.findIndex((row) => row.id === selected);
  const onScreen = at >= 0 && first + at >= top - 1 && first + at <= top + viewport;
  const edge = step > 0 ? Math.ceil(top) : Math.floor(top + viewport) - 1;
  const to = onScreen ? first + at + step : edge;
  return Math.min(Math.max(to, first), first + window.rows.length - 1);
}
