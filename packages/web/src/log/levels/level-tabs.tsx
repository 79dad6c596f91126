/** The three levels with their counts under the same filter. */
import type { Level } from '@mantinel/domain';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { rowsId } from '../rows/log-table.tsx';
import type { ViewChange } from '../view/use-addressed-view.ts';
import type { View } from '../view/view.ts';
import { useLevelCounts } from './use-level-counts.ts';
import './level-tabs.css';

const shown: readonly Level[] = ['operator', 'technical', 'developer'];

interface LevelTabsProps {
  readonly view: View;
  readonly onChange: (change: ViewChange) => void;
}

export const LevelTabs = memo(function LevelTabs({ view, onChange }: LevelTabsProps) {
  const { t, i18n } = useTranslation();
  const counted = useLevelCounts(view);
  const number = useMemo(() => new Intl.NumberFormat(i18n.language), [i18n.language]);
  const count = (of: Level) => {
    if (!counted) return '…';
    const text = number.format(counted.counts[of]);
    return counted.exact ? text : `≥ ${text}`;
  };
  return (
    <div className="levels" role="tablist" aria-label={t('level.label')}>
      {shown.map((of) => (
        <button
          key={of}
          type="button"
          role="tab"
          aria-selected={of === view.level}
          aria-controls={view.show === 'patterns' ? undefined : rowsId}
          className="level"
          onClick={() => onChange({ level: of })}
        >
          {t(`level.${of}`)} <span className="level-count">{count(of)}</span>
        </button>
      ))}
    </div>
  );
});
