/** One alarm in full, for reading at arm's length. */
import type { AlarmView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { AlarmMark } from '../alarms/alarm-mark.tsx';
import { useAlarmWords } from '../alarms/alarm-words.tsx';
import { ExplanationTexts } from '../alarms/detail/explanation-texts.tsx';

export function WhatToDo({ alarm, onBack }: { alarm: AlarmView; onBack: () => void }) {
  const { t } = useTranslation('alarms');
  const words = useAlarmWords();
  return (
    <section className="operator-detail">
      <button type="button" className="operator-first" onClick={onBack}>
        {t('operator.back')}
      </button>
      <h2>{words.machine(alarm)}</h2>
      <p className="operator-alarm-title">
        <AlarmMark alarm={alarm} /> {words.title(alarm)}
      </p>
      {words.control(alarm) !== words.title(alarm) && (
        <p className="operator-control">
          {t('operator.control')} {words.control(alarm)}
        </p>
      )}
      <ExplanationTexts explanation={words.explanation(alarm)} />
    </section>
  );
}
