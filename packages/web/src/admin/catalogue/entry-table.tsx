/** The shop's own explanations. */
import type { Entries, EntryView } from '@mantinel/contract';
import { type CatalogueLanguage, catalogueLanguages } from '@mantinel/domain';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Rights } from '../frame/rights.ts';
import { RowMenu } from '../frame/row-menu.tsx';
import { PagedTable } from '../frame/table/paged-table.tsx';
import { pathName } from '../plant/place-order.ts';
import { TextsCell } from './texts-cell.tsx';

interface EntryTableProps {
  readonly query: UseInfiniteQueryResult<InfiniteData<Entries>>;
  readonly rights: Rights;
  readonly onChange: (entry: EntryView) => void;
  readonly onRemove: (entry: EntryView) => void;
}

export function EntryTable({ query, rights, onChange, onRemove }: EntryTableProps) {
  const { t, i18n } = useTranslation('admin');
  const spoken = [i18n.language as CatalogueLanguage, ...catalogueLanguages];
  return (
    <PagedTable
      query={query}
      rowsOf={(page) => page.entries}
      none={t('catalogue.ownNone')}
      columns={[
        { head: t('catalogue.code'), cell: ({ code }) => <span className="catalogue-code">{code}</span> },
        {
          head: t('catalogue.meaning'),
          cell: ({ texts }) => {
            const language = spoken.find((one) => texts[one] !== undefined);
            return language && <TextsCell texts={texts[language]!} language={language} />;
          },
        },
        {
          head: t('catalogue.where'),
          cell: ({ place, model }) =>
            model === '' ? pathName(rights.places, place) : `${model} · ${pathName(rights.places, place)}`,
        },
        {
          head: t('catalogue.languages'),
          wide: true,
          cell: ({ texts }) => catalogueLanguages.filter((one) => texts[one] !== undefined).join(' '),
        },
        { head: t('catalogue.source'), wide: true, cell: ({ source }) => source || '–' },
      ]}
      action={(entry) =>
        rights.at('catalogue.edit', entry.place) && (
          <RowMenu
            label={t('frame.actionsOf', { name: entry.code })}
            actions={[
              { label: t('catalogue.change'), run: () => onChange(entry) },
              { label: t('catalogue.remove'), run: () => onRemove(entry) },
            ]}
          />
        )
      }
    />
  );
}
