/** Which role may do what, from the very data that the server enforces. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { Roles } from '@mantinel/contract';
import { type Role, roles } from '@mantinel/domain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getRoles } from '../../api/people.ts';
import { Loaded } from '../frame/loaded.tsx';
import { useMay } from '../frame/may-text.ts';
import { PageHead } from '../frame/page-head.tsx';
import { RoleMatrixTable } from './role-matrix-table.tsx';
import { RoleSentences } from './role-sentences.tsx';

type Effect = 'any' | 'read' | 'write';

export function RolesPage() {
  const { t } = useTranslation('admin');
  const may = useMay();
  // Ten columns do not fit on a phone; one role in sentences does.
  const narrow = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false });
  const query = useQuery({ queryKey: ['roles'], queryFn: ({ signal }) => getRoles(signal) });
  const [text, setText] = useState('');
  const [effect, setEffect] = useState<Effect>('any');
  const [chosen, setChosen] = useState<Role>();
  const role = chosen ?? (narrow ? roles[0] : undefined);
  const matching = ({ permissions }: Roles) =>
    permissions.filter(
      (permission) =>
        (effect === 'any' || permission.effect === effect) &&
        `${permission.name} ${may(permission.name)}`.toLowerCase().includes(text.trim().toLowerCase()),
    );
  return (
    <>
      <PageHead page="roles" title={t('pages.roles.title')} hint={t('pages.roles.hint')} />
      <div className="admin-box admin-fields admin-above">
        <TextInput
          label={t('roles.search')}
          type="search"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('roles.effect')}
          value={effect}
          data={(['any', 'read', 'write'] as const).map((value) => ({ value, label: t(`roles.${value}`) }))}
          onChange={(event) => setEffect(event.currentTarget.value as Effect)}
        />
        <NativeSelect
          label={t('roles.role')}
          value={role ?? ''}
          data={[
            ...(narrow ? [] : [{ value: '', label: t('roles.all') }]),
            ...roles.map((value) => ({ value, label: t(`role.${value}`) })),
          ]}
          onChange={({ currentTarget: { value } }) => setChosen(value === '' ? undefined : (value as Role))}
        />
      </div>
      <p className="quiet admin-above">{t('roles.rule')}</p>
      <Loaded query={query}>
        {(matrix) => {
          const shown = matching(matrix);
          if (shown.length === 0)
            return (
              <p className="admin-empty">
                {t('roles.none')}{' '}
                <button
                  type="button"
                  className="link-button"
                  onClick={() => {
                    setText('');
                    setEffect('any');
                  }}
                >
                  {t('roles.clear')}
                </button>
              </p>
            );
          return role === undefined ? (
            <RoleMatrixTable matrix={matrix} permissions={shown} />
          ) : (
            <RoleSentences matrix={matrix} permissions={shown} role={role} />
          );
        }}
      </Loaded>
    </>
  );
}
