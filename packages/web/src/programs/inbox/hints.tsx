/** What something says of a project or a tool, how surely, and where it stands; the first in sight, the others to unfold. */
import type { InboxHint } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { useWords } from './use-words.ts';

export function Hints({ hints }: { hints: readonly InboxHint[] }) {
  const { t } = useTranslation('harvest');
  const [first, ...others] = hints;
  if (!first) return <span className="quiet">{t('inbox.nothingRead')}</span>;
  return (
    <div className="inbox-hints">
      <Hint hint={first} />
      {others.length > 0 && (
        <details>
          <summary>{t('inbox.more', { count: others.length })}</summary>
          {others.map((hint) => (
            <Hint key={`${hint.field} ${hint.value} ${hint.source}`} hint={hint} />
          ))}
        </details>
      )}
    </div>
  );
}

function Hint({ hint: { field, value, confidence, reader, source, because } }: { hint: InboxHint }) {
  const { t, i18n } = useTranslation('harvest');
  const words = useWords();
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(confidence);
  const readerName = i18n.exists(`inbox.reader.${reader}`, { ns: 'harvest' })
    ? t(`inbox.reader.${reader}` as 'inbox.reader.program')
    : reader;
  return (
    <div className="inbox-hint" title={because}>
      <strong>{words(field, value)}</strong> <span>{percent}</span>{' '}
      <span className="quiet">
        {readerName}: {source}
      </span>
    </div>
  );
}
