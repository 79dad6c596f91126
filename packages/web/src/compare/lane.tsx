/** One machine on the axis: below what it did, above it the conditions that stood. */
import { useTranslation } from 'react-i18next';
import type { Axis } from './axis.ts';
import { shareOf } from './axis.ts';
import type { ConditionSpan, DoingSpan, Span } from './spans.ts';

const conditionsPx = 18;
const doingPx = 22;
const wide = 1000;

interface LaneProps {
  readonly name: string;
  readonly axis: Axis;
  readonly doing: readonly DoingSpan[];
  readonly conditions: readonly ConditionSpan[];
  readonly readToUs: number | undefined;
}

export function Lane({ name, axis, doing, conditions, readToUs }: LaneProps) {
  const { t } = useTranslation('alarms');
  const box = ({ fromUs, toUs = axis.toUs }: Span) => {
    const x = shareOf(axis, fromUs) * wide;
    return { x, width: Math.max(shareOf(axis, toUs) * wide - x, 1.5) };
  };
  const first = doing[0]?.fromUs ?? axis.toUs;
  const unknown: Span[] = [
    ...(first > axis.fromUs ? [{ fromUs: axis.fromUs, toUs: first }] : []),
    ...doing.filter((span) => span.doing === 'unknown'),
    ...(readToUs === undefined ? [] : [{ fromUs: readToUs, toUs: axis.toUs }]),
  ];
  return (
    <div className="lane">
      <h2>{name}</h2>
      <svg
        viewBox={`0 0 ${wide} ${conditionsPx + doingPx}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('compare.lane', { machine: name, count: conditions.length })}
      >
        {conditions.map((span) => (
          <rect
            key={span.id}
            className={`lane-${span.level}`}
            {...box(span)}
            y={span.level === 'fault' ? 0 : conditionsPx / 2}
            height={conditionsPx / 2 - 2}
          />
        ))}
        {doing.map((span) => (
          <rect
            key={span.fromUs}
            className={`lane-${span.doing}`}
            {...box(span)}
            y={span.doing === 'running' ? conditionsPx : conditionsPx + doingPx / 2}
            height={span.doing === 'running' ? doingPx : doingPx / 2}
          />
        ))}
      </svg>
      {unknown.map((span) => (
        <span
          key={span.fromUs}
          className="lane-hatch"
          style={{
            left: `${shareOf(axis, span.fromUs) * 100}%`,
            width: `${(shareOf(axis, span.toUs ?? axis.toUs) - shareOf(axis, span.fromUs)) * 100}%`,
          }}
        />
      ))}
    </div>
  );
}
