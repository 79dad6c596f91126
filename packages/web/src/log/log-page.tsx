/** The log panel: machines, levels, filters, histogram, rows, and one event's detail. */
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { FleetStrip } from '../fleet/fleet-strip.tsx';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { useServices } from '../shell/services.tsx';
import { ContextBar } from './context/context-bar.tsx';
import { EventPanel } from './detail/event-panel.tsx';
import { rememberedShown, rememberShown } from './facets/remembered-facets.ts';
import type { FirstPage } from './feed/first-page.ts';
import { useFeed } from './feed/use-feed.ts';
import { useFeedValue } from './feed/use-feed-value.ts';
import { FilterBar } from './filters/filter-bar.tsx';
import { FilterChips } from './filters/filter-chips.tsx';
import { HistogramView } from './histogram/histogram-view.tsx';
import { useKeys } from './keys/use-keys.ts';
import { LevelTabs } from './levels/level-tabs.tsx';
import { NotesPanel } from './notes/notes-panel.tsx';
import { useNotes } from './notes/use-notes.ts';
import { LogTable } from './rows/log-table.tsx';
import { ViewsMenu } from './saved/views-menu.tsx';
import { FaultBelow } from './search/fault-below.tsx';
import type { TypedSearch } from './search/search-box.tsx';
import { useHits } from './search/use-matches.ts';
import { StatusLine } from './status-line.tsx';
import { TailControl } from './tail-control.tsx';
import { useRenderContext } from './use-render-context.ts';
import { useAddressedView } from './view/use-addressed-view.ts';
import { isRanked, isUnfiltered, type View } from './view/view.ts';
import './log-page.css';

const HelpDialog = lazy(() =>
  import('./keys/help-dialog.tsx').then(({ HelpDialog: it }) => ({ default: it })),
);

const FacetPanel = lazy(() =>
  import('./facets/facet-panel.tsx').then(({ FacetPanel: it }) => ({ default: it })),
);

const PatternView = lazy(() =>
  import('./patterns/pattern-view.tsx').then(({ PatternView: it }) => ({ default: it })),
);

/** What is opened later: loaded while the server is there, so that a menu opens also when it is not. */
const loadLater = () =>
  Promise.all([
    import('./filters/opened-filter.tsx'),
    import('./filters/opened-choice.tsx'),
    import('./keys/help-dialog.tsx'),
    import('./facets/facet-panel.tsx'),
    import('./patterns/pattern-view.tsx'),
    import('../shell/main-menu.tsx'),
  ]);
/** By then the first rows stand and what they need has come. */
const loadLaterMs = 500;

/** What is shown around the time of a note. */
const aroundUs = 300e6;

interface LogPageProps {
  readonly firstPage: FirstPage | undefined;
  readonly signedIn: boolean;
}

