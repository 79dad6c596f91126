/** Harvests that were, the newest first, each with its report. */
import type { HarvestSourceView } from '@mantinel/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { PagedTable } from '../../admin/frame/table/paged-table.tsx';
import { getHarvests } from '../../api/harvest.ts';
import { spanText, timeText } from '../../log/view/time-text.ts';
import { HarvestState, isUnderWay, useOutcome } from './harvest-progress.tsx';

export function HarvestHistory({ sources }: { sources: readonly HarvestSourceView[] }) {
  const { t } = useTranslation('harvest');
  const { t: general } = useTranslation();
  const outcome = useOutcome();
  const query = useInfiniteQuery({
    queryKey: ['harvests'],
    queryFn: ({ pageParam, signal }) => getHarvests(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.harvests.some(isUnderWay) ? 2000 : 10_000),
  });
  const nameOf = (id: string) => sources.find((source) => source.id === id)?.location ?? '';
  return (
    <section aria-label={t('history')}>
      <h2>{t('history')}</h2>
      <PagedTable
        query={query}
        rowsOf={(page) => page.harvests}
        none={t('historyNone')}
        columns={[
          {
            head: t('begun'),
            cell: (harvest) => (
              <Link href={`/programs/harvest/${harvest.id}`} className="admin-row-link admin-nowrap">
                {timeText(harvest.startedUs).slice(0, 19)}
              </Link>
            ),
          },
          {
            head: t('source'),
            wide: true,
            cell: ({ source }) => <span className="harvest-path">{nameOf(source)}</span>,
          },
          { head: t('stateLabel'), cell: (harvest) => <HarvestState harvest={harvest} /> },
          {
            head: t('took'),
            wide: true,
            cell: ({ startedUs, endedUs }) =>
              endedUs === undefined ? '' : spanText(Math.max(0, endedUs - startedUs), general),
          },
          {
            head: t('result'),
            wide: true,
            cell: (harvest) => (isUnderWay(harvest) ? '' : outcome(harvest)),
          },
        ]}
      />
    </section>
  );
}
