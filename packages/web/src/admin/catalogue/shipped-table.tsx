/** The explanations that come with Mantinel, each with its sources. */
import type { ExplanationTextsView } from '@mantinel/contract';
import { type CatalogueLanguage, messageArguments, messageFiller } from '@mantinel/domain';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getShipped } from '../../api/catalogue.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { RowTable } from '../frame/table/row-table.tsx';
import { TextsCell } from './texts-cell.tsx';

export function ShippedTable({ search }: { search: string }) {
  const { t, i18n } = useTranslation('admin');
  const { t: common } = useTranslation();
  const language = i18n.language as CatalogueLanguage;
  const { data, error, refetch } = useQuery({
    queryKey: ['catalogue', 'shipped', language],
    queryFn: ({ signal }) => getShipped(language, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <p className="quiet">{t('frame.loading')}</p>;
  const part = search.toLowerCase();
  const rows = data.entries
    .filter(({ code, texts }) => `${code} ${Object.values(texts).join(' ')}`.toLowerCase().includes(part))
    .map((entry) => ({ ...entry, id: entry.code }));
  return (
    <RowTable
      rows={rows}
      none={t('catalogue.noMatch')}
      columns={[
        { head: t('catalogue.code'), cell: ({ code }) => <span className="catalogue-code">{code}</span> },
        {
          head: t('catalogue.meaning'),
          cell: ({ texts, language: spoken, sources }) => (
            <TextsCell texts={withoutNames(texts, spoken)} language={spoken} sources={sources} />
          ),
        },
        {
          head: t('catalogue.priority'),
          wide: true,
          cell: ({ priority }) => (
            <span className="admin-nowrap">{priority ? common(`detail.priority.${priority}`) : '–'}</span>
          ),
        },
        {
          head: t('catalogue.confidence'),
          wide: true,
          cell: ({ confidence }) => (confidence ? common(`detail.confidence.${confidence}`) : '–'),
        },
      ]}
    />
  );
}

/** Texts speak of an event; here there is none, and what they would name of it is left open. */
function withoutNames(texts: ExplanationTextsView['texts'], language: CatalogueLanguage) {
  const fill = messageFiller(language);
  return Object.fromEntries(
    Object.entries(texts).map(([part, message = '']) => {
      const open = Object.fromEntries(messageArguments(message).map(({ name }) => [name, '…']));
      return [part, fill(message, open).replaceAll('NaN', '…')];
    }),
  );
}
