/** The view of the address bar for a component, and how it is changed. */
import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { eventAddress, eventInAddress, fallbackView, rememberLevel } from './address.ts';
import { compact, defaultView, parseView, type View, viewSearch } from './view.ts';

export type ViewChange = { readonly [K in keyof View]?: View[K] | undefined };

export interface AddressedView {
  readonly view: View;
  readonly eventId: string | undefined;
  /** A new place in the browser's history, so that Back undoes a zoom or a filter. */
  readonly change: (change: ViewChange) => void;
  readonly openEvent: (id: string | undefined) => void;
  /** A view by its address, such as a saved one. */
  readonly openSearch: (search: string) => void;
  /** What lies around an event, of a machine or of everything; what was searched for is marked there. */
  readonly showContext: (id: string, machine: string | undefined) => void;
  /** Back to the search; does nothing where no context is looked at. */
  readonly leaveContext: () => void;
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
  const showContext = useCallback(
    (id: string, machine: string | undefined) => {
      const { level, order, query, find = query, back = viewSearch(view) } = view;
      const chosen = machine === undefined ? [] : [machine];
      navigate(
        eventAddress(id, { ...defaultView, level, order, machine: chosen, ...(find ? { find } : {}), back }),
      );
    },
    [view, navigate],
  );
  const openSearch = useCallback(
    // Read and written again: an address that somebody else wrote leads nowhere else.
    (search: string) => navigate(`/?${viewSearch(parseView(search, fallbackView()))}`),
    [navigate],
  );
  const leaveContext = useCallback(() => {
    if (view.back !== undefined) openSearch(view.back);
  }, [view.back, openSearch]);
  return { view, eventId, change, openEvent, openSearch, showContext, leaveContext };
}
