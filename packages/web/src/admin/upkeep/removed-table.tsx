/** What retention took in its last runs, and that a signature proves it was retention. */
import type { RetentionView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { timeText } from '../../log/view/time-text.ts';
import { RowTable } from '../frame/table/row-table.tsx';

export function RemovedTable({ removals }: Pick<RetentionView, 'removals'>) {
  const { t, i18n } = useTranslation('admin');
  const { t: general } = useTranslation();
  return (
    <section>
      <h2>{t('retention.removed')}</h2>
      <p className="quiet upkeep-note">{t('retention.removedText')}</p>
      <RowTable
        rows={removals.map((run) => ({ ...run, id: `${run.atUs} ${run.site} ${run.level}` }))}
        none={t('retention.removedNone')}
        columns={[
          { head: t('retention.when'), cell: ({ atUs }) => timeText(atUs).slice(0, 16) },
          { head: t('retention.site'), cell: ({ site }) => site ?? '–' },
          { head: t('retention.level'), cell: ({ level }) => (level ? general(`level.${level}`) : '–') },
          {
            head: t('retention.events'),
            number: true,
            cell: ({ events }) => events.toLocaleString(i18n.language),
          },
          {
            head: t('retention.proof'),
            wide: true,
            cell: ({ blocks, signed }) =>
              signed === blocks
                ? `✓ ${t('retention.signed', { count: blocks })}`
                : t('retention.notSigned', { signed, blocks }),
          },
        ]}
      />
    </section>
  );
}
