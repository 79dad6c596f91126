/** Cause, consequence and what to do; or that nobody has explained it yet. */
import type { Explanation as Explained } from '@mantinel/domain';
import { useTranslation } from 'react-i18next';
import { Explanation } from '../../log/detail/explanation.tsx';

export function ExplanationTexts({ explanation }: { explanation: Explained | undefined }) {
  const { t } = useTranslation('alarms');
  if (!explanation) return <p className="quiet alarm-unexplained">{t('explain.none')}</p>;
  return <Explanation explanation={explanation} />;
}
