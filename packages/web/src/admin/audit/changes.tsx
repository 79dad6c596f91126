/** Before and after of one deed; what is long unfolds. */
import type { Event } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { changesOf } from './changes-of.ts';

/** Characters that fit into the column without pushing the others away. */
const longest = 80;

export function Changes({ event }: { event: Event }) {
  const { t } = useTranslation('admin');
  const changes = changesOf(event);
  if (changes.length === 0) return null;
  const list = (
    <ul className="admin-changes">
      {changes.map(({ name, before, after }) => (
        <li key={name}>
          <span className="quiet">{name}</span>{' '}
          <code>{before === undefined ? after : `${before} → ${after ?? t('audit.nothing')}`}</code>
        </li>
      ))}
    </ul>
  );
  const length = changes.reduce((sum, { before = '', after = '' }) => sum + before.length + after.length, 0);
  if (length <= longest) return list;
  return (
    <details>
      <summary>{t('audit.show')}</summary>
      {list}
    </details>
  );
}
