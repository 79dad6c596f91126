/** Whether new rows push up what is seen: live, paused, or so many waiting. */
import { useTranslation } from 'react-i18next';
import { useServices } from '../shell/services.tsx';
import { useLink } from '../shell/use-link.ts';
import type { LogFeed } from './feed/log-feed.ts';
import { useFeedValue } from './feed/use-feed-value.ts';
import type { View } from './view/view.ts';
import './tail-control.css';

export function TailControl({ feed, view }: { feed: LogFeed; view: View }) {
  const { t } = useTranslation();
  const { live } = useServices();
  const linked = useLink().state === 'live';
  const following = useFeedValue(feed, (state) => state.following);
  const unseen = useFeedValue(feed, (state) => state.unseen);
  const paused = useFeedValue(feed, (state) => state.paused);
  if (view.toUs !== undefined && view.toUs <= live.nowUs())
    return <span className="quiet">{t('log.fixedRange')}</span>;
  return (
    <div className="tail">
      {!following && unseen > 0 && (
        <button type="button" className="pill" onClick={() => feed.toNewest()}>
          {t('log.newEvents', { count: unseen })} <span aria-hidden="true">↓</span>
        </button>
      )}
      {following && linked && (
        <span className="tail-state">
          <span aria-hidden="true">● </span>
          {t('log.follow')}
        </span>
      )}
      {paused && <span className="tail-state">{t('log.paused')}</span>}
      {following ? (
        <button type="button" className="tool-button" onClick={() => feed.setPaused(true)}>
          {t('log.pause')}
        </button>
      ) : (
        <button type="button" className="tool-button" onClick={() => feed.setPaused(false)}>
          {paused ? t('log.resume') : t('log.toNewest')}
        </button>
      )}
    </div>
  );
}
