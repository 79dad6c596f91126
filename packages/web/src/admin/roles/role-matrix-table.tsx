/** Role by permission: a filled mark where the role holds it, nothing to squint at where not. */
import type { Roles } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { useMay } from '../frame/may-text.ts';

interface RoleMatrixTableProps {
  readonly matrix: Roles;
  /** Those that are shown. */
  readonly permissions: Roles['permissions'];
}

export function RoleMatrixTable({ matrix: { roles }, permissions }: RoleMatrixTableProps) {
  const { t } = useTranslation('admin');
  const may = useMay();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled within itself, by keys as well
    <section className="admin-table-frame admin-tall" aria-label={t('pages.roles.title')} tabIndex={0}>
      <table className="admin-table admin-matrix">
        <thead>
          <tr>
            <th>{t('roles.permission')}</th>
            {roles.map(({ name }) => (
              <th key={name}>{t(`role.${name}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map((permission) => (
            <tr key={permission.name}>
              <th scope="row" title={permission.name}>
                {may(permission.name)}
              </th>
              {roles.map((role) => {
                const holds = role.permissions.includes(permission.name);
                return (
                  <td key={role.name}>
                    <span aria-hidden="true">{holds ? '✔' : '·'}</span>
                    <span className="admin-unseen">{t(holds ? 'roles.yes' : 'roles.no')}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
