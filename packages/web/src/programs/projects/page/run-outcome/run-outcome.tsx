/** How one run went: what the machine counted, what people told, and the way to tell it. */
import type { RunView } from '@mantinel/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMayDo } from '../../../../shell/use-session.ts';
import { RunForm } from './run-form.tsx';
import { WarmUpMark } from './warm-up-mark.tsx';
import './run-outcome.css';

const shapes = { good: '●', acceptable: '◐', poor: '○' } as const;

export function RunOutcome({ project, run }: { project: string; run: RunView }) {
  const { t, i18n } = useTranslation('programs');
  const may = useMayDo();
  const [telling, setTelling] = useState(false);
  const { told, counted } = run;
  const number = (value: number) => value.toLocaleString(i18n.language);
  if (telling) return <RunForm project={project} run={run} onClose={() => setTelling(false)} />;
  const fromMachine = (['parts', 'scrap', 'rework'] as const).flatMap((kind) => {
    const value = counted[kind];
    return value === undefined ? [] : [`${t(`outcomes.kind.${kind}`)} ${number(value)}`];
  });
  return (
    <div className="run-outcome">
      {told ? (
        <ul className="run-told">
          {told.verdict && (
            <li>
              <span aria-hidden="true">{shapes[told.verdict]}</span> {t('outcomes.kind.verdict')}{' '}
              <strong>{t(`outcomes.verdict.${told.verdict}`)}</strong>
            </li>
          )}
          {(['good', 'scrap', 'rework'] as const).map((kind) => (
            <li key={kind}>
              {t(`outcomes.kind.${kind}`)}{' '}
              <strong>{told[kind] === undefined ? t('outcomes.unknown') : number(told[kind])}</strong>
            </li>
          ))}
          {told.toolChanges.map(({ tool, cause }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one tool may be changed twice, and the list stands still.
            <li key={index}>
              {t('outcomes.kind.tool-change')} <strong>T{tool}</strong>{' '}
              {cause && t(`outcomes.cause.${cause}`)}
            </li>
          ))}
          {told.wear.map(({ tool, mm }) => (
            <li key={tool}>
              {t('outcomes.kind.wear')} <strong>T{tool}</strong> {t('outcomes.wearTold', { mm: number(mm) })}
            </li>
          ))}
          {told.note !== undefined && <li>{told.note}</li>}
          <li className="quiet">{told.person}</li>
        </ul>
      ) : (
        <p className="quiet">{t('outcomes.runUnknown')}</p>
      )}
      {fromMachine.length > 0 && (
        <p className="quiet">{t('outcomes.counted', { counts: fromMachine.join(', ') })}</p>
      )}
      {may('outcome.record') && (
        <button type="button" className="run-tell" onClick={() => setTelling(true)}>
          {t(told ? 'outcomes.change' : 'outcomes.tell')}
        </button>
      )}
      {may('outcome.record') && <WarmUpMark project={project} run={run} />}
    </div>
  );
}
