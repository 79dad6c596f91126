/** Two machines on one time axis: what each did, what stood, and their events side by side around one moment. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearch } from 'wouter';
import { useAlarmTexts } from '../alarms/alarm-texts.ts';
import { useMachines } from '../fleet/fleet-strip.tsx';
import { spanText } from '../log/view/time-text.ts';
import { useServices } from '../shell/services.tsx';
import { useNowUs } from '../shell/use-now.ts';
import { type Axis, type Compared, comparedAddress, parseCompared, usualSpansUs } from './axis.ts';
import { EventColumns } from './event-columns.tsx';
import { Lanes } from './lanes.tsx';
import './compare.css';

/** A live axis moves on in steps, so that what was read holds for a while. */
const stepUs = 5e6;

export function ComparePage() {
  const { t } = useTranslation('alarms');
  const { t: general } = useTranslation();
  const texts = useAlarmTexts();
  const [, navigate] = useLocation();
  const { live } = useServices();
  const { data: machines } = useMachines();
  const compared = parseCompared(useSearch());
  const [cursorUs, setCursorUs] = useState<number>();
  const nowUs = Math.ceil(useNowUs() / stepUs) * stepUs;
  if (!texts || !machines) return null;
  const chosen = [...compared.machines, ...machines.map(({ id }) => id)].filter(
    (id, index, all) => all.indexOf(id) === index && machines.some((machine) => machine.id === id),
  );
  const both = chosen.slice(0, 2);
  const toUs = compared.toUs ?? nowUs;
  const axis: Axis = { fromUs: toUs - compared.spanUs, toUs };
  const change = (next: Partial<Compared>) =>
    navigate(comparedAddress({ ...compared, machines: both, ...next }), { replace: true });
  const names = new Map(machines.map(({ id, name }) => [id, name]));
  const latest = () => {
    const { toUs: _now, ...rest } = compared;
    navigate(comparedAddress({ ...rest, machines: both }), { replace: true });
    setCursorUs(undefined);
  };
  return (
    <main className="compare">
      <div className="compare-head">
        <h1>{t('compare.title')}</h1>
        {both.map((id, at) => (
          <select
            key={at === 0 ? 'first' : 'second'}
            aria-label={t(at === 0 ? 'compare.first' : 'compare.second')}
            value={id}
            onChange={(event) => {
              const other = both[1 - at];
              const value = event.currentTarget.value;
              // The same machine twice would tell nothing: they change places.
              const pair = value === other ? [other, id] : [value, other];
              change({ machines: (at === 0 ? pair : pair.toReversed()).filter((one) => one !== undefined) });
            }}
          >
            {machines.map((machine) => (
              <option key={machine.id} value={machine.id}>
                {machine.name}
              </option>
            ))}
          </select>
        ))}
        <fieldset className="switch">
          {usualSpansUs.map((spanUs) => (
            <button
              key={spanUs}
              type="button"
              aria-pressed={compared.spanUs === spanUs}
              onClick={() => change({ spanUs })}
            >
              {spanText(spanUs, general)}
            </button>
          ))}
        </fieldset>
        {compared.toUs !== undefined && (
          <button type="button" className="tool-button" onClick={latest}>
            {t('compare.latest')}
          </button>
        )}
        <span className="filters-space" />
        <Link href={`/?${new URLSearchParams(both.map((id) => ['machine', id]))}`}>{t('compare.log')}</Link>
      </div>
      {both.length < 2 ? (
        <p className="alarms-none">{t('compare.needsTwo')}</p>
      ) : (
        <>
          <Lanes
            machines={both}
            names={names}
            axis={axis}
            live={compared.toUs === undefined}
            cursorUs={cursorUs}
            onCursor={setCursorUs}
            onMove={change}
          />
          <EventColumns
            machines={both}
            atUs={cursorUs ?? Math.min(axis.toUs, live.nowUs())}
            onPick={setCursorUs}
          />
        </>
      )}
    </main>
  );
}
