import { beforeEach, expect, test, vi } from 'vitest';
import { recentSearches, rememberSearch } from './recent-searches.ts';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  return () => vi.unstubAllGlobals();
});

test('the newest stands first, once, and the oldest of many is forgotten', () => {
  for (let at = 0; at < 25; at += 1) rememberSearch(`door ${at}`);
  rememberSearch(' door 20 ');
  rememberSearch('  ');
  expect(recentSearches().slice(0, 3)).toEqual(['door 20', 'door 24', 'door 23']);
  expect(recentSearches()).toHaveLength(20);
});

test.each(['{', '7', '[1, "door"]'])('what somebody else left there (%s) does no harm', (text) => {
  kept.set('mantinel.searches', text);
  expect(recentSearches()).toEqual(text.startsWith('[') ? ['door'] : []);
});
