/** Where one stands in the whole log. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogFeed } from './feed/log-feed.ts';
import { useFeedState } from './feed/use-feed-value.ts';
import { browserZone } from './view/time-text.ts';
import './status-line.css';

interface StatusLineProps {
  readonly feed: LogFeed;
  readonly notice: string | undefined;
  /** False with a text filter: then the whole is not counted. */
  readonly ranked: boolean;
  readonly onHelp: () => void;
}

export function StatusLine({ feed, notice, ranked, onHelp }: StatusLineProps) {
  const { t } = useTranslation();
  const zone = useMemo(browserZone, []);
  const { top, total, window, starting, viewport } = useFeedState(feed);
  const place =
    starting || total === 0
      ? ''
      : ranked
        ? t('log.position', {
            from: Math.floor(top) + 1,
            to: Math.min(total, Math.floor(top + viewport)),
            total,
          })
        : t('log.positionOpen', { count: window.rows.length });
  return (
    <footer className="status-line">
      <span className="status-place">{place}</span>
      <span role="status">{notice}</span>
      <span className="filters-space" />
      <span>{zone}</span>
      <button type="button" className="link-button" onClick={onHelp}>
        {t('help.short')}
      </button>
    </footer>
  );
}
