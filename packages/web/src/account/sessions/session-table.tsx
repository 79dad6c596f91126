/** Where somebody is signed in, one a row, each ended by naming it. */
import type { SessionView } from '@mantinel/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../admin/frame/dialog/confirm-dialog.tsx';
import { RowTable } from '../../admin/frame/table/row-table.tsx';
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
  const ago = useAgo();
  const [ending, setEnding] = useState<SessionView>();
  const deviceOf = ({ device }: SessionView) => device || t('sessions.unknownDevice');
  return (
    <>
      <RowTable
        rows={sessions}
        none={t('sessions.none')}
        columns={[
          {
            head: t('sessions.device'),
            cell: (session) => (
              <>
                {deviceOf(session)}
                <span className="account-note">{t('sessions.from', { address: session.address })}</span>
              </>
            ),
          },
          {
            head: t('sessions.seen'),
            cell: ({ lastSeenUs }) => (
              <span title={timeText(lastSeenUs).slice(0, 16)}>{ago(lastSeenUs)}</span>
            ),
          },
          {
            head: t('sessions.since'),
            wide: true,
            cell: ({ createdUs }) => timeText(createdUs).slice(0, 16),
          },
        ]}
        action={(session) =>
          session.current ? (
            <strong>{t('sessions.current')}</strong>
          ) : (
            end && (
              <button type="button" className="tool-button" onClick={() => setEnding(session)}>
                {t('sessions.end')}
              </button>
            )
          )
        }
      />
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
