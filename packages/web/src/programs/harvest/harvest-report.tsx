/** One harvest: how far it came, what it found, and what it did not take up, with what to do about it. */
import './harvest.css';
import { NativeSelect } from '@mantine/core';
import type { HarvestView } from '@mantinel/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { FactList } from '../../admin/frame/fact-list.tsx';
import { Loaded } from '../../admin/frame/loaded.tsx';
import { MoreButton } from '../../admin/frame/table/more-button.tsx';
import { sizeText } from '../../admin/upkeep/size-text.ts';
import { getHarvest, getSkips, getSource } from '../../api/harvest.ts';
import { spanText, timeText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { HarvestProblem } from './harvest-problem.tsx';
import { HarvestProgress, HarvestState, isUnderWay } from './harvest-progress.tsx';

export function HarvestReport({ id }: { id: string }) {
  const { t } = useTranslation('harvest');
  const query = useQuery({
    queryKey: ['harvest', id],
    queryFn: ({ signal }) => getHarvest(id, signal),
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : 1000),
  });
  return (
    <>
      <nav className="admin-breadcrumbs" aria-label={t('where')}>
        <Link href="/programs/harvest">{t('title')}</Link>
        <span aria-current="page">{t('report')}</span>
      </nav>
      <Loaded query={query}>{(harvest) => <Report harvest={harvest} />}</Loaded>
    </>
  );
}

const told = [
  'files',
  'unchanged',
  'programs',
  'revisions',
  'copies',
  'setApart',
  'documents',
  'gone',
  'skipped',
] as const;

function Report({ harvest }: { harvest: HarvestView }) {
  const { t, i18n } = useTranslation('harvest');
  const { t: general } = useTranslation();
  const { source, startedUs, endedUs, counts, bytesPerSecond, problem } = harvest;
  const { data: from } = useQuery({
    queryKey: ['harvest-source', source],
    queryFn: ({ signal }) => getSource(source, signal),
  });
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <>
      <header className="admin-head">
        <h1 className="harvest-path">{from?.location ?? t('report')}</h1>
      </header>
      {problem && <HarvestProblem problem={problem} />}
      {isUnderWay(harvest) && <HarvestProgress harvest={harvest} />}
      <FactList
        facts={[
          [t('stateLabel'), <HarvestState key="state" harvest={harvest} />],
          [t('begun'), timeText(startedUs).slice(0, 19)],
          ...(endedUs === undefined
            ? []
            : [[t('took'), spanText(Math.max(0, endedUs - startedUs), general)] as const]),
          [
            t('readSize'),
            [
              sizeText(counts.bytes, i18n.language),
              bytesPerSecond !== undefined &&
                t('progress.rate', { rate: sizeText(bytesPerSecond, i18n.language) }),
            ]
              .filter(Boolean)
              .join(', '),
          ],
          ...told.map((name) => [t(`count.${name}`), number.format(counts[name])] as const),
        ]}
      />
      <Skips harvest={harvest} />
    </>
  );
}

function Skips({ harvest }: { harvest: HarvestView }) {
  const { t, i18n } = useTranslation('harvest');
  const [reason, setReason] = useState('');
  const query = useInfiniteQuery({
    queryKey: ['harvest-skips', harvest.id, reason, harvest.counts.skipped],
    queryFn: ({ pageParam, signal }) => getSkips(harvest.id, { reason, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const reasonName = (code: string) =>
    i18n.exists(`reason.${code}`, { ns: 'harvest' }) ? t(`reason.${code}` as 'reason.unreadable') : code;
  const reasons = query.data?.pages[0]?.reasons ?? [];
  const skips = query.data?.pages.flatMap((page) => page.skips) ?? [];
  return (
    <section aria-label={t('skipped')}>
      <h2>{t('skipped')}</h2>
      {query.error && <FailureNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && reasons.length === 0 && <p className="admin-empty">{t('skippedNone')}</p>}
      {reasons.length > 0 && (
        <>
          <NativeSelect
            className="harvest-reason"
            label={t('reasonLabel')}
            value={reason}
            data={[
              { value: '', label: t('reasonAny', { count: harvest.counts.skipped }) },
              ...reasons.map((one) => ({
                value: one.reason,
                label: `${reasonName(one.reason)} (${one.count})`,
              })),
            ]}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <div className="admin-table-frame">
            <table className="admin-table">
              <thead>
                <tr>
                  <th>{t('path')}</th>
                  <th>{t('why')}</th>
                </tr>
              </thead>
              <tbody>
                {skips.map((skip) => (
                  <tr key={skip.path}>
                    <th scope="row" className="harvest-path">
                      {skip.path}
                    </th>
                    <td>
                      {reasonName(skip.reason)}
                      <div className="quiet">{skip.detail}</div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <MoreButton query={query} />
        </>
      )}
    </section>
  );
}
