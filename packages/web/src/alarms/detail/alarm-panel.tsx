/** One alarm beside the list: what it means, what to do, who did what, and when it was so before. */
import type { AlarmView } from '@mantinel/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { getAlarm } from '../../api/alarms.ts';
import { ageText, timeText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { useNowUs } from '../../shell/use-now.ts';
import { useMayDo } from '../../shell/use-session.ts';
import { type ActKind, possibleActs } from '../act/possible-acts.ts';
import { AlarmMark } from '../alarm-mark.tsx';
import { useAlarmWords } from '../alarm-words.tsx';
import { RespondBy } from '../list/respond-by.tsx';
import { useAlarms } from '../use-alarms.ts';
import { AlarmHistory } from './alarm-history.tsx';
import { ExplanationTexts } from './explanation-texts.tsx';
import '../../log/detail/event-panel.css';

interface AlarmPanelProps {
  readonly id: string;
  readonly onAct: (kind: ActKind, alarm: AlarmView) => void;
  readonly onClose: () => void;
}

export function AlarmPanel({ id, onAct, onClose }: AlarmPanelProps) {
  const { t } = useTranslation('alarms');
  const { t: general } = useTranslation();
  const { data: list } = useAlarms();
  const query = useInfiniteQuery({
    queryKey: ['alarm', id],
    queryFn: ({ pageParam, signal }) => getAlarm(id, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  const { data, error, refetch } = query;
  const first = data?.pages[0];
  // The stream is faster than the question, but tells nothing of what people typed.
  const listed = list?.alarms.find((alarm) => alarm.id === id);
  const newer = listed !== undefined && first !== undefined && listed.version > first.alarm.version;
  const alarm = newer ? listed : (first?.alarm ?? listed);
  const version = newer ? listed.version : undefined;
  useEffect(() => {
    if (version !== undefined) void refetch();
  }, [version, refetch]);
  return (
    <aside className="panel" aria-label={t('detail.title')}>
      <div className="panel-head">
        <h2>{t('detail.title')}</h2>
        <button type="button" className="panel-close" aria-label={general('app.close')} onClick={onClose}>
          ×
        </button>
      </div>
      <div className="panel-body">
        {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
        {!alarm && !error && <div className="skeleton panel-skeleton" />}
        {alarm && <AlarmFacts alarm={alarm} onAct={onAct} />}
        {data && (
          <AlarmHistory
            episodes={data.pages.flatMap(({ episodes }) => episodes)}
            acts={data.pages.flatMap(({ acts }) => acts)}
            missing={first?.historyMissing === true}
            query={query}
          />
        )}
      </div>
    </aside>
  );
}

function AlarmFacts({ alarm, onAct }: { alarm: AlarmView; onAct: AlarmPanelProps['onAct'] }) {
  const { t } = useTranslation('alarms');
  const { t: general } = useTranslation();
  const words = useAlarmWords();
  const nowUs = useNowUs();
  const acts = possibleActs(alarm, useMayDo());
  const { acknowledged, shelved, outOfService } = alarm;
  return (
    <>
      <p className="alarm-now">
        <AlarmMark alarm={alarm} /> {t(`state.${alarm.state}`)}
        {alarm.respondByUs !== undefined && ' · '}
        <RespondBy alarm={alarm} nowUs={nowUs} />
      </p>
      <p className="panel-title">{words.title(alarm)}</p>
      <p>
        <Link href={`/?machine=${encodeURIComponent(alarm.machine)}`}>{words.machine(alarm)}</Link>
        {' · '}
        <Link href={`/machines/${encodeURIComponent(alarm.machine)}/why`}>{t('why.link')}</Link>
      </p>
      {alarm.quality === 'stale' && <p className="alarms-notice">{t('detail.notHeard')}</p>}
      <div className="alarm-acts">
        {acts.map((kind) => (
          <button
            key={kind}
            type="button"
            className={kind === 'acknowledge' ? 'tool-button alarm-first-act' : 'tool-button'}
            onClick={() => onAct(kind, alarm)}
          >
            {t(`act.${kind}`)}
          </button>
        ))}
      </div>
      <ExplanationTexts explanation={words.explanation(alarm)} of={alarm} />
      <h3>{t('detail.facts')}</h3>
      <dl>
        <dt>{t('detail.control')}</dt>
        <dd>{words.control(alarm)}</dd>
        <dt>{t('detail.raised')}</dt>
        <dd>
          {timeText(alarm.raisedUs)} ({ageText(nowUs - alarm.receivedUs, general)})
        </dd>
        {alarm.clearedUs !== undefined && (
          <>
            <dt>{t('detail.cleared')}</dt>
            <dd>{timeText(alarm.clearedUs)}</dd>
          </>
        )}
        {acknowledged && (
          <>
            <dt>{t('detail.acknowledged')}</dt>
            <dd>
              {timeText(acknowledged.atUs)} {acknowledged.by?.name ?? t('detail.somebody')}
            </dd>
          </>
        )}
        {shelved && (
          <>
            <dt>{t('detail.shelved')}</dt>
            <dd>
              {t('detail.until', { time: timeText(shelved.untilUs).slice(0, 16) })}{' '}
              {shelved.by?.name ?? t('detail.somebody')}
              {shelved.reason === undefined ? '' : `: ${shelved.reason}`}
            </dd>
          </>
        )}
        {outOfService && (
          <>
            <dt>{t('state.outOfService')}</dt>
            <dd>
              {timeText(outOfService.atUs)} {outOfService.by?.name ?? t('detail.somebody')}
              {outOfService.reason === undefined ? '' : `: ${outOfService.reason}`}
            </dd>
          </>
        )}
        <dt>{t('detail.times')}</dt>
        <dd>{alarm.activation}</dd>
        <dt>{t('detail.code')}</dt>
        <dd>{alarm.code}</dd>
        <dt>{t('detail.path')}</dt>
        <dd>{alarm.path}</dd>
      </dl>
    </>
  );
}
