/** The first page, asked for before the panel is drawn; used once, by the view it was asked for. */
import type { EventPage } from '@mantinel/contract';
import { getPage } from '../../api/api.ts';
import { type View, viewSearch } from '../view/view.ts';

export interface FirstPage {
  take(view: View): Promise<EventPage> | undefined;
}

export function firstPageOf(view: View): FirstPage {
  let page: Promise<EventPage> | undefined = getPage(view, { direction: 'older', limit: 200 });
  // Whoever takes it handles its failure; where none has yet, as before signing in, it is asked for again.
  page.catch(() => {
    page = undefined;
  });
  return {
    take(asked) {
      const taken = viewSearch(asked) === viewSearch(view) ? page : undefined;
      page = undefined;
      return taken;
    },
  };
}
