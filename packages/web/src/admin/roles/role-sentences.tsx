/** One role in sentences: what it may, what not, and which roles it gives. */
import type { Roles } from '@mantinel/contract';
import type { Role } from '@mantinel/domain';
import { useTranslation } from 'react-i18next';
import { useMay } from '../frame/may-text.ts';

interface RoleSentencesProps {
  readonly matrix: Roles;
  /** Those that are shown. */
  readonly permissions: Roles['permissions'];
  readonly role: Role;
}

export function RoleSentences({ matrix, permissions, role }: RoleSentencesProps) {
  const { t } = useTranslation('admin');
  const may = useMay();
  const entry = matrix.roles.find(({ name }) => name === role);
  if (!entry) return null;
  const named = { role: t(`role.${role}`) };
  const holds = new Set(entry.permissions);
  const lists = [
    { title: t('roles.may', named), of: permissions.filter(({ name }) => holds.has(name)) },
    { title: t('roles.mayNot', named), of: permissions.filter(({ name }) => !holds.has(name)) },
  ].filter(({ of }) => of.length > 0);
  return (
    <div className="admin-box">
      <p>
        {entry.gives.length === 0
          ? t('roles.givesNone')
          : t('roles.gives', { roles: entry.gives.map((given) => t(`role.${given}`)).join(', ') })}
      </p>
      <div className="admin-columns">
        {lists.map(({ title, of }) => (
          <div key={title}>
            <h3>{title}</h3>
            <ul>
              {of.map(({ name }) => (
                <li key={name}>{may(name)}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </div>
  );
}
