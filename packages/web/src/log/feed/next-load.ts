/** Which rows to load next, so that what is looked at is there before it is scrolled to. */

import { firstIndex } from '../rows/row-window.ts';
import type { FeedState } from './feed-state.ts';

export const pageRows = 200;
const prefetchRows = 120;
/** Further than this from the loaded rows the place is jumped to, not read up to. */
const jumpRows = 800;

export type NextLoad = 'older' | 'newer' | { readonly atRank: number } | undefined;

/** `ranked`: false with a text filter, when no place is known by its number. */
export function nextLoad(state: FeedState, { ranked, busy }: { ranked: boolean; busy: boolean }): NextLoad {
  const { window, top, viewport, paused, starting } = state;
  if (starting) return undefined;
  const first = firstIndex(window);
  const end = first + window.rows.length;
  const bottom = top + viewport;
  // A jump is asked for even while another request is under way: it takes that one's place.
  if (ranked && Math.max(first - bottom, top - end) > jumpRows)
    return { atRank: Math.max(0, Math.floor(top + viewport / 2 - pageRows / 2)) };
  if (busy) return undefined;
  if (!window.reachesOldest && top - first < prefetchRows) return 'older';
  if (window.reachesNewest) return undefined;
  // While paused nothing is read ahead: new rows wait until they are asked for.
  return end - bottom < (paused ? 1 : prefetchRows) ? 'newer' : undefined;
}
