/** The events of both machines around one moment, in one order of time, each in the column of its machine. */
import type { Event } from '@mantinel/contract';
import { severityRange } from '@mantinel/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { getPage } from '../api/api.ts';
import { severityShapes } from '../log/rows/severity-mark.tsx';
import { useRenderContext } from '../log/use-render-context.ts';
import { eventAddress } from '../log/view/address.ts';
import { renderEvent } from '../log/view/render-event.ts';
import { timeText } from '../log/view/time-text.ts';
import { defaultView, type View } from '../log/view/view.ts';
import { FailureNotice } from '../shell/failure-notice.tsx';

const each = 40;
/** While the cursor moves nothing is asked. */
const restMs = 150;

interface EventColumnsProps {
  readonly machines: readonly string[];
  readonly atUs: number;
  readonly onPick: (atUs: number) => void;
}

export function EventColumns({ machines, atUs, onPick }: EventColumnsProps) {
  const { t } = useTranslation('alarms');
  const context = useRenderContext('technical');
  const restedUs = useRested(atUs);
  const view: View = { ...defaultView, level: 'technical', order: 'time', machine: machines };
  const { data, error, refetch } = useQuery({
    queryKey: ['beside', machines.join(' '), restedUs],
    queryFn: async ({ signal }) => {
      const [older, newer] = await Promise.all([
        getPage({ ...view, toUs: restedUs }, { direction: 'older', limit: each }, signal),
        getPage({ ...view, fromUs: restedUs }, { direction: 'newer', limit: each }, signal),
      ]);
      return { events: [...older.events, ...newer.events], firstAfter: older.events.length };
    },
    placeholderData: keepPreviousData,
  });
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  return (
    <div className="beside">
      <table>
        <thead>
          <tr>
            <th>{t('compare.time')}</th>
            {machines.map((machine) => (
              <th key={machine}>{context.machineName(machine)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data?.events.length === 0 && (
            <tr>
              <td colSpan={3}>{t('compare.nothing')}</td>
            </tr>
          )}
          {data?.events.map((event, index) => (
            <tr key={event.id} className={index === data.firstAfter ? 'beside-now' : undefined}>
              <td>
                <button type="button" className="link-button" onClick={() => onPick(event.timeUs)}>
                  {timeText(event.timeUs).slice(11)}
                </button>
              </td>
              {machines.map((machine) => (
                <td key={machine}>
                  {event.machine === machine && (
                    <Told event={event} view={view} text={renderEvent(event, context).title} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Told({ event, view, text }: { event: Event; view: View; text: string }) {
  const range = severityRange(event.severity);
  return (
    <Link href={eventAddress(event.id, view)} className={`beside-event severity-row-${range}`}>
      <span className={`severity severity-${range}`} aria-hidden="true">
        {severityShapes[range]}
      </span>
      {text}
    </Link>
  );
}

function useRested(value: number): number {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
