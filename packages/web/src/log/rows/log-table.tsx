/** The rows on the screen, and only those, of a log of any length. */
// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by rank with transforms, which table elements do not allow

import type { Event } from '@mantinel/contract';
import { quoted } from '@mantinel/domain';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedState } from '../feed/feed-state.ts';
import type { LogFeed } from '../feed/log-feed.ts';
import { useFeedState } from '../feed/use-feed-value.ts';
import type { NotesOfRow } from '../notes/use-notes.ts';
import { marksOf } from '../search/marks.ts';
import type { RenderContext } from '../view/render-event.ts';
import type { View } from '../view/view.ts';
import { LogRow, MissedRow } from './log-row.tsx';
import { useRowHeight } from './row-height.ts';
import { firstIndex, isMissed, type Row } from './row-window.ts';
import { Scrollbar } from './scrollbar.tsx';
import { useTouchScroll } from './use-touch-scroll.ts';
import './log-table.css';
import '../layout/columns.css';

/** The grid of rows, which has the focus and names its active row. */
export const rowsId = 'log-rows';

interface LogTableProps {
  readonly feed: LogFeed;
  readonly view: View;
  readonly context: RenderContext;
  readonly notesOf: NotesOfRow;
  readonly onOpen: (id: string) => void;
}

export function LogTable({ feed, view, context, notesOf, onOpen }: LogTableProps) {
  const { t } = useTranslation();
  const state = useFeedState(feed);
  const body = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState(30);
  const { rowPx, tall } = useRowHeight(view.density);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const rows = entry!.contentRect.height / rowPx;
      setViewport(rows);
      feed.setViewport(rows);
    });
    observer.observe(body.current!);
    return () => observer.disconnect();
  }, [feed, rowPx]);
  useTouchScroll(
    body,
    useCallback((px: number) => feed.scrollBy(px / rowPx), [feed, rowPx]),
  );
  const { top, total, selected } = state;
  const searched = view.find ?? view.query ?? (view.text === undefined ? undefined : quoted(view.text));
  const marked = useMemo(() => marksOf(searched), [searched]);
  return (
    <div className={classOf(view, tall)}>
      <div className="table-head" aria-hidden="true">
        <span className="cell-time">{t('log.columnTime')}</span>
        <span className="cell-severity">{t('log.columnSeverity')}</span>
        <span className="cell-machine">{t('log.columnMachine')}</span>
        <span className="cell-code">{t('log.columnCode')}</span>
        <span className="cell-text">{t('log.columnText')}</span>
      </div>
      <div className="table-main">
        <div
          ref={body}
          id={rowsId}
          className="table-body"
          role="grid"
          aria-label={t('log.rows')}
          aria-rowcount={total}
          aria-busy={state.starting}
          aria-activedescendant={selected === undefined ? undefined : `row-${selected}`}
          tabIndex={0}
        >
          <div className="rows" style={{ transform: `translateY(${-(top % 1) * rowPx}px)` }}>
            {visibleRows({ state, viewport }).map(({ index, row, before }) =>
              row === undefined ? (
                <div key={`blank-${index}`} className="row row-blank" aria-hidden="true">
                  <span />
                </div>
              ) : isMissed(row) ? (
                <MissedRow
                  key={row.id}
                  missed={row}
                  onShow={() => feed.showEvent(row.id.slice('missed.'.length))}
                />
              ) : (
                <LogRow
                  key={row.id}
                  event={row}
                  index={index}
                  selected={row.id === selected}
                  order={view.order}
                  context={context}
                  marked={marked}
                  note={
                    notesOf(row, before)
                      .map(({ text }) => text)
                      .join(' · ') || undefined
                  }
                  onOpen={onOpen}
                />
              ),
            )}
          </div>
        </div>
        <Scrollbar
          top={top}
          total={total}
          viewport={viewport}
          controls={rowsId}
          onScroll={(to) => feed.scrollTo(to)}
        />
      </div>
    </div>
  );
}

const classOf = ({ level, density, hidden = [] }: View, tall: boolean): string =>
  [
    `table table-${level}`,
    tall ? 'table-tall' : density === 'roomy' ? 'table-roomy' : '',
    ...hidden.map((column) => `without-${column}`),
  ].join(' ');

/** Rows between the screen's edges; places not loaded yet are blank. */
function visibleRows({ state, viewport }: { state: FeedState; viewport: number }) {
  const { window, top, starting } = state;
  const total = starting ? Math.ceil(viewport) : state.total;
  const from = Math.floor(top);
  const to = Math.min(total, Math.ceil(top + viewport) + 1);
  const first = firstIndex(window);
  return Array.from({ length: Math.max(0, to - from) }, (_, offset) => ({
    index: from + offset,
    row: starting ? undefined : window.rows[from + offset - first],
    before: eventAt(window.rows[from + offset - first - 1]),
  }));
}

const eventAt = (row: Row | undefined): Event | undefined =>
  row === undefined || isMissed(row) ? undefined : row;
