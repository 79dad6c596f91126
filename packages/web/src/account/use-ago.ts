/** How long ago something was, as people say it. */
import { useTranslation } from 'react-i18next';
import { ageText } from '../log/view/time-text.ts';

/** Below it the figure would tell nothing: such times are kept to the minute. */
const nowUs = 90e6;

export function useAgo(): (timeUs: number) => string {
  const { t } = useTranslation('account');
  const { t: general } = useTranslation();
  return (timeUs) => {
    const age = Date.now() * 1000 - timeUs;
    return age < nowUs ? t('now') : t('ago', { age: ageText(age, general) });
  };
}
