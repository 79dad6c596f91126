/** How many events each level holds under the present filter: counted by the store, moved on by what arrives. */
import type { EventCounts } from '@mantinel/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { getCounts } from '../../api/api.ts';
import { useServices } from '../../shell/services.tsx';
import { useMatches } from '../search/use-matches.ts';
import { isRanked, selecting, type View, viewSearch } from '../view/view.ts';
import { type LevelCounts, levelTally } from './level-tally.ts';

interface Counted extends EventCounts {
  /** The server's clock when the answer came. */
  readonly countedUs: number;
}

/** Faster than this no figure could be read. */
const showEveryMs = 100;

/** The counts are the same whatever level is looked at, so that changing it asks nothing. */
const widest = (view: View): View => ({ ...selecting(view), level: 'developer' });

/** The store's own counts, renewed every few seconds; undefined before the first, and while another filter's stand in. */
export function useStoreCounts(view: View): {
  readonly counted: Counted | undefined;
  readonly ofThisFilter: boolean;
} {
  const { live } = useServices();
  const asked = widest(view);
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['counts', viewSearch(asked)],
    queryFn: async ({ signal }): Promise<Counted> => ({
      ...(await getCounts(asked, signal)),
      countedUs: live.nowUs(),
    }),
    placeholderData: keepPreviousData,
    // Counting a text reads rows; it is asked less often.
    refetchInterval: isRanked(view) ? 5000 : 30_000,
  });
  return { counted: data, ofThisFilter: !isPlaceholderData };
}

export function useLevelCounts(
  view: View,
): { readonly counts: LevelCounts; readonly exact: boolean } | undefined {
  const { live } = useServices();
  const { counted, ofThisFilter } = useStoreCounts(view);
  const matches = useMatches(widest(view));
  // biome-ignore lint/correctness/useExhaustiveDependencies: its test stands for the view
  const tally = useMemo(() => levelTally(widest(view), matches), [matches]);
  const [, show] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = live.onEvents((events, missed) => {
      tally.add(events, missed);
      timer ??= setTimeout(() => {
        timer = undefined;
        show((times) => times + 1);
      }, showEveryMs);
    });
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [live, tally]);
  if (!counted) return undefined;
  const { levels, exact } = counted;
  const since = tally.since(ofThisFilter ? counted.countedUs : undefined);
  const sum = (level: keyof LevelCounts) => levels[level] + since[level];
  return {
    exact,
    counts: { developer: sum('developer'), technical: sum('technical'), operator: sum('operator') },
  };
}
