/** Why a machine stands still: what came first and what to do about it, what followed, and what helped before. */
import type { WhyStopped } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { getWhyStopped } from '../../api/alarms.ts';
import { ageText, timeText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { useNowUs } from '../../shell/use-now.ts';
import { AlarmMark } from '../alarm-mark.tsx';
import { useAlarmWords, type Worded } from '../alarm-words.tsx';
import { ExplanationTexts } from '../detail/explanation-texts.tsx';
import './why.css';

type Cause = NonNullable<WhyStopped['first']>;

export function WhyPage({ machine }: { machine: string }) {
  const { t } = useTranslation('alarms');
  const { data, error, refetch } = useQuery({
    queryKey: ['why', machine],
    queryFn: ({ signal }) => getWhyStopped(machine, undefined, signal),
    refetchInterval: 5000,
  });
  const worded = (cause: Cause): Worded => ({ ...cause, machine });
  const words = useAlarmWords();
  return (
    <main className="why">
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="skeleton panel-skeleton" />}
      {data && (
        <>
          <h1>{t(`why.${titleOf(data)}`, { machine: words.machine({ machine }) })}</h1>
          {!data.known && <p className="alarms-notice">{t('why.notHeard')}</p>}
          {data.historyMissing && <p className="alarms-notice">{t('history.missing')}</p>}
          <Stop why={data} />
          {data.stop && !data.first && <p className="why-nobody">{t('why.noAlarm')}</p>}
          {data.first && (
            <section className="why-first">
              <h2>{t('why.first')}</h2>
              <p className="panel-title">
                <AlarmMark alarm={markOf(data.first)} />{' '}
                <Link href={`/alarms/${encodeURIComponent(data.first.alarm)}`}>
                  {words.title(worded(data.first))}
                </Link>
              </p>
              <p className="quiet">
                {timeText(data.first.raisedUs)} · {words.control(worded(data.first))}
              </p>
              <ExplanationTexts
                explanation={words.explanation(worded(data.first))}
                of={{ code: data.first.code, machine }}
              />
            </section>
          )}
          {data.first && <Before why={data} />}
          {data.followed.length > 0 && (
            <section>
              <h2>{t('why.followed')}</h2>
              <ol className="why-followed">
                {data.followed.map((cause) => (
                  <li key={`${cause.alarm} ${cause.raisedUs}`}>
                    <span className="alarm-history-time">{timeText(cause.raisedUs).slice(11, 19)}</span>{' '}
                    <AlarmMark alarm={markOf(cause)} />{' '}
                    <Link href={`/alarms/${encodeURIComponent(cause.alarm)}`}>
                      {words.title(worded(cause))}
                    </Link>
                  </li>
                ))}
              </ol>
            </section>
          )}
          {data.stop && (
            <p>
              <Link href={logAround(machine, data.stop)}>{t('why.log')}</Link>
            </p>
          )}
        </>
      )}
    </main>
  );
}

/** Of a machine that is not heard nobody knows whether it stands. */
const titleOf = ({ stopped, known }: WhyStopped) =>
  stopped ? 'title' : known ? 'lastTitle' : 'lastKnownTitle';

const markOf = ({ priority, clearedUs }: Cause) => ({
  priority,
  active: clearedUs === undefined,
  state: 'acknowledged' as const,
});

/** A minute before it, and to its end. */
const logAround = (machine: string, { fromUs, toUs }: NonNullable<WhyStopped['stop']>): string => {
  const query = new URLSearchParams({ machine, order: 'time', fromUs: String(fromUs - 60e6) });
  if (toUs !== undefined) query.set('toUs', String(toUs + 60e6));
  return `/?${query}`;
};

function Stop({ why: { stop } }: { why: WhyStopped }) {
  const { t } = useTranslation('alarms');
  const { t: general } = useTranslation();
  const nowUs = useNowUs();
  if (!stop) return <p>{t('why.noStop')}</p>;
  const { fromUs, toUs } = stop;
  const span = ageText(Math.max((toUs ?? nowUs) - fromUs, 1e6), general);
  const from = timeText(fromUs).slice(0, 19);
  return (
    <p className="why-stop">
      {toUs === undefined ? t('why.since', { from, span }) : t('why.was', { from, span })}
    </p>
  );
}

function Before({ why }: { why: WhyStopped }) {
  const { t } = useTranslation('alarms');
  const { t: general } = useTranslation();
  const { times, usualUs, helped, before } = why;
  return (
    <section>
      <h2>{t('why.before')}</h2>
      <p>
        {times === 0 ? t('why.never') : t('why.times', { count: times })}
        {usualUs !== undefined && ` ${t('why.usual', { span: ageText(usualUs, general) })}`}
      </p>
      {helped.length > 0 && (
        <p>
          {t('why.helped')}{' '}
          {helped.map(({ act, times: count }) => `${t(`done.${act}`)} (${count}×)`).join(', ')}
        </p>
      )}
      <ol className="why-followed">
        {before.map((one) => (
          <li key={one.fromUs}>
            <span className="alarm-history-time">{timeText(one.fromUs).slice(0, 16)}</span>{' '}
            {one.tookUs !== undefined && t('why.took', { span: ageText(one.tookUs, general) })}
            {one.helped.map((act) => (
              <p key={act.atUs} className="alarm-history-act">
                {t(`did.${act.act}`)} <strong>{act.by?.name ?? t('detail.somebody')}</strong>
                {act.text !== undefined && <q>{act.text}</q>}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
