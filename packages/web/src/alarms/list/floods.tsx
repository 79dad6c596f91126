/** Where so many alarms come that nobody can follow: said once, and not by each of them. */
import type { Alarms } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { ageText } from '../../log/view/time-text.ts';
import { useNowUs } from '../../shell/use-now.ts';

export function Floods({ floods }: Pick<Alarms, 'floods'>) {
  const { t } = useTranslation('alarms');
  const { t: general } = useTranslation();
  const nowUs = useNowUs();
  return floods.map(({ place, sinceUs, annunciated }) => (
    <p key={place} className="alarms-notice alarms-flood" role="status">
      <span aria-hidden="true">▲ </span>
      {t('list.flood', {
        place: place.slice(place.indexOf(':') + 1),
        count: annunciated,
        age: ageText(nowUs - sinceUs, general),
      })}
    </p>
  ));
}
