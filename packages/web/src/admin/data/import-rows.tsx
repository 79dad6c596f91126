/** What comes of each row: refused ones first, with their place and what helps. */
import type { ImportedRow, ImportOutcome } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';

const marks = { added: '+', changed: '≠', same: '=', refused: '■' } as const;
const mostShown = 200;

export function ImportRows({ outcome: { rows } }: { outcome: ImportOutcome }) {
  const { t } = useTranslation('admin');
  const shown = rows.filter(({ verdict }) => verdict !== 'same').slice(0, mostShown);
  if (shown.length === 0) return null;
  return (
    <div className="admin-table-frame admin-import">
      <table className="admin-table">
        <thead>
          <tr>
            <th>{t('data.what')}</th>
            <th>{t('data.list')}</th>
            <th>{t('data.name')}</th>
            <th>{t('data.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={`${row.kind} ${row.line ?? ''} ${row.index}`}>
              <td className={row.verdict === 'refused' ? 'link-lost admin-nowrap' : 'admin-nowrap'}>
                <span aria-hidden="true">{marks[row.verdict]} </span>
                {t(`data.verdict.${row.verdict}`)}
              </td>
              <td className="admin-nowrap">
                {t(`data.kind.${row.kind}`)}{' '}
                <span className="quiet">
                  {row.line === undefined
                    ? t('data.record', { index: row.index })
                    : t('data.line', { line: row.line })}
                </span>
              </td>
              <th scope="row">{row.name}</th>
              <td>
                <Detail row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Detail({ row: { column, problem, remedy, changes } }: { row: ImportedRow }) {
  if (problem !== undefined)
    return (
      <>
        {column && <code>{column}</code>} {problem}. {remedy}
      </>
    );
  return changes ? changes.join(', ') : null;
}
