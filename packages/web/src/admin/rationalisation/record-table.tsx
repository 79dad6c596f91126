/** What has been decided: of which alarm, where, and what. */
import type { RationalisationView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { spanText } from '../../log/view/time-text.ts';
import type { Rights } from '../frame/rights.ts';
import { RowMenu } from '../frame/row-menu.tsx';
import { RowTable } from '../frame/table/row-table.tsx';
import { pathName } from '../plant/place-order.ts';

interface RecordTableProps {
  readonly records: readonly RationalisationView[];
  readonly none: string;
  readonly rights: Rights;
  /** What the catalogue calls it; undefined where it does not know it. */
  readonly title: (code: string) => string | undefined;
  readonly onChange: (record: RationalisationView) => void;
  readonly onRemove: (record: RationalisationView) => void;
}

export function RecordTable({ records, none, rights, title, onChange, onRemove }: RecordTableProps) {
  const { t } = useTranslation('admin');
  const { t: common } = useTranslation();
  const decided = (record: RationalisationView): string =>
    [
      record.class,
      record.onDelayUs && t('rationalisation.after', { span: spanText(record.onDelayUs, common) }),
      record.latching && t('rationalisation.field.latching'),
      record.limit &&
        `${t(`rationalisation.direction.${record.limit.direction}`)} ${record.limit.setpoint} ± ${record.limit.deadband}`,
      record.suppression?.always && t('rationalisation.suppressed.always'),
      record.suppression?.whileReading && t('rationalisation.suppressed.while'),
      record.correctiveAction,
    ]
      .filter((part) => typeof part === 'string' && part !== '')
      .join(' · ');
  return (
    <RowTable
      rows={records}
      none={none}
      columns={[
        {
          head: t('rationalisation.alarm'),
          cell: ({ code, path }) => (
            <>
              {title(code) ?? code}
              <div className="catalogue-code quiet">{[code, path].filter(Boolean).join(' · ')}</div>
            </>
          ),
        },
        { head: t('rationalisation.where'), cell: ({ place }) => pathName(rights.places, place) },
        {
          head: t('rationalisation.field.priority'),
          cell: ({ priority }) => (priority ? common(`detail.priority.${priority}`) : '–'),
        },
        {
          head: t('rationalisation.respondWithin'),
          wide: true,
          number: true,
          cell: ({ timeToRespondUs }) =>
            timeToRespondUs === undefined ? '–' : spanText(timeToRespondUs, common),
        },
        { head: t('rationalisation.decided'), wide: true, cell: (record) => decided(record) || '–' },
      ]}
      action={(record) =>
        rights.at('alarm.rationalise', record.place) && (
          <RowMenu
            label={t('frame.actionsOf', { name: record.code })}
            actions={[
              { label: t('rationalisation.change'), run: () => onChange(record) },
              { label: t('rationalisation.remove'), run: () => onRemove(record) },
            ]}
          />
        )
      }
    />
  );
}
