/** A view's test of what arrives; it admits nothing until the engine has come that its search may need, and is another one then. */
import { useMemo } from 'react';
import { type Matches, matchesOf, searchTest } from '../view/matches.ts';
import { selecting, type View, viewSearch } from '../view/view.ts';
import { needsEngine, useRegexEngine } from './regex-engine.ts';

export function useMatches(view: View): Matches {
  const key = viewSearch(selecting(view));
  const engine = useRegexEngine(needsEngine(view.query));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the view
  return useMemo(() => matchesOf(view, engine), [key, engine]);
}

/** The same of a search that is only looked for among the rows; undefined where there is none. */
export function useHits(search: string | undefined): Matches | undefined {
  const engine = useRegexEngine(needsEngine(search));
  return useMemo(() => (search === undefined ? undefined : searchTest(search, engine)), [search, engine]);
}
