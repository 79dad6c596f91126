/** What is about to change, before it is stored: each field with what it held and what it will hold. */
import { useTranslation } from 'react-i18next';
import { type Field, shownValue, type Values } from '../values.ts';

interface DifferencesProps {
  readonly fields: readonly Field[];
  readonly before: Values;
  readonly after: Values;
}

export function Differences({ fields, before, after }: DifferencesProps) {
  const { t } = useTranslation('admin');
  const changed = fields.filter(({ name }) => (before[name] ?? '') !== (after[name] ?? ''));
  if (changed.length === 0) return null;
  const text = (field: Field, values: Values) => shownValue(field, values[field.name] ?? '');
  return (
    <div className="admin-differences" role="status">
      <h3>{t('frame.changes')}</h3>
      <dl>
        {changed.map((field) => (
          <div key={field.name}>
            <dt>{field.label}</dt>
            <dd>
              {text(field, before) === '' ? '–' : <del>{text(field, before)}</del>}{' '}
              <span aria-hidden="true">→</span> <ins>{text(field, after) || '–'}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
