/** One value of a feed for a component, which is drawn anew only when that value changes: the place changes with every frame. */
import { useSyncExternalStore } from 'react';
import type { FeedState } from './feed-state.ts';
import type { LogFeed } from './log-feed.ts';

export function useFeedValue<T>(feed: LogFeed, select: (state: FeedState) => T): T {
  return useSyncExternalStore(feed.subscribe, () => select(feed.state()));
}

export const useFeedState = (feed: LogFeed): FeedState => useSyncExternalStore(feed.subscribe, feed.state);
