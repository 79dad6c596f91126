/** A try of a connection before it is kept: what is there, or what to look at when nothing is. */
import './connection-trial.css';
import type { TestedConnection } from '@mantinel/contract';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { testConnection } from '../api/connections.ts';
import { FailureNotice } from '../shell/failure-notice.tsx';

export function ConnectionTrial({ connection }: { connection: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const { mutate, data, error, isPending } = useMutation({
    // An id is chosen last; a try needs none of its own.
    mutationFn: () => testConnection({ ...connection, id: connection.id || 'new' }),
  });
  return (
    <div className="connection-trial" aria-live="polite">
      <button type="button" className="tool-button" disabled={isPending} onClick={() => mutate()}>
        {t('trial.try')}
      </button>
      {isPending && <p className="quiet">{t('trial.listening')}</p>}
      {error && <FailureNotice error={error} />}
      {data && !isPending && <Found {...{ data }} />}
    </div>
  );
}

function Found({ data }: { data: TestedConnection }) {
  const { t } = useTranslation();
  const { reachable, understood, heard, problem, device, items, observations } = data;
  if (!understood || !reachable)
    return (
      <div className="notice" role="alert">
        <strong>■ {t(understood ? 'trial.unreachable' : 'trial.strange')}</strong>
        <p>{t(understood ? 'trial.unreachableRemedy' : 'trial.strangeRemedy')}</p>
        {problem && <p className="quiet">{problem}</p>}
      </div>
    );
  return (
    <div role="status">
      <p>
        <span aria-hidden="true">● </span>
        {heard === 0 ? t('trial.silent') : t('trial.answers')}{' '}
        {items !== undefined && t('trial.device', { device: device ?? '', items })}
      </p>
      {observations.length > 0 && (
        <ul>
          {observations.slice(0, 6).map(({ item, value }) => (
            <li key={item}>
              <code>{item}</code> = {value}
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">{t('trial.notRecorded')}</p>
    </div>
  );
}
