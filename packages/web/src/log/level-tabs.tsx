/** The three levels with their counts under the same filter. */
import type { EventCounts } from '@mantinel/contract';
import type { Level } from '@mantinel/domain';
import { useTranslation } from 'react-i18next';
import './level-tabs.css';

const shown: readonly Level[] = ['operator', 'technical', 'developer'];

interface LevelTabsProps {
  readonly level: Level;
  readonly counts: EventCounts | undefined;
  readonly onChange: (level: Level) => void;
}

export function LevelTabs({ level, counts, onChange }: LevelTabsProps) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const count = (of: Level) => {
    if (!counts) return '…';
    const text = number.format(counts.levels[of]);
    return counts.exact ? text : `≥ ${text}`;
  };
  return (
    <div className="levels" role="tablist" aria-label={t('level.label')}>
      {shown.map((of) => (
        <button
          key={of}
          type="button"
          role="tab"
          aria-selected={of === level}
          aria-controls="log-rows"
          className="level"
          onClick={() => onChange(of)}
        >
          {t(`level.${of}`)} <span className="level-count">{count(of)}</span>
        </button>
      ))}
    </div>
  );
}
