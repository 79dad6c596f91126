/** One half of the inbox: pages of what waits, and one answer to as many as are chosen. */
import type { Confirmed } from '@mantinel/contract';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EditDialog } from '../../admin/frame/dialog/edit-dialog.tsx';
import { MoreButton } from '../../admin/frame/table/more-button.tsx';
import type { Column } from '../../admin/frame/table/row-table.tsx';
import type { Field, Values } from '../../admin/frame/values.ts';
import type { InboxFilter } from '../../api/program-inbox.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { useMayDo } from '../../shell/use-session.ts';
import { ConfirmedNotice } from './confirmed-notice.tsx';
import type { InboxCounts, InboxProps } from './inbox-props.ts';
import { InboxTable, type Waiting } from './inbox-table.tsx';
import { NothingWaits } from './nothing-waits.tsx';
import { useChoice } from './use-choice.ts';

export interface InboxAnswers {
  readonly title: string;
  readonly fields: readonly Field[];
}

interface InboxPage<Row> {
  readonly rows: readonly Row[];
  readonly counts?: InboxCounts | undefined;
  readonly next?: string | undefined;
}

interface InboxListProps<Row> extends InboxProps {
  readonly name: 'materials' | 'tools';
  readonly load: (
    filter: InboxFilter,
    after: string | undefined,
    signal: AbortSignal,
  ) => Promise<InboxPage<Row>>;
  readonly nameOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** What is asked about the chosen ones. */
  readonly answersFor: (chosen: readonly Row[]) => InboxAnswers;
  /** What was answered, whether it is remembered, and the reason where there is one. */
  readonly save: (
    chosen: readonly Row[],
    values: Values,
    why: { readonly remember: 'nothing'; readonly reason?: string },
  ) => Promise<Confirmed>;
}

export function InboxList<Row extends Waiting>(props: InboxListProps<Row>) {
  const { filter, onCounts, name, load, nameOf, columns, answersFor, save } = props;
  const { t } = useTranslation('harvest');
  const { t: admin } = useTranslation('admin');
  const may = useMayDo();
  const queries = useQueryClient();
  const [answering, setAnswering] = useState(false);
  const [confirmed, setConfirmed] = useState<Confirmed>();
  const query = useInfiniteQuery({
    queryKey: ['inbox', name, filter],
    queryFn: ({ pageParam, signal }) => load(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const counts = query.data?.pages[0]?.counts;
  useEffect(() => {
    if (counts) onCounts(counts);
  }, [counts, onCounts]);
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const choice = useChoice<Row>(rows);
  const { chosen } = choice;
  return (
    <>
      {confirmed && <ConfirmedNotice confirmed={confirmed} />}
      {query.error && <FailureNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.data === undefined && !query.error && <p className="quiet">{admin('frame.loading')}</p>}
      {query.data && (
        <InboxTable
          rows={rows}
          choice={choice}
          mayAnswer={may('program.edit')}
          nameOf={nameOf}
          onAnswer={() => setAnswering(true)}
          none={filter.text === '' && filter.reason === '' ? <NothingWaits /> : t('inbox.noneSo')}
          columns={columns}
        />
      )}
      <MoreButton query={query} />
      {answering && (
        <EditDialog
          {...answersFor(chosen)}
          submit={t('inbox.confirm')}
          initial={{ version: 0, values: { remember: 'nothing' } }}
          save={(values, { reason }) =>
            save(chosen, values, {
              remember: values.remember as 'nothing',
              ...(reason === '' ? {} : { reason }),
            })
          }
          onSaved={(saved) => {
            setConfirmed(saved);
            choice.clear();
            void queries.invalidateQueries({ queryKey: ['inbox'] });
          }}
          onClose={() => {
            setAnswering(false);
            // Somebody else answered meanwhile, perhaps.
            void query.refetch();
          }}
        />
      )}
    </>
  );
}
