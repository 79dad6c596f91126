/** Rows that wait, each with what was read of it; chosen ones are answered together. */
import { Button } from '@mantine/core';
import type { InboxHint } from '@mantinel/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../admin/frame/table/row-table.tsx';
import { Hints } from './hints.tsx';
import type { RowChoice } from './use-choice.ts';

interface InboxTableProps<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly nameOf: (row: Row) => string;
  readonly choice: RowChoice<Row>;
  readonly mayAnswer: boolean;
  readonly onAnswer: () => void;
  readonly none: ReactNode;
}

export interface Waiting {
  readonly id: string;
  readonly reason: 'unknown' | 'unsure' | 'contradicted';
  readonly hints: readonly InboxHint[];
}

const marks = { unknown: '○', unsure: '◌', contradicted: '≠' } as const;

export function InboxTable<Row extends Waiting>(props: InboxTableProps<Row>) {
  const { rows, columns, nameOf, choice, mayAnswer, onAnswer, none } = props;
  const { t } = useTranslation('harvest');
  if (rows.length === 0) return <p className="admin-empty">{none}</p>;
  const all = choice.chosen.length === rows.length;
  return (
    <>
      {mayAnswer && (
        <div className="inbox-bar" role="status">
          {choice.chosen.length === 0 ? (
            <span className="quiet">{t('inbox.choose')}</span>
          ) : (
            <>
              <strong>{t('inbox.chosen', { count: choice.chosen.length })}</strong>
              <Button size="compact-md" onClick={onAnswer}>
                {t('inbox.answer')}
              </Button>
              <button type="button" className="link-button" onClick={choice.clear}>
                {t('inbox.clear')}
              </button>
            </>
          )}
        </div>
      )}
      <div className="admin-table-frame">
        <table className="admin-table inbox-table">
          <thead>
            <tr>
              {mayAnswer && (
                <th className="inbox-check">
                  <label>
                    <input
                      type="checkbox"
                      checked={all}
                      aria-label={t('inbox.chooseAll', { count: rows.length })}
                      onChange={choice.toggleAll}
                    />
                  </label>
                </th>
              )}
              {columns.map(({ head, wide }) => (
                <th key={head} className={wide ? 'admin-wide' : undefined}>
                  {head}
                </th>
              ))}
              <th className="admin-wide">{t('inbox.why')}</th>
              <th className="admin-wide">{t('inbox.read')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} data-id={row.id} className={choice.has(row) ? 'inbox-chosen' : undefined}>
                {mayAnswer && (
                  <td className="inbox-check">
                    <label>
                      <input
                        type="checkbox"
                        checked={choice.has(row)}
                        aria-label={t('inbox.chooseOne', { name: nameOf(row) })}
                        onChange={(event) =>
                          choice.toggle(row, (event.nativeEvent as unknown as MouseEvent).shiftKey === true)
                        }
                      />
                    </label>
                  </td>
                )}
                {columns.map(({ head, wide, cell }, index) =>
                  index === 0 ? (
                    <th key={head} scope="row">
                      {cell(row)}
                      <div className="admin-narrow">
                        <Reason reason={row.reason} /> {row.hints.length > 0 && <Hints hints={row.hints} />}
                      </div>
                    </th>
                  ) : (
                    <td key={head} className={wide ? 'admin-wide' : undefined}>
                      {cell(row)}
                    </td>
                  ),
                )}
                <td className="admin-wide admin-nowrap">
                  <Reason reason={row.reason} />
                </td>
                <td className="admin-wide">
                  <Hints hints={row.hints} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Reason({ reason }: Pick<Waiting, 'reason'>) {
  const { t } = useTranslation('harvest');
  return (
    <span>
      <span aria-hidden="true">{marks[reason]}</span> {t(`inbox.reason.${reason}`)}
    </span>
  );
}
