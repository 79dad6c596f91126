/** Somebody else was faster: theirs and yours side by side, and nothing is stored until you say so again. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Field, shownValue, type Values } from './values.ts';

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
  return (
    <div className="admin-form" role="alert">
      <p>{t('conflict.text')}</p>
      <div className="admin-table-frame">
        <table className="admin-table">
          <thead>
            <tr>
              <th>{t('conflict.field')}</th>
              <th>{t('conflict.before')}</th>
              <th>{t('conflict.theirs')}</th>
              <th>{t('conflict.mine')}</th>
            </tr>
          </thead>
          <tbody>
            {touched.map((field) => (
              <tr key={field.name}>
                <th scope="row">{field.label}</th>
                {[base, theirs, mine].map((values, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never change places
                  <td key={column}>{shownValue(field, values[field.name] ?? '')}</td>
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
