/** Somebody else was faster: theirs and yours side by side, and nothing is stored until you say so again. */
import './conflict.css';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Field, shownValue, type Values } from '../values.ts';

interface ConflictProps {
  readonly fields: readonly Field[];
  readonly base: Values;
  readonly theirs: Values;
  readonly mine: Values;
  readonly onTheirs: () => void;
  readonly onAgain: () => void;
}

export function Conflict({ fields, base, theirs, mine, onTheirs, onAgain }: ConflictProps) {
  const { t } = useTranslation('admin');
  const touched = fields.filter(({ name }) => theirs[name] !== base[name] || mine[name] !== base[name]);
  const columns = [
    { label: t('conflict.before'), values: base },
    { label: t('conflict.theirs'), values: theirs },
    { label: t('conflict.mine'), values: mine },
  ];
  return (
    <div className="admin-form" role="alert">
      <p>{t('conflict.text')}</p>
      <div className="admin-table-frame">
        <table className="admin-table admin-conflict">
          <thead>
            <tr>
              <th>{t('conflict.field')}</th>
              {columns.map(({ label }) => (
                <th key={label}>{label}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {touched.map((field) => (
              <tr key={field.name}>
                <th scope="row">{field.label}</th>
                {columns.map(({ label, values }) => (
                  <td key={label} data-label={label}>
                    {shownValue(field, values[field.name] ?? '')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="admin-form-end">
        <button type="button" className="tool-button" onClick={onAgain}>
          {t('conflict.again')}
        </button>
        <Button onClick={onTheirs}>{t('conflict.keepTheirs')}</Button>
      </div>
    </div>
  );
}
