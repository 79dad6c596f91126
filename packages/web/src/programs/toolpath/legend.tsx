/** What the colours of the lines say. */
import { useTranslation } from 'react-i18next';
import type { Colouring } from './colours/colouring.ts';
import { operationTones, scaleClasses } from './colours/colouring.ts';

interface LegendProps {
  readonly machine: 'mill' | 'lathe';
  readonly colouring: Colouring;
  readonly tones: readonly string[];
  readonly rapids: boolean;
  readonly operations: readonly number[];
  readonly operationName: (operation: number) => string;
}

const mostNamed = 12;

export function Legend({ machine, colouring, tones, rapids, operations, operationName }: LegendProps) {
  const { t, i18n } = useTranslation('programs');
  const number = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 3 });
  const entries =
    colouring.by === 'operation'
      ? operations.slice(0, mostNamed).map((operation) => ({
          key: String(operation),
          tone: operation % operationTones,
          text: operationName(operation),
        }))
      : scaleEntries(colouring, (value) => number.format(value)).map(({ tone, text }) => ({
          key: text,
          tone,
          text,
        }));
  const left = colouring.by === 'operation' ? operations.length - entries.length : 0;
  return (
    <div className="toolpath-legend">
      <strong>
        {t(`path.legend.${colouring.by === 'engagement' && machine === 'lathe' ? 'depth' : colouring.by}`)}
      </strong>
      <ul>
        {entries.map(({ key, tone, text }) => (
          <li key={key}>
            <Sample colour={tones[tone]!} />
            {text}
          </li>
        ))}
        {left > 0 && <li>{t('path.legend.more', { count: left })}</li>}
        {colouring.by !== 'operation' && (
          <li>
            <Sample colour={tones[scaleClasses]!} />
            {t('path.legend.none')}
          </li>
        )}
        {rapids && (
          <li>
            <Sample dashed />
            {t('path.legend.rapid')}
          </li>
        )}
      </ul>
    </div>
  );
}

function scaleEntries({ bounds }: Colouring, text: (value: number) => string) {
  const last = bounds.length;
  return Array.from({ length: last + 1 }, (_, at) => ({
    tone: last === 0 ? 0 : Math.round((at * (scaleClasses - 1)) / last),
    text:
      last === 0
        ? '≥ 0'
        : at === 0
          ? `≤ ${text(bounds[0]!)}`
          : at === last
            ? `> ${text(bounds[last - 1]!)}`
            : `${text(bounds[at - 1]!)} – ${text(bounds[at]!)}`,
  }));
}

const Sample = ({ colour, dashed }: { colour?: string; dashed?: boolean }) => (
  <svg className="toolpath-sample" viewBox="0 0 18 8" aria-hidden="true">
    <line
      x1="0"
      y1="4"
      x2="18"
      y2="4"
      stroke={colour ?? 'currentColor'}
      strokeWidth={dashed ? 1.5 : 4}
      strokeDasharray={dashed ? '4 3' : undefined}
    />
  </svg>
);
