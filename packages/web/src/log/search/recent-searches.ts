/** What was searched for on this screen, newest first. */
const storageKey = 'mantinel.searches';
const most = 20;

export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string').slice(0, most) : [];
  } catch {
    return []; // Somebody else's text: then there is no history.
  }
}

export function rememberSearch(text: string): void {
  const search = text.trim();
  if (search === '') return;
  const kept = [search, ...recentSearches().filter((other) => other !== search)].slice(0, most);
  localStorage.setItem(storageKey, JSON.stringify(kept));
}
