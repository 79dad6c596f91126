/** Pages of one view as windows of rows. */
import type { Event, EventPage } from '@mantinel/contract';
import type { getPage, PageQuery } from '../../api/api.ts';
import {
  appendPage,
  isMissed,
  type PageAsked,
  prependPage,
  type RowWindow,
  windowOf,
} from '../rows/row-window.ts';
import { isRanked, type View } from '../view/view.ts';
import { pageRows } from './next-load.ts';

export interface FeedPages {
  /** `given`: the page, when it was asked for before. */
  newest(given?: Promise<EventPage>): Promise<RowWindow>;
  oldest(): Promise<RowWindow>;
  at(place: Pick<PageQuery, 'atRank' | 'atEvent'>): Promise<RowWindow>;
  /** Events after the window's last row; `all` is false when there are more than a page of them. */
  after(window: RowWindow): Promise<{ readonly events: readonly Event[]; readonly all: boolean }>;
  /** What lies before or after the window, as a function that joins it to the window as it is by then. */
  beside(window: RowWindow, side: 'older' | 'newer'): Promise<Join>;
}

/** Undefined when the edge that was asked for has moved meanwhile: a page belongs to the edge it was asked for. */
export type Join = (window: RowWindow) => RowWindow | undefined;

export interface FeedPagesOptions {
  readonly view: View;
  readonly fetchPage: typeof getPage;
  readonly signal: AbortSignal;
}

const edgeRow = ({ rows }: RowWindow, side: 'older' | 'newer') =>
  side === 'older' ? rows[0] : rows.findLast((row) => !isMissed(row));

export function feedPages({ view, fetchPage, signal }: FeedPagesOptions): FeedPages {
  const ranked = isRanked(view);
  const page = (query: Omit<PageQuery, 'limit'>) => fetchPage(view, { ...query, limit: pageRows }, signal);
  const asked = (direction: PageAsked['direction'], fromEnd: boolean): PageAsked => ({
    direction,
    fromEnd,
    ranked,
    limit: pageRows,
  });
  return {
    newest: async (given) => windowOf(await (given ?? page({ direction: 'older' })), asked('older', true)),
    oldest: async () => windowOf(await page({ direction: 'newer' }), asked('newer', true)),

    async at(place) {
      const newer = await page({ direction: 'newer', ...place });
      const window = windowOf(newer, asked('newer', false));
      if (place.atRank !== undefined)
        return ranked ? { ...window, startRank: newer.rank ?? place.atRank } : window;
      if (newer.older === undefined) return window;
      return prependPage(window, await page({ direction: 'older', cursor: newer.older }));
    },

    async after(window) {
      const edge = edgeRow(window, 'newer');
      const { events } = await page({ direction: 'newer', ...(edge ? { atEvent: edge.id } : {}) });
      return { events, all: events.length < pageRows };
    },

    async beside(window, side) {
      const edge = edgeRow(window, side);
      const cursor = window[side];
      const place = cursor !== undefined ? { cursor } : edge ? { atEvent: edge.id } : {};
      const found = await page({ direction: side, ...place });
      return (now) => {
        if (edgeRow(now, side)?.id !== edge?.id) return undefined;
        return side === 'older' ? prependPage(now, found) : appendPage(now, found, pageRows);
      };
    },
  };
}
