/** What a page shows of something that is asked for: it comes, it failed, there is none, or there it is. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../shell/failure-notice.tsx';

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}

export function Loaded<T>({ query: { data, error, refetch }, children }: LoadedProps<T>) {
  const { t } = useTranslation('admin');
  // What was read before is still worth seeing, with word of what went wrong since.
  return (
    <>
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined ? !error && <p className="quiet">{t('frame.loading')}</p> : children(data)}
    </>
  );
}
