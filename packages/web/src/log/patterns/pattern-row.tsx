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
  const { template, count, severity, machines, codes, firstUs, lastUs } = pattern;
  return (
    <tr>
      <td className="pattern-count">{new Intl.NumberFormat(i18n.language).format(count)}</td>
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
