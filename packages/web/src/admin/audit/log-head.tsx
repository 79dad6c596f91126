/** The newest signed head of the log: what it says, to be kept elsewhere, and the proof of a single event. */
import type { LogHead as Head } from '@mantinel/contract';
import { paths } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getLogHead } from '../../api/upkeep.ts';
import { timeText } from '../../log/view/time-text.ts';

const eventId = /^[A-Za-z0-9_-]{1,64}\.\d{1,16}\.\d{1,16}$/;

export function LogHead() {
  const { t } = useTranslation('admin');
  const { data } = useQuery({ queryKey: ['logHead'], queryFn: ({ signal }) => getLogHead(signal) });
  return data?.head ? (
    <Signed head={data.head} signer={data.key} />
  ) : (
    <p className="quiet">{t('auditCheck.unsigned')}</p>
  );
}

function Signed({ head, signer }: { head: NonNullable<Head['head']>; signer: string | undefined }) {
  const { t, i18n } = useTranslation('admin');
  const [event, setEvent] = useState('');
  const note = `data:text/plain;charset=utf-8,${encodeURIComponent(head.note)}`;
  const wanted = event.trim();
  return (
    <>
      <p>
        {t('auditCheck.head', {
          events: head.size.toLocaleString(i18n.language),
          time: timeText(head.timeUs).slice(0, 16),
        })}{' '}
        <a href={note} download={`head-${head.tree}-${head.size}.txt`}>
          {t('auditCheck.keepHead')}
        </a>
      </p>
      <p>
        {t('auditCheck.key')} <code className="audit-key">{signer}</code>
      </p>
      <p className="admin-actions">
        <label>
          {t('auditCheck.proveEvent')}{' '}
          <input
            value={event}
            placeholder={t('auditCheck.eventId')}
            onChange={({ target }) => setEvent(target.value)}
          />
        </label>
        {eventId.test(wanted) && (
          <a
            href={paths.eventProof.replace(':id', encodeURIComponent(wanted))}
            download={`${wanted}.proof.json`}
          >
            {t('auditCheck.proof')}
          </a>
        )}
      </p>
    </>
  );
}
