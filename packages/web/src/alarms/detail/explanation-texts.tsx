/** Cause, consequence, what to do and how one sees that it helped; and what it rests on. */
import type { Explanation } from '@mantinel/domain';
import { useTranslation } from 'react-i18next';

export function ExplanationTexts({ explanation }: { explanation: Explanation | undefined }) {
  const { t } = useTranslation('alarms');
  if (!explanation) return <p className="quiet alarm-unexplained">{t('explain.none')}</p>;
  const { texts, sources, confidence, origin, generic } = explanation;
  return (
    <>
      {generic && <p className="quiet alarm-unexplained">{t('explain.generic')}</p>}
      {(['action', 'cause', 'consequence', 'confirmation'] as const).map((part) =>
        texts[part] === undefined ? null : (
          <div key={part} className={`explain-${part}`}>
            <h3>{t(`explain.${part}`)}</h3>
            <p>{texts[part]}</p>
          </div>
        ),
      )}
      <p className="quiet explain-sources">
        {t(`explain.origin.${origin}`)}
        {confidence !== undefined && ` · ${t(`explain.confidence.${confidence}`)}`}
        {sources.length > 0 && ` · ${sources.map(({ title }) => title).join('; ')}`}
      </p>
    </>
  );
}
