/** Who changed what, when and why: newest first, filtered, and as a file. */
import './audit.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { exportPath, getPage } from '../../api/api.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { MoreButton } from '../frame/table/more-button.tsx';
import { usePeople } from '../people/use-people.ts';
import { AuditCheck } from './audit-check.tsx';
import { type AuditFilter, askedFor, everything, narrowedHere, viewOf } from './audit-filter.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';

export function AuditPage() {
  const { t, i18n } = useTranslation('admin');
  const rights = useRights();
  const people = usePeople(200).data?.pages.flatMap((page) => page.people) ?? [];
  const [asked] = useSearchParams();
  const [filter, setFilter] = useState<AuditFilter>(() => askedFor(asked));
  const view = viewOf(filter);
  const query = useInfiniteQuery({
    queryKey: ['audit', view],
    queryFn: ({ pageParam, signal }) =>
      getPage(
        view,
        { direction: 'older', limit: 100, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.older,
  });
  const { data, error, refetch } = query;
  const events = data?.pages
    .flatMap((page) => page.events.toReversed())
    .filter(({ attributes }) => !narrowedHere(filter) || attributes.place === filter.place);
  return (
    <>
      <PageHead
        page="audit"
        title={t('pages.audit.title')}
        hint={t('pages.audit.hint')}
        actions={
          rights.anywhere('audit.export') &&
          (['csv', 'html', 'pdf', 'ndjson'] as const).map((format) => (
            <a
              key={format}
              className="tool-button admin-button-link"
              href={exportPath(view, format, i18n.language)}
              download
            >
              {t(`audit.${format}`)}
            </a>
          ))
        }
      />
      {rights.anywhere('audit.export') && <AuditCheck />}
      <AuditFilters filter={filter} people={people} places={rights.places} onChange={setFilter} />
      {narrowedHere(filter) && <p className="quiet admin-above">{t('audit.exportWider')}</p>}
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {events === undefined && !error && <p className="quiet">{t('frame.loading')}</p>}
      {events?.length === 0 && (
        <p className="admin-empty">
          {t('audit.none')}{' '}
          <button type="button" className="link-button" onClick={() => setFilter(everything)}>
            {t('audit.clear')}
          </button>
        </p>
      )}
      {events && events.length > 0 && <AuditTable events={events} people={people} places={rights.places} />}
      <MoreButton query={query} />
    </>
  );
}
