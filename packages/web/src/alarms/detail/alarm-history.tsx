/** When it was so before, and who did what about it. */
import type { AlarmActView, EpisodeView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { ageText, spanText, timeText } from '../../log/view/time-text.ts';

interface AlarmHistoryProps {
  readonly episodes: readonly EpisodeView[];
  readonly acts: readonly AlarmActView[];
  /** The database is away: only the present is known. */
  readonly missing: boolean;
  readonly query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
}

export function AlarmHistory({ episodes, acts, missing, query }: AlarmHistoryProps) {
  const { t } = useTranslation('alarms');
  const { t: general } = useTranslation();
  return (
    <>
      <h3>{t('history.title')}</h3>
      {missing && <p className="alarms-notice">{t('history.missing')}</p>}
      {episodes.length === 0 && !missing && <p className="quiet">{t('history.none')}</p>}
      <ol className="alarm-history">
        {episodes.map((episode) => (
          <li key={episode.activation}>
            <span className="alarm-history-time">{timeText(episode.raisedUs).slice(0, 19)}</span>{' '}
            {episode.clearedUs === undefined
              ? t('history.stands')
              : t('history.lasted', { span: spanText(episode.clearedUs - episode.raisedUs, general) })}
            {episode.cleared === 'notRestated' && ` · ${t('history.notRestated')}`}
            {episode.responseUs !== undefined &&
              ` · ${t('history.answered', { span: ageText(episode.responseUs, general) })}`}
            {acts
              .filter(({ activation }) => activation === episode.activation)
              .map((act) => (
                <p key={act.event} className="alarm-history-act">
                  <span className="alarm-history-time">{timeText(act.atUs).slice(11, 19)}</span>{' '}
                  {t(`did.${act.act}`)} <strong>{act.by?.name ?? t('detail.somebody')}</strong>
                  {act.untilUs !== undefined &&
                    ` ${t('detail.until', { time: timeText(act.untilUs).slice(0, 16) })}`}
                  {act.text !== undefined && <q>{act.text}</q>}
                </p>
              ))}
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <button
          type="button"
          className="tool-button"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('history.more')}
        </button>
      )}
    </>
  );
}
