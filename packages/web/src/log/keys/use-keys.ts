/** Carries out the keys of the log panel. */
import { severity } from '@mantinel/domain';
import { useEffect, useRef } from 'react';
import type { LogFeed } from '../feed/log-feed.ts';
import { rowsId } from '../rows/log-table.tsx';
import type { Matches } from '../view/matches.ts';
import type { AddressedView } from '../view/use-addressed-view.ts';
import type { View } from '../view/view.ts';
import { type Command, commandOf, focusOf } from './keyboard.ts';

/** After them Enter means the row, and no longer the button that was pressed before. */
const movesInRows: ReadonlySet<Command> = new Set<Command>([
  'rowDown',
  'rowUp',
  'pageDown',
  'pageUp',
  'oldest',
  'newest',
  'nextError',
  'previousError',
  'nextWarning',
  'previousWarning',
  'nextHit',
  'previousHit',
]);

export interface KeyTargets {
  readonly feed: LogFeed;
  readonly addressed: AddressedView;
  /** Whether a row is one of those that are searched for; undefined where nothing is. */
  readonly hits: Matches | undefined;
  readonly setHelp: (opened: boolean) => void;
  readonly toggleNotes: () => void;
  readonly toggleFacets: () => void;
  readonly helpOpened: boolean;
  /** Nothing more lies in that direction. */
  readonly onNothing: () => void;
  /** The store could not be asked. */
  readonly onFailure: (error: unknown) => void;
}

export function useKeys(targets: KeyTargets): void {
  const latest = useRef(targets);
  latest.current = targets;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const command = commandOf({
        key: event.key,
        ctrl: event.ctrlKey,
        alt: event.altKey,
        meta: event.metaKey,
        focus: focusOf(event.target),
      });
      // While the keys are listed only closing them means anything; the dialog does that itself.
      if (command === undefined || latest.current.helpOpened) return;
      if (command === 'close' && focusOf(event.target) === 'text') {
        (event.target as HTMLElement).blur();
        return;
      }
      event.preventDefault();
      if (movesInRows.has(command)) document.getElementById(rowsId)?.focus({ preventScroll: true });
      run(command, latest.current);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function run(command: Command, targets: KeyTargets): void {
  const { feed, addressed, setHelp } = targets;
  const { view } = addressed;
  switch (command) {
    case 'rowDown':
    case 'rowUp':
      feed.selectBy(command === 'rowDown' ? 1 : -1);
      if (addressed.eventId !== undefined) addressed.openEvent(feed.state().selected);
      break;
    case 'pageDown':
    case 'pageUp':
      feed.scrollByPage(command === 'pageDown' ? 1 : -1);
      break;
    case 'oldest':
      feed.toOldest();
      break;
    case 'newest':
      feed.toNewest();
      break;
    case 'nextError':
    case 'previousError':
      seek(targets, command === 'nextError' ? 1 : -1, 'error');
      break;
    case 'nextWarning':
    case 'previousWarning':
      seek(targets, command === 'nextWarning' ? 1 : -1, 'warn');
      break;
    case 'nextHit':
    case 'previousHit':
      seek(targets, command === 'nextHit' ? 1 : -1, 'hit');
      break;
    case 'search':
      document.getElementById('log-search')?.focus();
      break;
    case 'detail':
      addressed.openEvent(feed.state().selected);
      break;
    case 'context': {
      const { selected } = feed.state();
      if (view.back !== undefined) addressed.leaveContext();
      else if (selected !== undefined) addressed.showContext(selected, feed.machineOf(selected));
      break;
    }
    case 'patterns':
      addressed.change({ show: view.show === undefined ? 'patterns' : undefined });
      break;
    case 'notes':
      targets.toggleNotes();
      break;
    case 'facets':
      targets.toggleFacets();
      break;
    case 'togglePause':
      feed.setPaused(feed.state().following);
      break;
    case 'operator':
    case 'technical':
    case 'developer':
      addressed.change({ ...view, level: command });
      break;
    case 'help':
      setHelp(true);
      break;
    case 'close':
      if (addressed.eventId !== undefined) addressed.openEvent(undefined);
      break;
  }
}

function seek(
  { feed, addressed: { view }, hits, onNothing, onFailure }: KeyTargets,
  step: 1 | -1,
  what: 'error' | 'warn' | 'hit',
): void {
  const found = () => {
    switch (what) {
      case 'error':
        return feed.seek({
          step,
          wanted: (event) => event.severity >= severity.error,
          search: { minSeverity: severity.error },
        });
      case 'warn':
        return feed.seek({
          step,
          wanted: (event) => event.severity >= severity.warn && event.severity < severity.error,
          search: { minSeverity: severity.warn },
        });
      case 'hit': {
        return hits === undefined
          ? Promise.resolve(false)
          : feed.seek({ step, wanted: hits, search: sought(view) });
      }
    }
  };
  found().then((any) => {
    if (!any) onNothing();
  }, onFailure);
}

/** What is looked for, among what is shown. */
function sought({ query, find }: View): Partial<View> {
  if (find === undefined) return {};
  return { query: query === undefined ? find : `(${query}) (${find})` };
}
