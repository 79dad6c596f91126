/** Nothing on the screen is current: said larger than anything on it. */
import { useTranslation } from 'react-i18next';
import { ageText } from '../log/view/time-text.ts';
import { useNowUs } from '../shell/use-now.ts';

export function LostLink({ heardMs }: { heardMs: number | undefined }) {
  const { t } = useTranslation('alarms');
  const { t: general } = useTranslation();
  useNowUs();
  return (
    <div className="operator-lost" role="alert">
      <span aria-hidden="true">■ </span>
      {heardMs === undefined
        ? t('operator.lostNever')
        : t('operator.lost', { age: ageText(Math.max(Date.now() - heardMs, 1000) * 1000, general) })}
    </div>
  );
}
