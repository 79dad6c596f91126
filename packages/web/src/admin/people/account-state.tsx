/** Whether an account can be used: in words and shape. */
import type { PersonView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { timeText } from '../../log/view/time-text.ts';

export function AccountState({ person: { disabledUs, erased } }: { person: PersonView }) {
  const { t } = useTranslation('admin');
  if (disabledUs === undefined) return <>{t('people.active')}</>;
  return (
    <span>
      <strong>
        <span aria-hidden="true">■</span> {t(erased ? 'people.erased' : 'people.disabled')}
      </strong>{' '}
      <span className="quiet">{t('frame.since', { time: timeText(disabledUs).slice(0, 16) })}</span>
    </span>
  );
}
