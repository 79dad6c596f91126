/** Tokens, one a row, each revoked by naming it. */
import type { PlaceView, TokenView } from '@mantinel/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../admin/frame/confirm-dialog.tsx';
import { useMay } from '../../admin/frame/may-text.ts';
import { pathName } from '../../admin/plant/place-order.ts';
import { timeText } from '../../log/view/time-text.ts';
import { useAgo } from '../use-ago.ts';

interface TokenTableProps {
  readonly tokens: readonly TokenView[];
  readonly places: readonly PlaceView[];
  /** Absent where the reader may not. */
  readonly revoke?: ((token: string, reason: string) => Promise<unknown>) | undefined;
  readonly onRevoked: () => void;
}

export function TokenTable({ tokens, places, revoke, onRevoked }: TokenTableProps) {
  const { t } = useTranslation('account');
  const { t: admin } = useTranslation('admin');
  const may = useMay();
  const ago = useAgo();
  const [revoking, setRevoking] = useState<TokenView>();
  if (tokens.length === 0) return <p className="admin-empty">{t('tokens.none')}</p>;
  return (
    <>
      <div className="admin-table-frame">
        <table className="admin-table">
          <thead>
            <tr>
              <th>{t('tokens.name')}</th>
              <th className="admin-wide">{t('tokens.may')}</th>
              <th className="admin-wide">{t('tokens.used')}</th>
              <th>{t('tokens.expires')}</th>
              <th>
                <span className="admin-unseen">{admin('frame.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id}>
                <th scope="row">
                  {token.name}
                  <span className="account-note">
                    {pathName(places, token.place)} · {t('tokens.endsIn', { lastFour: token.lastFour })}
                  </span>
                  <span className="account-note admin-narrow">
                    {t('tokens.used')}: {used(token)}
                  </span>
                </th>
                <td className="admin-wide">
                  <details>
                    <summary>{t('tokens.count', { count: token.permissions.length })}</summary>
                    <ul>
                      {token.permissions.map((permission) => (
                        <li key={permission}>{may(permission)}</li>
                      ))}
                    </ul>
                  </details>
                </td>
                <td className="admin-wide">{used(token)}</td>
                <td className="admin-nowrap">
                  {timeText(token.expiresUs).slice(0, 10)}
                  {token.expiresUs < Date.now() * 1000 && (
                    <strong className="account-note">{t('tokens.expired')}</strong>
                  )}
                </td>
                <td className="admin-row-end">
                  {revoke && (
                    <button type="button" className="tool-button" onClick={() => setRevoking(token)}>
                      {t('tokens.revoke')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {revoking && revoke && (
        <ConfirmDialog
          deed={t('tokens.revokeTitle', { name: revoking.name })}
          consequence={t('tokens.revokeText')}
          act={(reason) => revoke(revoking.id, reason)}
          onDone={onRevoked}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </>
  );

  function used({ lastUsedUs }: TokenView): string {
    return lastUsedUs === undefined ? t('never') : ago(lastUsedUs);
  }
}
