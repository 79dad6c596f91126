/** Passkeys, one a row: where each works and when it was last used. */
import type { PasskeyView } from '@mantinel/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { timeText } from '../../log/view/time-text.ts';
import { useAgo } from '../use-ago.ts';

interface PasskeyTableProps {
  readonly passkeys: readonly PasskeyView[];
  readonly actions: (passkey: PasskeyView) => ReactNode;
}

export function PasskeyTable({ passkeys, actions }: PasskeyTableProps) {
  const { t } = useTranslation('account');
  const { t: admin } = useTranslation('admin');
  const ago = useAgo();
  if (passkeys.length === 0) return <p className="admin-empty">{t('passkeys.none')}</p>;
  return (
    <div className="admin-table-frame">
      <table className="admin-table">
        <thead>
          <tr>
            <th>{t('passkeys.name')}</th>
            <th>{t('passkeys.used')}</th>
            <th className="admin-wide">{t('passkeys.made')}</th>
            <th>
              <span className="admin-unseen">{admin('frame.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {passkeys.map((passkey) => (
            <tr key={passkey.id}>
              <th scope="row">
                {passkey.name}
                <span className="account-note">
                  {t('passkeys.worksAt', { host: passkey.host })}
                  {passkey.synced && `, ${t('passkeys.synced')}`}
                </span>
              </th>
              <td>{passkey.lastUsedUs === undefined ? t('never') : ago(passkey.lastUsedUs)}</td>
              <td className="admin-wide admin-nowrap">{timeText(passkey.createdUs).slice(0, 16)}</td>
              <td className="admin-row-end">{actions(passkey)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
