/** What else happened on the same machine just before and after, whatever the filters. */
import type { Event } from '@mantinel/contract';
import { severityRange } from '@mantinel/domain';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getPage } from '../../api/api.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { severityShapes } from '../rows/severity-mark.tsx';
import { type RenderContext, renderEvent } from '../view/render-event.ts';
import { timeText } from '../view/time-text.ts';
import { defaultView } from '../view/view.ts';
import './neighbours.css';

const each = 6;

interface NeighboursProps {
  readonly event: Event;
  readonly context: RenderContext;
  readonly onOpen: (id: string) => void;
}

export function Neighbours({ event, context, onOpen }: NeighboursProps) {
  const { t } = useTranslation();
  const { id, machine } = event;
  const { data, error, refetch } = useQuery({
    queryKey: ['neighbours', id],
    enabled: machine !== undefined,
    queryFn: async ({ signal }) => {
      const view = { ...defaultView, level: 'developer', order: 'time', machine: [machine!] } as const;
      const page = { limit: each + 1, atEvent: id } as const;
      const [older, newer] = await Promise.all([
        getPage(view, { ...page, direction: 'older' }, signal),
        getPage(view, { ...page, direction: 'newer' }, signal),
      ]);
      return [...older.events, ...newer.events.filter((other) => other.id !== id)];
    },
  });
  if (machine === undefined) return null;
  return (
    <>
      <h3>{t('detail.neighbours', { machine: context.machineName(machine) })}</h3>
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="skeleton panel-skeleton" />}
      <ol className="neighbours">
        {data?.map((other) => (
          <li key={other.id}>
            <button type="button" aria-current={other.id === id} onClick={() => onOpen(other.id)}>
              <span className="neighbour-time">{timeText(other.timeUs).slice(11)}</span>
              <span className={`severity-shape severity-${severityRange(other.severity)}`} aria-hidden="true">
                {severityShapes[severityRange(other.severity)]}
              </span>
              <span className="neighbour-text">{renderEvent(other, context).title}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
