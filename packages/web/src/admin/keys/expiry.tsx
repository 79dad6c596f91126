/** Until when a certificate holds, and word of it where that is soon. */
import { expiryWarningDays } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { timeText } from '../../log/view/time-text.ts';

const dayUs = 86_400e6;

export function Expiry({ expiresUs }: { expiresUs: number }) {
  const { t } = useTranslation('admin');
  const leftUs = expiresUs - Date.now() * 1000;
  const date = timeText(expiresUs).slice(0, 10);
  if (leftUs >= expiryWarningDays[0] * dayUs) return date;
  return (
    <>
      {date}{' '}
      <span className={leftUs < 0 ? 'link-lost' : 'keys-soon'}>
        <span aria-hidden="true">{leftUs < 0 ? '■' : '▲'}</span>{' '}
        {leftUs < 0 ? t('keys.expired') : t('keys.left', { count: Math.floor(leftUs / dayUs) })}
      </span>
    </>
  );
}
