/** Same message, other numbers: what the messages of a view have in common, how often, since when, and what is new today. */
import type { Pattern } from '@mantinel/contract';
import { quoted } from '@mantinel/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getPatterns } from '../../api/api.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { useServices } from '../../shell/services.tsx';
import type { ViewChange } from '../view/use-addressed-view.ts';
import { selecting, type View, viewSearch } from '../view/view.ts';
import { dayBegan, isNewToday, type PatternOrder, sortPatterns } from './pattern-order.ts';
import { PatternRow } from './pattern-row.tsx';
import './pattern-view.css';

const orders = ['count', 'first', 'last'] as const satisfies PatternOrder[];
const renewMs = 15_000;

interface PatternViewProps {
  readonly view: View;
  readonly machineName: (id: string) => string;
  readonly onChange: (change: ViewChange) => void;
}

export function PatternView({ view, machineName, onChange }: PatternViewProps) {
  const { t } = useTranslation();
  const { live } = useServices();
  const [order, setOrder] = useState<PatternOrder>('count');
  const shown = selecting(view);
  const { data, error, refetch } = useQuery({
    queryKey: ['patterns', viewSearch(shown)],
    queryFn: ({ signal }) => getPatterns(shown, signal),
    placeholderData: keepPreviousData,
    refetchInterval: renewMs,
  });
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className="skeleton patterns-skeleton" />;
  const todayUs = dayBegan(live.nowUs());
  const narrow = ({ template }: Pattern) =>
    onChange({
      show: undefined,
      query: [view.query === undefined ? '' : `(${view.query})`, `template:${quoted(template)}`]
        .join(' ')
        .trim(),
    });
  return (
    <section className="patterns" aria-label={t('patterns.title')}>
      <div className="patterns-head">
        <span className="quiet">{t(data.exact ? 'patterns.countedAll' : 'patterns.countedPart')}</span>
        <fieldset className="switch" aria-label={t('patterns.order')}>
          {orders.map((each) => (
            <button key={each} type="button" aria-pressed={order === each} onClick={() => setOrder(each)}>
              {t(`patterns.by.${each}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {data.patterns.length === 0 ? (
        <p className="quiet patterns-none">{t('patterns.none')}</p>
      ) : (
        <div className="patterns-body">
          <table>
            <thead>
              <tr>
                <th scope="col" className="pattern-count">
                  {t('patterns.count')}
                </th>
                <th scope="col">{t('log.columnSeverity')}</th>
                <th scope="col">{t('patterns.message')}</th>
                <th scope="col">{t('log.columnMachine')}</th>
                <th scope="col">{t('patterns.first')}</th>
                <th scope="col">{t('patterns.last')}</th>
              </tr>
            </thead>
            <tbody>
              {sortPatterns(data.patterns, order).map((pattern) => (
                <PatternRow
                  key={pattern.template}
                  pattern={pattern}
                  fresh={isNewToday(pattern, { fromUs: view.fromUs, exact: data.exact }, todayUs)}
                  machineName={machineName}
                  onNarrow={() => narrow(pattern)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
