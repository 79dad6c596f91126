/** How long there is to answer, or how much too late it is. */
import type { AlarmView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { ageText } from '../../log/view/time-text.ts';

export function RespondBy({ alarm: { respondByUs }, nowUs }: { alarm: AlarmView; nowUs: number }) {
  const { t } = useTranslation('alarms');
  const { t: general } = useTranslation();
  if (respondByUs === undefined) return null;
  const leftUs = respondByUs - nowUs;
  return leftUs >= 0 ? (
    <span>{t('list.left', { age: ageText(Math.max(leftUs, 1e6), general) })}</span>
  ) : (
    <strong className="alarms-late">
      {t('list.late', { age: ageText(Math.max(-leftUs, 1e6), general) })}
    </strong>
  );
}
