/** The feed of a view, which lives as long as the view does. */
import { useEffect, useMemo } from 'react';
import { useServices } from '../../shell/services.tsx';
import { useStoreCounts } from '../levels/use-level-counts.ts';
import { useMatches } from '../search/use-matches.ts';
import { selecting, type View, viewSearch } from '../view/view.ts';
import type { FirstPage } from './first-page.ts';
import { LogFeed } from './log-feed.ts';

/** One feed for each view; what is only searched for, or opened, does not begin another. */
export function useFeed(view: View, eventId: string | undefined, firstPage: FirstPage | undefined): LogFeed {
  const { live } = useServices();
  const shown = selecting(view);
  const key = viewSearch(shown);
  const matches = useMatches(view);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the view; the event opened is only where a new feed begins
  const feed = useMemo(() => {
    const page = eventId === undefined ? firstPage?.take(view) : undefined;
    return new LogFeed({
      view: shown,
      matches,
      ...(eventId === undefined ? {} : { at: eventId }),
      ...(page ? { firstPage: page } : {}),
    });
  }, [key, matches]);
  useEffect(() => {
    const leaveEvents = live.onEvents(feed.onEvents);
    const leaveLink = live.onLink(() => live.link.state === 'live' && feed.catchUp());
    return () => {
      leaveEvents();
      leaveLink();
      feed.stop();
    };
  }, [live, feed]);
  useCountedFeed(view, feed);
  return feed;
}

/** What the store counted is the length of the scale where the loaded rows do not reach the end. */
function useCountedFeed(view: View, feed: LogFeed) {
  const { counted, ofThisFilter } = useStoreCounts(view);
  useEffect(() => {
    if (counted && ofThisFilter) feed.setCounted(counted.levels[view.level]);
  }, [counted, ofThisFilter, feed, view.level]);
}
