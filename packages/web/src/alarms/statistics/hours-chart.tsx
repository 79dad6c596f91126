/** Alarms by hour, the high ones on the base line; hours without any are left out by the server and blank here. */
import type { AlarmStatistics } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { edgeText } from '../../log/view/time-text.ts';

const hourUs = 3600e6;
const heightPx = 80;
const widthPx = 1000;

interface HoursChartProps extends Pick<AlarmStatistics, 'hours' | 'fromUs' | 'toUs'> {}

export function HoursChart({ hours, fromUs, toUs }: HoursChartProps) {
  const { t } = useTranslation('alarms');
  const most = Math.max(1, ...hours.map(({ low, medium, high }) => low + medium + high));
  const [scale, barPx] = [heightPx / most, Math.max(1, (hourUs / (toUs - fromUs)) * widthPx)];
  const spanUs = toUs - fromUs;
  return (
    <figure className="hours">
      <figcaption>{t('statistics.byHour', { most })}</figcaption>
      <svg
        viewBox={`0 0 ${widthPx} ${heightPx}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('statistics.byHour', { most })}
      >
        {hours.map((hour) => {
          const x = ((hour.fromUs - fromUs) / spanUs) * widthPx;
          let top = heightPx;
          return (['high', 'medium', 'low'] as const).map((priority) => {
            const height = hour[priority] * scale;
            top -= height;
            return (
              <rect
                key={`${hour.fromUs} ${priority}`}
                className={`hours-${priority}`}
                x={x}
                y={top}
                width={barPx}
                height={height}
              />
            );
          });
        })}
      </svg>
      <div className="hours-scale">
        <span>{edgeText(fromUs, spanUs)}</span>
        <span>{edgeText(toUs, spanUs)}</span>
      </div>
    </figure>
  );
}