export function LogPage({ firstPage, signedIn }: LogPageProps) {
  const { t } = useTranslation();
  const { live } = useServices();
  const addressed = useAddressedView();
  const { view, eventId, change, openEvent, openSearch, showContext, leaveContext } = addressed;
  const context = useRenderContext(view.level);
  const feed = useFeed(view, eventId, firstPage);
  const starting = useFeedValue(feed, (state) => state.starting);
  const problem = useFeedValue(feed, (state) => state.problem);
  const empty = useFeedValue(
    feed,
    (state) => !state.starting && state.total === 0 && state.problem === undefined,
  );
  const hits = useHits(view.find ?? view.query);
  const [typed, setTyped] = useState<TypedSearch>({ text: '', typing: false });
  const [facets, setFacets] = useState(rememberedShown);
  const [help, setHelp] = useState(false);
  const [notesOpened, setNotesOpened] = useState(false);
  const { notes, byRow } = useNotes(view, !starting);
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
    hits,
    setHelp,
    toggleNotes: () => setNotesOpened(!notesOpened),
    toggleFacets: () => showFacets(!facets),
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
  const showFacets = useCallback((shown: boolean) => {
    setFacets(shown);
    rememberShown(shown);
  }, []);
  const closeEvent = useCallback(() => openEvent(undefined), [openEvent]);
  const chooseMachines = useCallback((machine: readonly string[]) => change({ machine }), [change]);
  const openHelp = useCallback(() => setHelp(true), []);
  const openNotes = useCallback(() => setNotesOpened(true), []);
  const closeHelp = useCallback(() => setHelp(false), []);
  return (
    <div className={eventId === undefined ? 'log' : 'log log-with-panel'}>
      <FleetStrip chosen={view.machine} onChoose={chooseMachines} />
      <main className="log-main">
        <div className="log-bar">
          <LevelTabs view={view} onChange={change} />
          <span className="filters-space" />
          <button
            type="button"
            className="tool-button"
            aria-pressed={facets}
            title={t('facets.hint')}
            onClick={() => showFacets(!facets)}
          >
            {t('facets.title')}
          </button>
          <button
            type="button"
            className="tool-button"
            aria-pressed={view.show === 'patterns'}
            title={t('patterns.hint')}
            onClick={() => change({ show: view.show === undefined ? 'patterns' : undefined })}
          >
            {view.show === 'patterns' ? t('patterns.rows') : t('patterns.title')}
          </button>
          {signedIn && <ViewsMenu view={view} onOpen={openSearch} />}
          {view.machine.length === 2 && (
            <Link
              className="tool-button"
              href={`/compare?${new URLSearchParams(view.machine.map((id) => ['machine', id]))}`}
            >
              {t('log.compare')}
            </Link>
          )}
          <button
            type="button"
            className="tool-button"
            aria-pressed={notesOpened}
            onClick={() => setNotesOpened(!notesOpened)}
          >
            {t('note.show')} {notes.length > 0 && notes.length}
          </button>
          <TailControl feed={feed} view={view} />
        </div>
        <FilterBar view={view} machineName={context.machineName} onChange={change} onTyped={setTyped} />
        <FaultBelow {...typed} />
        <FilterChips view={view} machineName={context.machineName} onChange={change} />
        {view.back !== undefined && (
          <ContextBar
            machine={view.machine[0] === undefined ? undefined : context.machineName(view.machine[0])}
            onEverything={() =>
              eventId === undefined ? change({ machine: [] }) : showContext(eventId, undefined)
            }
            onBack={leaveContext}
          />
        )}
        <HistogramView view={view} notes={notes} onNotes={openNotes} onZoom={change} />
        {problem !== undefined && <FailureNotice error={problem} onRetry={() => feed.retry()} />}
        {seekFailure !== undefined && (
          <FailureNotice error={seekFailure} onRetry={() => setSeekFailure(undefined)} />
        )}
        <div className="log-rows">
          {facets && (
            <Suspense>
              <FacetPanel
                view={view}
                machineName={context.machineName}
                onChange={change}
                onClose={() => showFacets(false)}
              />
            </Suspense>
          )}
          {view.show === 'patterns' ? (
            <Suspense fallback={<div className="skeleton" />}>
              <PatternView view={view} machineName={context.machineName} onChange={change} />
            </Suspense>
          ) : empty ? (
            <Empty view={view} />
          ) : (
            <LogTable feed={feed} view={view} context={context} notesOf={byRow} onOpen={open} />
          )}
        </div>
        <StatusLine feed={feed} notice={notice} ranked={isRanked(view)} onHelp={openHelp} />
      </main>
      {eventId !== undefined && (
        <EventPanel
          key={eventId}
          id={eventId}
          view={view}
          context={context}
          onOpen={openNeighbour}
          onContext={showContext}
          onClose={closeEvent}
        />
      )}
      {eventId === undefined && notesOpened && (
        <NotesPanel
          notes={notes}
          machines={view.machine}
          onEvent={openNeighbour}
          onTime={(timeUs) => change({ order: 'time', fromUs: timeUs - aroundUs, toUs: timeUs + aroundUs })}
          onClose={() => setNotesOpened(false)}
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
