/** The view in the address bar, and the level a person looked at last on this screen. */
import { defaultView, parseView, type View, viewSearch } from './view.ts';

const storageKey = 'mantinel.level';

/** What an address leaves open. */
export function fallbackView(): View {
  const { level } = parseView(`level=${localStorage.getItem(storageKey) ?? ''}`);
  return { ...defaultView, level };
}

export const currentView = (): View => parseView(location.search, fallbackView());

/** The event of a permalink `/events/<id>`. */
export function eventInAddress(path = location.pathname): string | undefined {
  const id = /^\/events\/([^/]+)$/.exec(path)?.[1];
  return id === undefined ? undefined : decodeURIComponent(id);
}

export const eventAddress = (id: string, view: View): string =>
  `/events/${encodeURIComponent(id)}?${viewSearch(view)}`;

export function rememberLevel(level: View['level']): void {
  localStorage.setItem(storageKey, level);
}
