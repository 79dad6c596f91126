/** The store's pages, from a list of events, and what was asked for. */
import type { Event } from '@mantinel/contract';
import type { getPage, PageQuery } from '../src/api/api.ts';
import { matchesOf } from '../src/log/view/matches.ts';
import { isRanked } from '../src/log/view/view.ts';

export interface PagesOf {
  readonly fetchPage: typeof getPage;
  readonly asked: PageQuery[];
}

export function pagesOf(stored: readonly Event[]): PagesOf {
  const asked: PageQuery[] = [];
  return {
    asked,
    async fetchPage(view, query) {
      asked.push(query);
      const { direction, limit, cursor, atEvent, atRank } = query;
      const events = stored.filter(matchesOf(view));
      const older = direction === 'older';
      let place = older ? events.length : 0;
      if (cursor !== undefined) place = Number(cursor);
      if (atRank !== undefined) place = atRank + (older ? 1 : 0);
      if (atEvent !== undefined) {
        const { seq } = stored.find(({ id }) => id === atEvent)!;
        place = events.filter((event) => (older ? event.seq <= seq : event.seq < seq)).length;
      }
      const from = older ? Math.max(0, place - limit) : place;
      const to = older ? place : Math.min(events.length, place + limit);
      return {
        events: events.slice(from, to),
        ...(from > 0 ? { older: String(from) } : {}),
        newer: String(to),
        ...(isRanked(view) ? { rank: from } : {}),
      };
    },
  };
}
