/** The view in the address bar, and the level a person looked at last on this screen. */
import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { compact, defaultView, parseView, type View, viewSearch } from './view.ts';

const storageKey = 'mantinel.level';

function fallback(): View {
  const { level } = parseView(`level=${localStorage.getItem(storageKey) ?? ''}`);
  return { ...defaultView, level };
}

export const currentView = (): View => parseView(location.search, fallback());

/** The event of a permalink `/events/<id>`. */
export function eventInAddress(path = location.pathname): string | undefined {
  const id = /^\/events\/([^/]+)$/.exec(path)?.[1];
  return id === undefined ? undefined : decodeURIComponent(id);
}

export const eventAddress = (id: string, view: View): string =>
  `/events/${encodeURIComponent(id)}?${viewSearch(view)}`;

export type ViewChange = { readonly [K in keyof View]?: View[K] | undefined };

export interface AddressedView {
  readonly view: View;
  readonly eventId: string | undefined;
  /** A new place in the browser's history, so that Back undoes a zoom or a filter. */
  readonly change: (change: ViewChange) => void;
  readonly openEvent: (id: string | undefined) => void;
}

export function useAddressedView(): AddressedView {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const view = useMemo(() => parseView(search, fallback()), [search]);
  const eventId = eventInAddress(path);
  const change = useCallback(
    (change: ViewChange) => {
      const next = compact({ ...view, ...change });
      localStorage.setItem(storageKey, next.level);
      navigate(`/?${viewSearch(next)}`);
    },
    [view, navigate],
  );
  const openEvent = useCallback(
    (id: string | undefined) =>
      navigate(id === undefined ? `/?${viewSearch(view)}` : eventAddress(id, view), {
        replace: eventId !== undefined || id === undefined,
      }),
    [view, navigate, eventId],
  );
  return { view, eventId, change, openEvent };
}
