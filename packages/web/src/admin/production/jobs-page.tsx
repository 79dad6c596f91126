/** Jobs by number: entered and changed here. */
import { Button } from '@mantine/core';
import type { JobView } from '@mantinel/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getJobs } from '../../api/production.ts';
import { timeText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { MoreButton } from '../frame/more-button.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { pathName } from '../plant/place-order.ts';
import { JobDialog } from './job-dialog.tsx';
import { operationsText } from './operations-text.ts';
import { useParts } from './use-parts.ts';

export function JobsPage() {
  const { t, i18n } = useTranslation('admin');
  const rights = useRights();
  const parts = useParts().data?.pages.flatMap((page) => page.parts) ?? [];
  const query = useInfiniteQuery({
    queryKey: ['jobs'],
    queryFn: ({ pageParam, signal }) => getJobs(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  const [task, setTask] = useState<JobView | 'new'>();
  const jobs = query.data?.pages.flatMap((page) => page.jobs);
  const byId = new Map(parts.map((part) => [part.id, part]));
  const partName = (id: string) => {
    const part = byId.get(id);
    return part ? `${part.number} ${part.name}` : id;
  };
  return (
    <>
      <PageHead
        page="jobs"
        title={t('pages.jobs.title')}
        hint={t('pages.jobs.hint')}
        actions={
          rights.anywhere('job.edit') &&
          parts.length > 0 && <Button onClick={() => setTask('new')}>{t('jobs.add')}</Button>
        }
      />
      {query.error && <FailureNotice error={query.error} onRetry={() => void query.refetch()} />}
      {jobs?.length === 0 && (
        <p className="admin-empty">
          {t('jobs.none')} {parts.length === 0 && t('jobs.noParts')}
        </p>
      )}
      {jobs && jobs.length > 0 && (
        <div className="admin-table-frame">
          <table className="admin-table">
            <thead>
              <tr>
                <th>{t('jobs.number')}</th>
                <th>{t('jobs.part')}</th>
                <th className="admin-number">{t('jobs.quantity')}</th>
                <th>{t('jobs.due')}</th>
                <th className="admin-wide">{t('jobs.place')}</th>
                <th className="admin-wide">{t('jobs.operations')}</th>
                <th>
                  <span className="admin-unseen">{t('frame.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {jobs.map((job) => (
                <tr key={job.id}>
                  <th scope="row">{job.number}</th>
                  <td>{partName(job.part)}</td>
                  <td className="admin-number">{job.quantity.toLocaleString(i18n.language)}</td>
                  <td>{job.dueUs === undefined ? '' : timeText(job.dueUs).slice(0, 10)}</td>
                  <td className="admin-wide">{pathName(rights.places, job.place)}</td>
                  <td className="admin-wide">{operationsText(job.operations)}</td>
                  <td className="admin-row-end">
                    {rights.at('job.edit', job.place) && (
                      <button type="button" className="tool-button" onClick={() => setTask(job)}>
                        {t('jobs.change')}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <MoreButton query={query} />
      {task && <JobDialog task={task} parts={parts} rights={rights} onClose={() => setTask(undefined)} />}
    </>
  );
}
