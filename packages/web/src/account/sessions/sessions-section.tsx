/** Where one is signed in oneself, and ending that. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../admin/frame/dialog/confirm-dialog.tsx';
import { Loaded } from '../../admin/frame/loaded.tsx';
import { endSession, endSessions, getSessions } from '../../api/account.ts';
import { SectionFrame } from '../section-frame.tsx';
import { SessionTable } from './session-table.tsx';

export function SessionsSection() {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => getSessions(undefined, signal),
  });
  const [endingAll, setEndingAll] = useState(false);
  const renew = () => void queries.invalidateQueries({ queryKey: ['sessions'] });
  const others = query.data?.some(({ current }) => !current) === true;
  return (
    <SectionFrame
      title={t('sessions.title')}
      hint={t('sessions.hint')}
      actions={
        others && (
          <button type="button" className="tool-button" onClick={() => setEndingAll(true)}>
            {t('sessions.endOthers')}
          </button>
        )
      }
    >
      <Loaded query={query}>
        {(sessions) => (
          <SessionTable
            sessions={sessions}
            end={(session, reason) => endSession(undefined, session, reason)}
            onEnded={renew}
            withoutReason
          />
        )}
      </Loaded>
      {endingAll && (
        <ConfirmDialog
          deed={t('sessions.endOthersTitle')}
          consequence={t('sessions.endText')}
          act={(reason) => endSessions(undefined, reason)}
          withoutReason
          onDone={renew}
          onClose={() => setEndingAll(false)}
        />
      )}
    </SectionFrame>
  );
}
