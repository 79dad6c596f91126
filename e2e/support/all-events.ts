/** Reads every row of a selection page by page, as the panel does when it is scrolled. */
import { type Event, EventPage } from '@mantinel/contract';
import type { Product } from './product.ts';

/** Oldest first. `query`: the filter's part of the address, such as `machine=mill&order=time`. */
export async function allEvents(product: Product, query: string): Promise<Event[]> {
  const pages: Event[][] = [];
  let cursor: string | undefined;
  do {
    const at = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page = await product.get(`/api/v1/events?limit=1000&direction=older&${query}${at}`, EventPage);
    pages.push(page.events);
    cursor = page.events.length > 0 ? page.older : undefined;
  } while (cursor);
  return pages.reverse().flat();
}
