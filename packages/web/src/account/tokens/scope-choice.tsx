/** What a token may do, in plain words: all of it, only looking, or one by one. */
import { NativeSelect } from '@mantine/core';
import type { Permission } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../admin/frame/may-text.ts';
import { permissionsOf, type ScopeKind, scopeKinds } from './offered-permissions.ts';

interface ScopeChoiceProps {
  readonly offered: readonly Permission[];
  readonly kind: ScopeKind;
  readonly chosen: ReadonlySet<Permission>;
  readonly onChange: (kind: ScopeKind, chosen: ReadonlySet<Permission>) => void;
}

export function ScopeChoice({ offered, kind, chosen, onChange }: ScopeChoiceProps) {
  const { t } = useTranslation('account');
  const may = useMay();
  if (offered.length === 0) return <p role="status">{t('tokens.nothingHere')}</p>;
  const allowed = permissionsOf(kind, { offered, chosen });
  const toggle = (permission: Permission) => {
    const next = new Set(chosen);
    if (!next.delete(permission)) next.add(permission);
    onChange(kind, next);
  };
  return (
    <>
      <NativeSelect
        label={t('tokens.may')}
        value={kind}
        data={scopeKinds.map((value) => ({ value, label: t(`tokens.${value}`) }))}
        onChange={(event) => onChange(event.currentTarget.value as ScopeKind, chosen)}
      />
      {kind === 'chosen' ? (
        <fieldset className="account-permissions" aria-label={t('tokens.may')}>
          {offered.map((permission) => (
            <label key={permission}>
              <input type="checkbox" checked={chosen.has(permission)} onChange={() => toggle(permission)} />
              {may(permission)}
            </label>
          ))}
        </fieldset>
      ) : (
        <details>
          <summary>{t('tokens.thatIs', { count: allowed.length })}</summary>
          <ul>
            {allowed.map((permission) => (
              <li key={permission}>{may(permission)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
