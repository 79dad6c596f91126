/** Accounts of the company's provider that open an account here, one a row, each taken away by naming it. */
import type { IdentityView } from '@mantinel/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../admin/frame/dialog/confirm-dialog.tsx';
import { timeText } from '../../log/view/time-text.ts';
import { useAgo } from '../use-ago.ts';

interface IdentityTableProps {
  readonly identities: readonly IdentityView[];
  /** Absent where the reader may not. */
  readonly unlink?: ((identity: string, reason: string) => Promise<unknown>) | undefined;
  readonly onUnlinked: () => void;
  readonly withoutReason?: boolean;
}

export function IdentityTable({ identities, unlink, onUnlinked, withoutReason }: IdentityTableProps) {
  const { t } = useTranslation('account');
  const { t: admin } = useTranslation('admin');
  const ago = useAgo();
  const [unlinking, setUnlinking] = useState<IdentityView>();
  const nameOf = ({ label, subject }: IdentityView) => label || subject;
  if (identities.length === 0) return <p className="admin-empty">{t('identities.none')}</p>;
  return (
    <>
      <div className="admin-table-frame">
        <table className="admin-table">
          <thead>
            <tr>
              <th>{t('identities.account')}</th>
              <th>{t('identities.used')}</th>
              <th className="admin-wide">{t('identities.linked')}</th>
              <th>
                <span className="admin-unseen">{admin('frame.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {identities.map((identity) => (
              <tr key={identity.id}>
                <th scope="row">
                  {nameOf(identity)}
                  <span className="account-note">{identity.issuer}</span>
                </th>
                <td>{identity.lastUsedUs === undefined ? t('never') : ago(identity.lastUsedUs)}</td>
                <td className="admin-wide admin-nowrap">{timeText(identity.linkedUs).slice(0, 16)}</td>
                <td className="admin-row-end">
                  {unlink && (
                    <button type="button" className="tool-button" onClick={() => setUnlinking(identity)}>
                      {t('identities.unlink')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {unlinking && unlink && (
        <ConfirmDialog
          deed={t('identities.unlinkTitle', { account: nameOf(unlinking) })}
          consequence={t('identities.unlinkText')}
          act={(reason) => unlink(unlinking.id, reason)}
          withoutReason={withoutReason === true}
          onDone={onUnlinked}
          onClose={() => setUnlinking(undefined)}
        />
      )}
    </>
  );
}
