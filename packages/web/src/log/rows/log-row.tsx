/** One row of the log. */
// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by rank with transforms, which table elements do not allow
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has one focus and names its active row (aria-activedescendant)
import type { Event } from '@mantinel/contract';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { type RenderContext, renderEvent } from '../view/render-event.ts';
import { timeText } from '../view/time-text.ts';
import type { Missed } from './row-window.ts';
import { SeverityMark } from './severity-mark.tsx';
import './log-row.css';

interface LogRowProps {
  readonly event: Event;
  /** Place among all rows, from 0. */
  readonly index: number;
  readonly selected: boolean;
  readonly order: 'received' | 'time';
  readonly context: RenderContext;
  /** Splits a text into what is between the marks and what is marked. */
  readonly marked: RegExp | undefined;
  /** What people noted here. */
  readonly note: string | undefined;
  readonly onOpen: (id: string) => void;
}

export const LogRow = memo(function LogRow({
  event,
  index,
  selected,
  order,
  context,
  marked,
  note,
  onOpen,
}: LogRowProps) {
  const { t } = context;
  const { id, severity, machine, code, quality } = event;
  const { title, told } = renderEvent(event, context);
  const time = timeText(order === 'time' ? event.timeUs : event.receivedUs);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has one focus and its own keys (keyboard.ts)
    <div
      role="row"
      id={`row-${id}`}
      data-id={id}
      aria-rowindex={index + 1}
      aria-selected={selected}
      tabIndex={-1}
      className={quality === 'good' ? 'row' : 'row row-not-good'}
      onClick={() => onOpen(id)}
    >
      <span role="gridcell" className="cell-time">
        <span className="cell-day">{time.slice(0, 10)} </span>
        {time.slice(11)}
      </span>
      <span role="gridcell" className="cell-severity">
        <SeverityMark severity={severity} t={t} />
      </span>
      <span role="gridcell" className="cell-machine">
        {machine === undefined ? t('log.product') : context.machineName(machine)}
      </span>
      <span role="gridcell" className="cell-code">
        {code}
      </span>
      <span role="gridcell" className="cell-text">
        {quality !== 'good' && <span className="quality">{t(`quality.${quality}`)}</span>}
        <Marked text={title} by={marked} />
        {told !== undefined && (
          <span className="told">
            <Marked text={told} by={marked} />
          </span>
        )}
        {note !== undefined && (
          <span className="row-note">
            <span aria-hidden="true">✎ </span>
            {note}
          </span>
        )}
      </span>
    </div>
  );
});

function Marked({ text, by }: { text: string; by: RegExp | undefined }) {
  if (by === undefined) return text;
  const parts = text.split(by);
  if (parts.length === 1) return text;
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have nothing else
  return parts.map((part, at) => (at % 2 === 1 ? <mark key={at}>{part}</mark> : part));
}

export function MissedRow({ missed, onShow }: { missed: Missed; onShow: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="row" className="row row-missed" tabIndex={-1}>
      <span role="gridcell">
        <span aria-hidden="true">▼ </span>
        {t('log.missed', { count: missed.missed })}{' '}
        <button type="button" className="link-button" onClick={onShow}>
          {t('log.showMissed')}
        </button>
      </span>
    </div>
  );
}
