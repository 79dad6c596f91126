/** What can be done with all that were chosen: only what each of them allows. */
import type { AlarmView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { useMayDo } from '../../shell/use-session.ts';
import { type ActKind, actKinds, possibleActs } from '../act/possible-acts.ts';

interface SelectionBarProps {
  readonly selected: readonly AlarmView[];
  readonly busy: boolean;
  readonly onAct: (kind: ActKind, alarms: readonly AlarmView[]) => void;
  readonly onClear: () => void;
}

export function SelectionBar({ selected, busy, onAct, onClear }: SelectionBarProps) {
  const { t } = useTranslation('alarms');
  const may = useMayDo();
  const fitting = (kind: ActKind) => selected.filter((alarm) => possibleActs(alarm, may).includes(kind));
  return (
    <div className="alarms-selection" role="status">
      <strong>{t('list.chosen', { count: selected.length })}</strong>
      {actKinds.map((kind) => {
        const alarms = fitting(kind);
        if (alarms.length === 0) return null;
        return (
          <button
            key={kind}
            type="button"
            className="tool-button"
            disabled={busy}
            onClick={() => onAct(kind, alarms)}
          >
            {alarms.length === selected.length ? t(`act.${kind}`) : `${t(`act.${kind}`)} (${alarms.length})`}
          </button>
        );
      })}
      <button type="button" className="link-button" onClick={onClear}>
        {t('list.clear')}
      </button>
    </div>
  );
}
