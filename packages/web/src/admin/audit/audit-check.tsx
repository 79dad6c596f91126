/** Whether the audit trail is whole: asked for here, told with what was looked at and what was not. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getVerification, verifyAudit } from '../../api/upkeep.ts';
import { timeText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { secondsText } from '../upkeep/size-text.ts';
import { TaskProblem } from '../upkeep/task-problem.tsx';
import { TaskState } from '../upkeep/task-state.tsx';
import { hasEnded, useTask } from '../upkeep/use-task.ts';
import { LogHead } from './log-head.tsx';
import '../upkeep/upkeep.css';

export function AuditCheck() {
  const { t, i18n } = useTranslation('admin');
  const { task, follow } = useTask('auditVerification');
  const verify = useMutation({ mutationFn: verifyAudit, onSuccess: follow });
  const { data, error } = useQuery({
    queryKey: ['auditVerification'],
    queryFn: ({ signal }) => getVerification(signal),
  });
  const busy = verify.isPending || (task !== undefined && !hasEnded(task));
  const last = data?.last;
  const flaws = last?.proof?.flaws.length ?? 0;
  const isBroken = last !== undefined && (last.missing > 0 || flaws > 0);
  const number = (value: number) => value.toLocaleString(i18n.language);
  return (
    <section className="admin-box admin-above">
      <div className="admin-actions">
        <button type="button" className="tool-button" disabled={busy} onClick={() => verify.mutate()}>
          {t('auditCheck.verify')}
        </button>
        {busy && task && <TaskState task={task} />}
        {!busy && last && (
          <span className={isBroken ? 'link-lost' : undefined}>
            <span aria-hidden="true">{isBroken ? '■' : '●'}</span>{' '}
            {last.missing > 0
              ? t('auditCheck.missing', { count: last.missing })
              : flaws > 0
                ? t('auditCheck.altered', { count: flaws })
                : t('auditCheck.whole', { time: timeText(last.atUs).slice(0, 16) })}
          </span>
        )}
        {!busy && data && !last && <span className="quiet">{t('auditCheck.never')}</span>}
      </div>
      {task?.state === 'failed' && <TaskProblem task={task} />}
      {(verify.error ?? error) && <FailureNotice error={verify.error ?? error} />}
      {last && (
        <details>
          <summary>{t('auditCheck.details')}</summary>
          <p>
            {t('auditCheck.read', {
              events: number(last.events),
              audit: number(last.audit),
              removed: number(last.removed),
              time: secondsText(last.seconds, t),
            })}
          </p>
          {last.gaps.length > 0 && (
            <p>
              {last.gaps
                .map(({ epoch, fromSeq, toSeq }) => `${epoch}.${fromSeq}–${epoch}.${toSeq}`)
                .join(', ')}
            </p>
          )}
          {last.proof && (
            <p>
              {t('auditCheck.proved', {
                signed: number(last.proof.signed),
                heads: number(last.proof.heads),
                removed: number(last.proof.removed),
              })}
            </p>
          )}
          {last.proof?.flaws.map((flaw) => (
            <p key={JSON.stringify(flaw)} className="link-lost">
              {t(`auditCheck.flaws.${flaw.kind}`, flaw)}
            </p>
          ))}
          <p>{t('auditCheck.honest')}</p>
        </details>
      )}
      <LogHead />
    </section>
  );
}
