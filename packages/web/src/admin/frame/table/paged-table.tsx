/** A list that is read page after page: it comes, it failed, there is none, or there it is. */
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../shell/failure-notice.tsx';
import { MoreButton } from './more-button.tsx';
import { RowTable, type RowTableProps } from './row-table.tsx';

interface PagedTableProps<Page, Row> extends Omit<RowTableProps<Row>, 'rows'> {
  readonly query: UseInfiniteQueryResult<InfiniteData<Page>>;
  readonly rowsOf: (page: Page) => readonly Row[];
}

export function PagedTable<Page, Row extends { readonly id: string }>(props: PagedTableProps<Page, Row>) {
  const { query, rowsOf, ...table } = props;
  const { t } = useTranslation('admin');
  const { data, error, refetch } = query;
  return (
    <>
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {data ? (
        <RowTable {...table} rows={data.pages.flatMap(rowsOf)} />
      ) : (
        !error && <p className="quiet">{t('frame.loading')}</p>
      )}
      <MoreButton query={query} />
    </>
  );
}
