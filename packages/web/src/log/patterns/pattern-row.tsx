/** One pattern: how often and when, and its words; pressing them narrows the view to it. */
import type { Pattern } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { SeverityMark } from '../rows/severity-mark.tsx';
import { timeText } from '../view/time-text.ts';

interface PatternRowProps {
  readonly pattern: Pattern;
  readonly fresh: boolean;
  readonly machineName: (id: string) => string;
  readonly onNarrow: () => void;
}

export function PatternRow({ pattern, fresh, machineName, onNarrow }: PatternRowProps) {
  const { t, i18n } = useTranslation();
  const { template, count, severity, machines, codes, firstUs, lastUs, trend } = pattern;
  return (
    <tr>
      <td className="pattern-count">{new Intl.NumberFormat(i18n.language).format(count)}</td>
      <td>
        <Trend counts={trend} />
      </td>
      <td>
        <SeverityMark severity={severity} t={t} />
      </td>
      <td className="pattern-text">
        <button type="button" className="link-button" title={codes.join(', ')} onClick={onNarrow}>
          {template.split(/(<\*>)/).map((part, at) =>
            part === '<*>' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have nothing else
              <span key={at} className="pattern-value" title={t('patterns.value')}>
                …
              </span>
            ) : (
              part
            ),
          )}
        </button>
        {fresh && <span className="pattern-new">{t('patterns.newToday')}</span>}
      </td>
      <td className="pattern-machines">{machines.map(machineName).join(', ')}</td>
      <td className="pattern-time">{timeText(firstUs).slice(0, 19)}</td>
      <td className="pattern-time">{timeText(lastUs).slice(0, 19)}</td>
    </tr>
  );
}

const barPx = 4;
const heightPx = 16;

/** Bars over the time that was counted over, the highest as high as the row. */
function Trend({ counts }: { counts: readonly number[] }) {
  const most = Math.max(1, ...counts);
  return (
    <svg width={counts.length * barPx} height={heightPx} className="trend" aria-hidden="true">
      {counts.map((count, at) => {
        const height = count === 0 ? 0 : Math.max(2, (count / most) * heightPx);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
          <rect key={at} x={at * barPx} y={heightPx - height} width={barPx - 1} height={height} />
        );
      })}
    </svg>
  );
}
