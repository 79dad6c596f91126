/** Rows of one kind, or word that there is none. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** Left out on a phone. */
  readonly wide?: boolean;
  readonly number?: boolean;
}

export interface RowTableProps<Row> {
  readonly rows: readonly Row[];
  /** The first one names the row. */
  readonly columns: readonly Column<Row>[];
  readonly none: ReactNode;
  /** What can be done with a row, at its end. */
  readonly action?: (row: Row) => ReactNode;
}

export function RowTable<Row extends { readonly id: string }>(props: RowTableProps<Row>) {
  const { rows, columns, none, action } = props;
  const { t } = useTranslation('admin');
  if (rows.length === 0) return <p className="admin-empty">{none}</p>;
  return (
    <div className="admin-table-frame">
      <table className="admin-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} className={classOf(column)}>
                {column.head}
              </th>
            ))}
            {action && (
              <th>
                <span className="admin-unseen">{t('frame.actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.head} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.head} className={classOf(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
              {action && <td className="admin-row-end">{action(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const classOf = ({ wide, number }: Column<never>): string | undefined =>
  wide ? 'admin-wide' : number ? 'admin-number' : undefined;
