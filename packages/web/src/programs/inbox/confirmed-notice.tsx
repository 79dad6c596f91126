/** What was said of what was chosen, and what is remembered of it. */
import type { Confirmed } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { useWords } from './use-words.ts';

export function ConfirmedNotice({ confirmed: { confirmed, rules } }: { confirmed: Confirmed }) {
  const { t } = useTranslation('harvest');
  const words = useWords();
  return (
    <div className="inbox-confirmed" role="status">
      <span aria-hidden="true">●</span> {t('inbox.confirmed', { count: confirmed })}{' '}
      {rules.length > 0 && (
        <>
          {t('inbox.rules')}{' '}
          {rules.map(({ looksAt, pattern, value }) => (
            <span key={`${looksAt} ${pattern} ${value}`} className="inbox-rule">
              „{pattern}“ → {words(looksAt === 'tool' ? 'tool-kind' : 'material', value)}
            </span>
          ))}
        </>
      )}
    </div>
  );
}
