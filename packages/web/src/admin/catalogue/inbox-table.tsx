/** What controls said and nobody has explained, most frequent first. */
import type { Inbox, InboxText } from '@mantinel/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMachines } from '../../fleet/fleet-strip.tsx';
import { timeText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { RowTable } from '../frame/table/row-table.tsx';

interface InboxTableProps {
  readonly query: UseQueryResult<Inbox>;
  readonly search: string;
  readonly mayExplain: boolean;
  readonly onExplain: (text: InboxText) => void;
}

export function InboxTable({
  query: { data, error, refetch },
  search,
  mayExplain,
  onExplain,
}: InboxTableProps) {
  const { t } = useTranslation('admin');
  const { t: common, i18n } = useTranslation();
  const { data: machines } = useMachines();
  const names = new Map(machines?.map(({ id, name }) => [id, name]));
  const count = new Intl.NumberFormat(i18n.language);
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <p className="quiet">{t('frame.loading')}</p>;
  const part = search.toLowerCase();
  const rows = data.texts
    .filter(({ code, message }) => `${code} ${message}`.toLowerCase().includes(part))
    .map((text) => ({ ...text, id: text.code }));
  return (
    <>
      <RowTable
        rows={rows}
        none={t(search === '' ? 'catalogue.inboxEmpty' : 'catalogue.noMatch')}
        columns={[
          {
            head: t('catalogue.told'),
            cell: ({ nativeCode, message }) => [nativeCode, message].filter(Boolean).join(' ') || '–',
          },
          {
            head: t('catalogue.code'),
            wide: true,
            cell: ({ code }) => <span className="catalogue-code">{code}</span>,
          },
          { head: t('catalogue.times'), number: true, cell: ({ times }) => count.format(times) },
          { head: t('catalogue.first'), wide: true, cell: ({ firstUs }) => timeText(firstUs).slice(0, 16) },
          { head: t('catalogue.last'), wide: true, cell: ({ lastUs }) => timeText(lastUs).slice(0, 16) },
          {
            head: t('catalogue.machines'),
            wide: true,
            cell: ({ machines: ids }) => ids.map((id) => names.get(id) ?? id).join(', '),
          },
        ]}
        {...(mayExplain && {
          // Of a machine whose controller is not named: words for one number would stand beside all of its others.
          action: (text: InboxText) =>
            text.code.startsWith('condition.') ? (
              <Link href="/admin/plant">{common('detail.enterController')}</Link>
            ) : (
              <button type="button" className="tool-button" onClick={() => onExplain(text)}>
                {t('catalogue.explain')}
              </button>
            ),
        })}
      />
      {data.total > data.texts.length && (
        <p className="quiet">{t('catalogue.inboxMore', { shown: data.texts.length, total: data.total })}</p>
      )}
    </>
  );
}
