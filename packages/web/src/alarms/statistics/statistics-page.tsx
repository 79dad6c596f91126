/** How well the alarms do their work, by ISA-18.2: figures beside what is acceptable, and what to mend first. */
import type { AlarmStatistics } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getAlarmStatistics } from '../../api/alarms.ts';
import { ageText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { useServices } from '../../shell/services.tsx';
import { BadAlarms } from './bad-alarms.tsx';
import { HoursChart } from './hours-chart.tsx';
import { percent } from './percent.ts';
import { RateTable } from './rate-table.tsx';
import './statistics.css';

const dayUs = 86_400e6;
const spans = [1, 7, 30, 90] as const;

export function StatisticsPage() {
  const { t } = useTranslation('alarms');
  const { live } = useServices();
  const [days, setDays] = useState<number>(30);
  const { data, error, refetch } = useQuery({
    queryKey: ['alarm-statistics', days],
    queryFn: ({ signal }) => {
      const toUs = live.nowUs();
      return getAlarmStatistics({ fromUs: String(toUs - days * dayUs), toUs: String(toUs) }, signal);
    },
    refetchInterval: 60_000,
  });
  return (
    <main className="statistics">
      <div className="statistics-head">
        <h1>{t('statistics.title')}</h1>
        <fieldset className="switch">
          {spans.map((span) => (
            <button key={span} type="button" aria-pressed={days === span} onClick={() => setDays(span)}>
              {t('statistics.days', { count: span })}
            </button>
          ))}
        </fieldset>
      </div>
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="skeleton panel-skeleton" />}
      {data && <Figures statistics={data} />}
    </main>
  );
}

function Figures({ statistics }: { statistics: AlarmStatistics }) {
  const { t, i18n } = useTranslation('alarms');
  const { daysOfData, daysNeeded, annunciated, topTen, chattering, fleeting, stale } = statistics;
  const number = (value: number) => value.toLocaleString(i18n.language, { maximumFractionDigits: 1 });
  return (
    <>
      <p className={daysOfData < daysNeeded ? 'alarms-notice' : 'quiet'}>
        {t(daysOfData < daysNeeded ? 'statistics.tooEarly' : 'statistics.enough', {
          n: number(annunciated),
          days: number(daysOfData),
          needed: daysNeeded,
        })}
      </p>
      <RateTable statistics={statistics} />
      <HoursChart hours={statistics.hours} fromUs={statistics.fromUs} toUs={statistics.toUs} />
      <BadAlarms
        title={t('statistics.topTen')}
        note={t('statistics.topTenShare', { share: percent(topTen.share, i18n.language) })}
        alarms={topTen.alarms}
      />
      <BadAlarms
        title={t('statistics.chattering')}
        note={t('statistics.chatteringHint')}
        alarms={chattering.alarms}
      />
      <BadAlarms
        title={t('statistics.fleeting')}
        note={t('statistics.fleetingHint')}
        alarms={fleeting.alarms}
      />
      <BadAlarms title={t('statistics.stale')} note={t('statistics.staleHint')} alarms={stale.alarms} days />
      <Response statistics={statistics} />
    </>
  );
}

function Response({ statistics: { response } }: { statistics: AlarmStatistics }) {
  const { t, i18n } = useTranslation('alarms');
  const { t: general } = useTranslation();
  const { acknowledged, medianUs, p90Us, inTime, withTimeToRespond } = response;
  return (
    <section>
      <h2>{t('statistics.response')}</h2>
      <dl className="statistics-facts">
        <dt>{t('statistics.acknowledged')}</dt>
        <dd>{acknowledged}</dd>
        {medianUs !== undefined && (
          <>
            <dt>{t('statistics.median')}</dt>
            <dd>{ageText(medianUs, general)}</dd>
          </>
        )}
        {p90Us !== undefined && (
          <>
            <dt>{t('statistics.p90')}</dt>
            <dd>{ageText(p90Us, general)}</dd>
          </>
        )}
        <dt>{t('statistics.inTime')}</dt>
        <dd>
          {inTime === undefined
            ? t('statistics.noneWithTime')
            : t('statistics.inTimeOf', { share: percent(inTime, i18n.language), count: withTimeToRespond })}
        </dd>
      </dl>
    </section>
  );
}
