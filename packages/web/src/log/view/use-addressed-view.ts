/** The view of the address bar for a component, and how it is changed. */
import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { eventAddress, eventInAddress, fallbackView, rememberLevel } from './address.ts';
import { compact, parseView, type View, viewSearch } from './view.ts';

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
  const view = useMemo(() => parseView(search, fallbackView()), [search]);
  const eventId = eventInAddress(path);
  const change = useCallback(
    (change: ViewChange) => {
      const next = compact({ ...view, ...change });
      rememberLevel(next.level);
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
