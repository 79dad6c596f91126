/** Everything about one event, beside the rows, so that moving through them goes on. */
import type { Event } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { getEvent } from '../../api/api.ts';
import { useMachines } from '../../fleet/fleet-strip.tsx';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { ContextButtons } from '../context/context-buttons.tsx';
import { EventNotes } from '../notes/event-notes.tsx';
import { SeverityMark } from '../rows/severity-mark.tsx';
import { eventAddress } from '../view/address.ts';
import { type RenderContext, renderEvent, stackOf, unitText } from '../view/render-event.ts';
import { ageText, browserZone, zonedTimeText } from '../view/time-text.ts';
import type { View } from '../view/view.ts';
import { CopyButton } from './copy-button.tsx';
import { Explanation, NoExplanation } from './explanation.tsx';
import { Neighbours } from './neighbours.tsx';
import './event-panel.css';

interface EventPanelProps {
  readonly id: string;
  readonly view: View;
  readonly context: RenderContext;
  readonly onOpen: (id: string) => void;
  readonly onContext: (id: string, machine: string | undefined) => void;
  readonly onClose: () => void;
}

export const EventPanel = memo(function EventPanel({
  id,
  view,
  context,
  onOpen,
  onContext,
  onClose,
}: EventPanelProps) {
  const { t } = useTranslation();
  const {
    data: event,
    error,
    refetch,
  } = useQuery({
    queryKey: ['event', id],
    queryFn: ({ signal }) => getEvent(id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <aside className="panel" aria-label={t('detail.title')}>
      <div className="panel-head">
        <h2>{t('detail.title')}</h2>
        {event && <CopyButton text={JSON.stringify(event, null, 2)} label={t('detail.copyJson')} />}
        <CopyButton text={location.origin + eventAddress(id, view)} label={t('detail.copyLink')} />
        <button type="button" className="panel-close" aria-label={t('app.close')} onClick={onClose}>
          ×
        </button>
      </div>
      <div className="panel-body">
        {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
        {!event && !error && <div className="skeleton panel-skeleton" />}
        {event && <EventDetail event={event} view={view} context={context} />}
        {event && <ContextButtons event={event} machineName={context.machineName} onContext={onContext} />}
        {event && <EventNotes event={event.id} />}
        {event && <Neighbours event={event} context={context} onOpen={onOpen} />}
      </div>
    </aside>
  );
});

function EventDetail({ event, view, context }: { event: Event; view: View; context: RenderContext }) {
  const { t } = useTranslation();
  const { title, told, explanation } = renderEvent(event, context);
  const stack = stackOf(event);
  const attributes = Object.entries(event.attributes);
  const fromControl = event.machine !== undefined && (event.kind === 'condition' || event.kind === 'message');
  return (
    <>
      <SeverityMark severity={event.severity} t={t} />
      <p className="panel-title">{title}</p>
      {told !== undefined && <p className="quiet">{t('detail.told', { text: told })}</p>}
      {explanation && <Explanation explanation={explanation} {...(fromControl && { of: event })} />}
      {fromControl && explanation === undefined && <NoExplanation of={event} />}
      {event.attributes.resync === true && <p className="quiet">{t('detail.resync')}</p>}
      {view.level === 'developer' && stack !== undefined && (
        <>
          <h3>{t('detail.stack')}</h3>
          <pre>{stack}</pre>
        </>
      )}
      <Times event={event} />
      {event.message !== '' && event.message !== title && (
        <>
          <h3>{t('detail.message')}</h3>
          <pre>{event.message}</pre>
        </>
      )}
      <h3>{t('detail.attributes')}</h3>
      {attributes.length === 0 && <p className="quiet">{t('detail.noAttributes')}</p>}
      <dl>
        {attributes
          .filter(([, value]) => value !== stack)
          .map(([name, value]) => (
            <Field
              key={name}
              name={name}
              value={typeof value === 'string' ? value : JSON.stringify(value, null, 1)}
            />
          ))}
      </dl>
      <Identity event={event} context={context} />
    </>
  );
}

function Times({ event: { timeUs, receivedUs, machine } }: { event: Event }) {
  const { t } = useTranslation();
  const { data: machines } = useMachines();
  const here = browserZone();
  const there = machines?.find(({ id }) => id === machine)?.timeZone;
  const zones = there === undefined || there === here ? [here] : [there, here];
  const lateUs = receivedUs - timeUs;
  return (
    <>
      <h3>{t('detail.times')}</h3>
      <table className="times">
        <tbody>
          {[
            { label: t('detail.happened'), us: timeUs },
            { label: t('detail.receivedAt'), us: receivedUs },
          ].map(({ label, us }) =>
            zones.map((zone, at) => (
              <tr key={`${label} ${zone}`}>
                <th scope="row">{at === 0 && label}</th>
                <td>{zonedTimeText(us, zone)}</td>
                <td className="quiet">
                  {zone === here ? t('detail.inBrowserZone', { zone }) : t('detail.inMachineZone', { zone })}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      {lateUs >= 2e6 && <p className="quiet">{t('detail.delay', { age: ageText(lateUs, t) })}</p>}
      {lateUs <= -2e6 && <p className="quiet">{t('detail.ahead', { age: ageText(-lateUs, t) })}</p>}
    </>
  );
}

function Identity({ event, context }: { event: Event; context: RenderContext }) {
  const { t } = useTranslation();
  const { machine, path, trace } = event;
  const unit = machine !== undefined && path !== undefined ? context.unit(machine, path) : undefined;
  return (
    <>
      <h3>{t('detail.identity')}</h3>
      <dl>
        <Field name={t('detail.code')} value={event.code} />
        <Field name={t('detail.kind')} value={t(`kind.${event.kind}`)} />
        <Field name={t('detail.severity')} value={String(event.severity)} />
        <Field name={t('detail.quality')} value={t(`quality.${event.quality}`)} />
        {machine !== undefined && (
          <Field name={t('detail.machine')} value={`${context.machineName(machine)} (${machine})`} />
        )}
        {path !== undefined && <Field name={t('detail.path')} value={path} />}
        {unit !== undefined && <Field name={t('detail.unit')} value={unitText(unit)} />}
        <Field name={t('detail.site')} value={event.site} />
        <Field name={t('detail.id')} value={event.id} />
        {trace && (
          <Field name={t('detail.trace')} value={[trace.traceId, trace.spanId].filter(Boolean).join(' / ')} />
        )}
      </dl>
    </>
  );
}

function Field({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
