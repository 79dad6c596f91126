/** The log panel: machines, levels, filters, histogram, rows, and one event's detail. */
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { FleetStrip } from '../fleet/fleet-strip.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { useServices } from '../shell/services.tsx';
import { EventPanel } from './detail/event-panel.tsx';
import type { FirstPage } from './feed/first-page.ts';
import { LogFeed } from './feed/log-feed.ts';
import { useFeedValue } from './feed/use-feed-value.ts';
import { FilterBar } from './filters/filter-bar.tsx';
import { FilterChips } from './filters/filter-chips.tsx';
import { HistogramView } from './histogram/histogram-view.tsx';
import { useKeys } from './keys/use-keys.ts';
import { LevelTabs } from './levels/level-tabs.tsx';
import { useStoreCounts } from './levels/use-level-counts.ts';
import { LogTable } from './rows/log-table.tsx';
import { StatusLine } from './status-line.tsx';
import { TailControl } from './tail-control.tsx';
import { useRenderContext } from './use-render-context.ts';
import { useAddressedView } from './view/use-addressed-view.ts';
import { isUnfiltered, type View, viewSearch } from './view/view.ts';
import './log-page.css';

const HelpDialog = lazy(() =>
  import('./keys/help-dialog.tsx').then(({ HelpDialog: it }) => ({ default: it })),
);

/** What is opened later: loaded while the server is there, so that a menu opens also when it is not. */
const loadLater = () =>
  Promise.all([
    import('./filters/opened-filter.tsx'),
    import('./filters/opened-choice.tsx'),
    import('./keys/help-dialog.tsx'),
    import('../shell/main-menu.tsx'),
  ]);
/** By then the first rows stand and what they need has come. */
const loadLaterMs = 500;

export function LogPage({ firstPage }: { firstPage: FirstPage | undefined }) {
  const { t } = useTranslation();
  const { live } = useServices();
  const addressed = useAddressedView();
  const { view, eventId, change, openEvent } = addressed;
  const context = useRenderContext(view.level);
  const feed = useFeed(view, eventId, firstPage);
  const starting = useFeedValue(feed, (state) => state.starting);
  const problem = useFeedValue(feed, (state) => state.problem);
  const empty = useFeedValue(
    feed,
    (state) => !state.starting && state.total === 0 && state.problem === undefined,
  );
  useCountedFeed(view, feed);
  const [help, setHelp] = useState(false);
  const [notice, setNotice] = useState<string>();
  const [seekFailure, setSeekFailure] = useState<unknown>();
  useEffect(() => live.setLevel(view.level), [live, view.level]);
  useEffect(() => {
    if (starting) return;
    // What could not be loaded is asked for again when it is opened, and says so then.
    const timer = setTimeout(() => void loadLater().catch(() => undefined), loadLaterMs);
    return () => clearTimeout(timer);
  }, [starting]);
  useEffect(() => {
    if (notice === undefined) return;
    const timer = setTimeout(() => setNotice(undefined), 2500);
    return () => clearTimeout(timer);
  }, [notice]);
  useKeys({
    feed,
    addressed,
    setHelp,
    helpOpened: help,
    onNothing: () => setNotice(t('log.foundNothing')),
    onFailure: setSeekFailure,
  });
  // The rows change with every frame while scrolling; what stands around them keeps its callbacks and is not drawn anew.
  const open = useCallback(
    (id: string) => {
      feed.select(id);
      openEvent(id);
    },
    [feed, openEvent],
  );
  const openNeighbour = useCallback(
    (id: string) => {
      feed.showEvent(id);
      openEvent(id);
    },
    [feed, openEvent],
  );
  const closeEvent = useCallback(() => openEvent(undefined), [openEvent]);
  const chooseMachines = useCallback((machine: readonly string[]) => change({ machine }), [change]);
  const openHelp = useCallback(() => setHelp(true), []);
  const closeHelp = useCallback(() => setHelp(false), []);
  return (
    <div className={eventId === undefined ? 'log' : 'log log-with-panel'}>
      <FleetStrip chosen={view.machine} onChoose={chooseMachines} />
      <main className="log-main">
        <div className="log-bar">
          <LevelTabs view={view} onChange={change} />
          <span className="filters-space" />
          <TailControl feed={feed} view={view} />
        </div>
        <FilterBar view={view} machineName={context.machineName} onChange={change} />
        <FilterChips view={view} machineName={context.machineName} onChange={change} />
        <HistogramView view={view} onZoom={change} />
        {problem !== undefined && <FailureNotice error={problem} onRetry={() => feed.retry()} />}
        {seekFailure !== undefined && (
          <FailureNotice error={seekFailure} onRetry={() => setSeekFailure(undefined)} />
        )}
        {empty ? <Empty view={view} /> : <LogTable feed={feed} view={view} context={context} onOpen={open} />}
        <StatusLine feed={feed} notice={notice} ranked={view.text === undefined} onHelp={openHelp} />
      </main>
      {eventId !== undefined && (
        <EventPanel
          key={eventId}
          id={eventId}
          view={view}
          context={context}
          onOpen={openNeighbour}
          onClose={closeEvent}
        />
      )}
      {help && (
        <Suspense>
          <HelpDialog opened onClose={closeHelp} />
        </Suspense>
      )}
    </div>
  );
}

/** One feed for each view; what is only searched for, or opened, does not begin another. */
function useFeed(view: View, eventId: string | undefined, firstPage: FirstPage | undefined) {
  const { live } = useServices();
  const { find: _find, ...shown } = view;
  const key = viewSearch(shown);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the view; the event opened is only where a new feed begins
  const feed = useMemo(() => {
    const page = eventId === undefined ? firstPage?.take(view) : undefined;
    return new LogFeed({
      view: shown,
      ...(eventId === undefined ? {} : { at: eventId }),
      ...(page ? { firstPage: page } : {}),
    });
  }, [key]);
  useEffect(() => {
    const leaveEvents = live.onEvents(feed.onEvents);
    const leaveLink = live.onLink(() => live.link.state === 'live' && feed.catchUp());
    return () => {
      leaveEvents();
      leaveLink();
      feed.stop();
    };
  }, [live, feed]);
  return feed;
}

/** What the store counted is the length of the scale where the loaded rows do not reach the end. */
function useCountedFeed(view: View, feed: LogFeed) {
  const { counted, ofThisFilter } = useStoreCounts(view);
  useEffect(() => {
    if (counted && ofThisFilter) feed.setCounted(counted.levels[view.level]);
  }, [counted, ofThisFilter, feed, view.level]);
}

function Empty({ view }: { view: View }) {
  const { t } = useTranslation();
  if (!isUnfiltered(view) || view.level !== 'developer')
    return (
      <div className="empty">
        <strong>{isUnfiltered(view) ? t('log.noneAtLevel') : t('log.noMatch')}</strong>
        <p>{isUnfiltered(view) ? t('log.noneAtLevelHint') : t('log.noMatchHint')}</p>
      </div>
    );
  return (
    <div className="empty">
      <strong>{t('log.empty')}</strong>
      <p>{t('log.emptyHint')}</p>
      <Link href="/start">{t('fleet.add')}</Link>
    </div>
  );
}
