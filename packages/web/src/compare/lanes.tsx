/** Both lanes above one scale, with one cursor through both; moved by mouse, finger or keys. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { edgeText, timeText } from '../log/view/time-text.ts';
import { FailureNotice } from '../shell/failure-notice.tsx';
import { type Axis, shareOf, zoomed } from './axis.ts';
import { Lane } from './lane.tsx';
import { useLane } from './use-lane.ts';

interface LanesProps {
  readonly machines: readonly string[];
  readonly names: ReadonlyMap<string, string>;
  readonly axis: Axis;
  readonly live: boolean;
  readonly cursorUs: number | undefined;
  readonly onCursor: (atUs: number) => void;
  readonly onMove: (move: { toUs: number; spanUs: number }) => void;
}

export function Lanes({ machines, names, axis, live, cursorUs, onCursor, onMove }: LanesProps) {
  const { t } = useTranslation('alarms');
  const frame = useRef<HTMLDivElement>(null);
  const { fromUs, toUs } = axis;
  const spanUs = toUs - fromUs;
  const atUs = cursorUs ?? toUs;
  const place = (event: PointerEvent) => {
    const { left, width } = frame.current!.getBoundingClientRect();
    const share = Math.min(Math.max((event.clientX - left) / width, 0), 1);
    onCursor(Math.round(fromUs + share * spanUs));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = Math.round(spanUs / (event.shiftKey ? 20 : 200));
    const to = { ArrowLeft: atUs - step, ArrowRight: atUs + step, Home: fromUs, End: toUs }[event.key];
    const pan = { PageUp: -spanUs / 2, PageDown: spanUs / 2 }[event.key];
    if (to !== undefined) {
      onCursor(to);
      // The axis goes along when the cursor leaves it.
      if (to < fromUs || to > toUs) onMove({ toUs: toUs + (to - atUs), spanUs });
    } else if (pan !== undefined) onMove({ toUs: Math.round(toUs + pan), spanUs });
    else if (event.key === '+') onMove(zoomed(axis, atUs, 0.5));
    else if (event.key === '-') onMove(zoomed(axis, atUs, 2));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section className="lanes" aria-label={t('compare.axis')}>
      <div
        ref={frame}
        className="lanes-frame"
        role="slider"
        tabIndex={0}
        aria-label={`${t('compare.axis')}. ${t('compare.help')}`}
        aria-valuemin={0}
        aria-valuemax={1000}
        aria-valuenow={Math.round(shareOf(axis, atUs) * 1000)}
        aria-valuetext={timeText(atUs)}
        onKeyDown={onKey}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          place(event);
        }}
        onPointerMove={(event) => event.buttons > 0 && place(event)}
      >
        {machines.map((machine) => (
          <MachineLane
            key={machine}
            machine={machine}
            name={names.get(machine) ?? machine}
            axis={axis}
            live={live}
          />
        ))}
        <span className="lanes-cursor" style={{ left: `${shareOf(axis, atUs) * 100}%` }} />
      </div>
      <div className="lanes-scale">
        <span>{edgeText(fromUs, spanUs)}</span>
        <strong>{timeText(atUs).slice(0, 19)}</strong>
        <span>{edgeText(toUs, spanUs)}</span>
      </div>
      <div className="lanes-tools">
        <button type="button" className="tool-button" onClick={() => onMove(zoomed(axis, atUs, 0.5))}>
          {t('compare.closer')}
        </button>
        <button type="button" className="tool-button" onClick={() => onMove(zoomed(axis, atUs, 2))}>
          {t('compare.wider')}
        </button>
        <button
          type="button"
          className="tool-button"
          onClick={() => onMove({ toUs: Math.round(toUs - spanUs / 2), spanUs })}
        >
          {t('compare.earlier')}
        </button>
        <button
          type="button"
          className="tool-button"
          onClick={() => onMove({ toUs: Math.round(toUs + spanUs / 2), spanUs })}
        >
          {t('compare.later')}
        </button>
        <ul className="lanes-legend">
          {(['running', 'idle', 'stopped', 'unknown', 'warning', 'fault'] as const).map((what) => (
            <li key={what}>
              <span className={`lanes-sample lanes-sample-${what}`} aria-hidden="true" />
              {t(`compare.shown.${what}`)}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

interface MachineLaneProps {
  readonly machine: string;
  readonly name: string;
  readonly axis: Axis;
  readonly live: boolean;
}

function MachineLane({ machine, name, axis, live }: MachineLaneProps) {
  const { spans, error, refetch } = useLane({ machine, axis, live });
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  return <Lane name={name} axis={axis} {...spans} />;
}
