/** Where one stands in the whole log. */
import { useTranslation } from 'react-i18next';
import type { FeedState } from './feed/feed-state.ts';
import { browserZone } from './view/time-text.ts';
import './status-line.css';

interface StatusLineProps {
  readonly state: FeedState;
  readonly notice: string | undefined;
  /** False with a text filter: then the whole is not counted. */
  readonly ranked: boolean;
  readonly onHelp: () => void;
}

export function StatusLine({ state, notice, ranked, onHelp }: StatusLineProps) {
  const { t } = useTranslation();
  const { top, total, window, starting, viewport } = state;
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
      <span>{browserZone()}</span>
      <button type="button" className="link-button" onClick={onHelp}>
        {t('help.short')}
      </button>
    </footer>
  );
}
