/** The next row of a kind: near ones first among those loaded, then in the store. */
import type { Event } from '@mantinel/contract';
import type { getPage, PageQuery } from '../../api/api.ts';
import { firstIndex, isMissed, type RowWindow } from '../rows/row-window.ts';
import type { View } from '../view/view.ts';
import type { FeedState } from './feed-state.ts';
import { pageRows } from './next-load.ts';

export interface Sought {
  readonly step: 1 | -1;
  readonly wanted: (event: Event) => boolean;
  /** The store's own filter for the same. */
  readonly search: Partial<View>;
}

/** The found event and its place among the loaded rows. From nothing selected the search begins at the screen's edge. */
export function seekLoaded(
  { window, selected, top, viewport }: FeedState,
  { step, wanted }: Pick<Sought, 'step' | 'wanted'>,
): { readonly event: Event; readonly at: number } | undefined {
  const { rows } = window;
  const selectedAt = rows.findIndex((row) => row.id === selected);
  const topAt = Math.floor(top) - firstIndex(window);
  const from = selectedAt >= 0 ? selectedAt : topAt + (step > 0 ? -1 : Math.ceil(viewport));
  for (let at = from + step; at >= 0 && at < rows.length; at += step) {
    const row = rows[at]!;
    // What was missed may hold the wanted one: from here on the store knows better.
    if (isMissed(row)) return undefined;
    if (wanted(row)) return { event: row, at };
  }
  return undefined;
}

export interface SeekStoredOptions extends Sought {
  readonly view: View;
  readonly fetchPage: typeof getPage;
  readonly signal: AbortSignal;
}

/** Id of the next wanted event beyond the loaded rows. */
export async function seekStored(
  window: RowWindow,
  { step, wanted, search, view, fetchPage, signal }: SeekStoredOptions,
): Promise<string | undefined> {
  const edge = step > 0 ? window.rows.findLast((row) => !isMissed(row)) : window.rows[0];
  if (!edge || (step > 0 ? window.reachesNewest : window.reachesOldest)) return undefined;
  const isFound = (event: Event) => event.id !== edge.id && wanted(event);
  const minSeverity = Math.max(view.minSeverity ?? 1, search.minSeverity ?? 1);
  let place: Partial<PageQuery> = { atEvent: edge.id };
  for (;;) {
    const page = await fetchPage(
      { ...view, ...search, minSeverity },
      { direction: step > 0 ? 'newer' : 'older', limit: pageRows, ...place },
      signal,
    );
    const found = step > 0 ? page.events.find(isFound) : page.events.findLast(isFound);
    if (found) return found.id;
    const cursor = step > 0 ? page.newer : page.older;
    if (cursor === undefined || page.events.length < pageRows) return undefined;
    place = { cursor };
  }
}
