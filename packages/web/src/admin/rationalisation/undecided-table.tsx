/** Alarms that came and of which nobody has decided anything: what the control or the catalogue says holds. */
import { useTranslation } from 'react-i18next';
import { RowTable } from '../frame/table/row-table.tsx';

export interface Undecided {
  readonly code: string;
  readonly count: number;
}

interface UndecidedTableProps {
  readonly alarms: readonly Undecided[];
  readonly none: string;
  readonly title: (code: string) => string | undefined;
  readonly mayDecide: boolean;
  readonly onDecide: (code: string) => void;
}

export function UndecidedTable({ alarms, none, title, mayDecide, onDecide }: UndecidedTableProps) {
  const { t, i18n } = useTranslation('admin');
  return (
    <RowTable
      rows={alarms.map((alarm) => ({ ...alarm, id: alarm.code }))}
      none={none}
      columns={[
        {
          head: t('rationalisation.alarm'),
          cell: ({ code }) => (
            <>
              {title(code) ?? code}
              <div className="catalogue-code quiet">{code}</div>
            </>
          ),
        },
        {
          head: t('rationalisation.times'),
          number: true,
          cell: ({ count }) => count.toLocaleString(i18n.language),
        },
      ]}
      {...(mayDecide && {
        action: ({ code }: Undecided) => (
          <button type="button" className="tool-button" onClick={() => onDecide(code)}>
            {t('rationalisation.decide')}
          </button>
        ),
      })}
    />
  );
}
