/** Jobs by number: entered and changed here. */
import { Button } from '@mantine/core';
import type { JobView } from '@mantinel/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getJobs } from '../../api/production.ts';
import { timeText } from '../../log/view/time-text.ts';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { PagedTable } from '../frame/table/paged-table.tsx';
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
      <PagedTable
        query={query}
        rowsOf={(page) => page.jobs}
        none={
          <>
            {t('jobs.none')} {parts.length === 0 && t('jobs.noParts')}
          </>
        }
        columns={[
          { head: t('jobs.number'), cell: ({ number }) => number },
          { head: t('jobs.part'), cell: ({ part }) => partName(part) },
          {
            head: t('jobs.quantity'),
            number: true,
            cell: ({ quantity }) => quantity.toLocaleString(i18n.language),
          },
          {
            head: t('jobs.due'),
            cell: ({ dueUs }) => (dueUs === undefined ? '' : timeText(dueUs).slice(0, 10)),
          },
          { head: t('jobs.place'), wide: true, cell: ({ place }) => pathName(rights.places, place) },
          { head: t('jobs.operations'), wide: true, cell: ({ operations }) => operationsText(operations) },
        ]}
        action={(job) =>
          rights.at('job.edit', job.place) && (
            <button type="button" className="tool-button" onClick={() => setTask(job)}>
              {t('jobs.change')}
            </button>
          )
        }
      />
      {task && <JobDialog task={task} parts={parts} rights={rights} onClose={() => setTask(undefined)} />}
    </>
  );
}
