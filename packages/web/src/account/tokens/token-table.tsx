/** Tokens, one a row, each revoked by naming it. */
import type { PlaceView, TokenView } from '@mantinel/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../admin/frame/dialog/confirm-dialog.tsx';
import { useMay } from '../../admin/frame/may-text.ts';
import { RowTable } from '../../admin/frame/table/row-table.tsx';
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
  const may = useMay();
  const ago = useAgo();
  const [revoking, setRevoking] = useState<TokenView>();
  const used = ({ lastUsedUs }: TokenView) => (lastUsedUs === undefined ? t('never') : ago(lastUsedUs));
  return (
    <>
      <RowTable
        rows={tokens}
        none={t('tokens.none')}
        columns={[
          {
            head: t('tokens.name'),
            cell: (token) => (
              <>
                {token.name}
                <span className="account-note">
                  {pathName(places, token.place)} · {t('tokens.endsIn', { lastFour: token.lastFour })}
                </span>
                <span className="account-note admin-narrow">
                  {t('tokens.used')}: {used(token)}
                </span>
              </>
            ),
          },
          {
            head: t('tokens.may'),
            wide: true,
            cell: ({ permissions }) => (
              <details>
                <summary>{t('tokens.count', { count: permissions.length })}</summary>
                <ul>
                  {permissions.map((permission) => (
                    <li key={permission}>{may(permission)}</li>
                  ))}
                </ul>
              </details>
            ),
          },
          { head: t('tokens.used'), wide: true, cell: used },
          {
            head: t('tokens.expires'),
            cell: ({ expiresUs }) => (
              <span className="admin-nowrap">
                {timeText(expiresUs).slice(0, 10)}
                {expiresUs < Date.now() * 1000 && (
                  <strong className="account-note">{t('tokens.expired')}</strong>
                )}
              </span>
            ),
          },
        ]}
        action={(token) =>
          revoke && (
            <button type="button" className="tool-button" onClick={() => setRevoking(token)}>
              {t('tokens.revoke')}
            </button>
          )
        }
      />
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
}
