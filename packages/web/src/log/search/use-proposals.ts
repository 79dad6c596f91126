/** What may follow where the cursor stands: from the server, and recent searches where nothing is typed. */
import type { Completions } from '@mantinel/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { getCompletions } from '../../api/api.ts';
import { selecting, type View, viewSearch } from '../view/view.ts';
import { recentSearches } from './recent-searches.ts';

/** Shorter pauses between keys are no pause. */
const restMs = 120;

export interface Typed {
  readonly text: string;
  readonly cursor: number;
}

/** Undefined while closed. */
export function useProposals(view: View, typed: Typed | undefined): Completions | undefined {
  const [rested, setRested] = useState<Typed>();
  const { text, cursor } = typed ?? {};
  useEffect(() => {
    if (text === undefined || cursor === undefined) {
      setRested(undefined);
      return;
    }
    const timer = setTimeout(() => setRested({ text, cursor }), restMs);
    return () => clearTimeout(timer);
  }, [text, cursor]);
  const { query: _query, ...others } = selecting(view);
  const isEmpty = text === '';
  const { data } = useQuery({
    queryKey: ['completions', viewSearch(others), rested?.text, rested?.cursor],
    queryFn: ({ signal }) => getCompletions(others, rested!, signal),
    enabled: rested !== undefined && !isEmpty,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  if (text === undefined) return undefined;
  if (isEmpty) return { from: 0, to: 0, choices: recentSearches().map((search) => ({ text: search })) };
  // Of another text it would replace the wrong part.
  return rested?.text === text && rested.cursor === cursor ? data : undefined;
}
