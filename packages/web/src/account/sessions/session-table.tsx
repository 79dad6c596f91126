/** Where somebody is signed in, one a row, each ended by naming it. */
import type { SessionView } from '@mantinel/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../admin/frame/confirm-dialog.tsx';
import { timeText } from '../../log/view/time-text.ts';
import { useAgo } from '../use-ago.ts';

interface SessionTableProps {
  readonly sessions: readonly SessionView[];
  /** Absent where the reader may not. */
  readonly end?: ((session: string, reason: string) => Promise<unknown>) | undefined;
  readonly onEnded: () => void;
  readonly withoutReason?: boolean;
}

export function SessionTable({ sessions, end, onEnded, withoutReason }: SessionTableProps) {
  const { t } = useTranslation('account');
  const { t: admin } = useTranslation('admin');
  const ago = useAgo();
  const [ending, setEnding] = useState<SessionView>();
  const deviceOf = ({ device }: SessionView) => device || t('sessions.unknownDevice');
  if (sessions.length === 0) return <p className="admin-empty">{t('sessions.none')}</p>;
  return (
    <>
      <div className="admin-table-frame">
        <table className="admin-table">
          <thead>
            <tr>
              <th>{t('sessions.device')}</th>
              <th>{t('sessions.seen')}</th>
              <th className="admin-wide">{t('sessions.since')}</th>
              <th>
                <span className="admin-unseen">{admin('frame.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.id}>
                <th scope="row">
                  {deviceOf(session)}
                  <span className="account-note">{t('sessions.from', { address: session.address })}</span>
                </th>
                <td title={timeText(session.lastSeenUs).slice(0, 16)}>{ago(session.lastSeenUs)}</td>
                <td className="admin-wide admin-nowrap">{timeText(session.createdUs).slice(0, 16)}</td>
                <td className="admin-row-end">
                  {session.current ? (
                    <strong>{t('sessions.current')}</strong>
                  ) : (
                    end && (
                      <button type="button" className="tool-button" onClick={() => setEnding(session)}>
                        {t('sessions.end')}
                      </button>
                    )
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {ending && end && (
        <ConfirmDialog
          deed={t('sessions.endTitle', { device: deviceOf(ending) })}
          consequence={t('sessions.endText')}
          act={(reason) => end(ending.id, reason)}
          withoutReason={withoutReason === true}
          onDone={onEnded}
          onClose={() => setEnding(undefined)}
        />
      )}
    </>
  );
}
