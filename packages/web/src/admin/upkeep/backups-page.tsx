/** Backups: the newest first, what is planned, one now, and how one is restored. */
import './upkeep.css';
import { Button } from '@mantine/core';
import type { Backups, TaskView } from '@mantinel/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { getBackups, makeBackup, makeRecoveryKey } from '../../api/upkeep.ts';
import { timeText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import { SecretDialog } from '../frame/dialog/secret-dialog.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { BackupEntry } from './backup-entry.tsx';
import { TaskProblem } from './task-problem.tsx';
import { TaskState } from './task-state.tsx';
import { hasEnded, useTask } from './use-task.ts';

export function BackupsPage() {
  const { t } = useTranslation('admin');
  const rights = useRights();
  const query = useQuery({
    queryKey: ['backups'],
    queryFn: ({ signal }) => getBackups(signal),
    refetchInterval: 10_000,
  });
  const { task, follow } = useTask('backups');
  const make = useMutation({ mutationFn: makeBackup, onSuccess: follow });
  const busy = make.isPending || (task !== undefined && !hasEnded(task));
  return (
    <>
      <PageHead
        page="backups"
        title={t('pages.backups.title')}
        hint={t('pages.backups.hint')}
        actions={
          rights.anywhere('backup.create') && (
            <Button loading={busy} onClick={() => make.mutate()}>
              {t('backups.make')}
            </Button>
          )
        }
      />
      {make.error && <FailureNotice error={make.error} />}
      {task && <Begun task={task} />}
      <Loaded query={query}>
        {(backups) => (
          <>
            <div className="admin-columns">
              <Plan backups={backups} />
              <Keys backups={backups} mayMake={rights.anywhere('key.manage')} />
            </div>
            {backups.backups.length === 0 && <p className="admin-empty">{t('backups.none')}</p>}
            {backups.backups.map((backup, index) => (
              <BackupEntry
                key={backup.name}
                backup={backup}
                newest={index === 0}
                rights={rights}
                onBegun={follow}
              />
            ))}
            {backups.broken.length > 0 && (
              <section>
                <h2>{t('backups.broken')}</h2>
                <ul>
                  {backups.broken.map(({ name, problem }) => (
                    <li key={name}>
                      <code>{name}</code>: {problem}
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function Begun({ task }: { task: TaskView }) {
  const { t } = useTranslation('admin');
  return (
    <section className="admin-box" role="status">
      <strong>{t(`tasks.kind.${task.name}` as 'tasks.kind.backup.make')}</strong>{' '}
      <span>{String(task.payload.name)}</span>
      <div>
        <TaskState task={task} />
      </div>
      <TaskProblem task={task} />
    </section>
  );
}

function Plan({ backups: { folder, plan, health } }: { backups: Backups }) {
  const { t } = useTranslation('admin');
  const bad = health.state === 'failed' || health.state === 'overdue';
  return (
    <section className="admin-box">
      <h2>{t('backups.plan')}</h2>
      <p className={bad ? 'link-lost' : undefined}>
        <span aria-hidden="true">{bad ? '■' : health.state === 'good' ? '●' : '○'}</span>{' '}
        {t(`backups.health.${health.state}`)}
      </p>
      {health.problem !== undefined && <p>{health.problem}</p>}
      <dl className="admin-facts">
        <div>
          <dt>{t('backups.each')}</dt>
          <dd>{plan ? t('backups.dailyAt', { at: plan.at }) : t('backups.never')}</dd>
        </div>
        {plan && (
          <div>
            <dt>{t('backups.next')}</dt>
            <dd>{timeText(plan.nextUs).slice(0, 16)}</dd>
          </div>
        )}
        {plan && (
          <div>
            <dt>{t('backups.kept')}</dt>
            <dd>{t('backups.keptCount', { count: plan.keep })}</dd>
          </div>
        )}
        <div>
          <dt>{t('backups.folder')}</dt>
          <dd>{folder}</dd>
        </div>
      </dl>
      <p>
        <Link href="/admin/configuration">{t('backups.changePlan')}</Link>
      </p>
    </section>
  );
}

function Keys({ backups: { recoveryKey }, mayMake }: { backups: Backups; mayMake: boolean }) {
  const { t } = useTranslation('admin');
  const queries = useQueryClient();
  const [doing, setDoing] = useState<'ask' | { readonly key: string }>();
  return (
    <section className="admin-box">
      <h2>{t('backups.keys')}</h2>
      <p>
        {recoveryKey
          ? t('backups.keysSealed', {
              mark: recoveryKey.fingerprint,
              date: timeText(recoveryKey.createdUs).slice(0, 10),
            })
          : t('backups.keysOut')}
      </p>
      {mayMake && (
        <button type="button" className="tool-button" onClick={() => setDoing('ask')}>
          {t('backups.makeKey')}
        </button>
      )}
      {doing === 'ask' && (
        <ConfirmDialog
          deed={t('backups.makeKey')}
          consequence={t(recoveryKey ? 'backups.makeAnotherText' : 'backups.makeKeyText')}
          harmless={!recoveryKey}
          act={async (reason) => setDoing({ key: (await makeRecoveryKey(reason)).recoveryKey })}
          onDone={() => void queries.invalidateQueries({ queryKey: ['backups'] })}
          onClose={() => setDoing(undefined)}
          staysOpen
        />
      )}
      {typeof doing === 'object' && (
        <SecretDialog
          title={t('backups.keyTitle')}
          text={t('backups.keyText')}
          secret={doing.key}
          copy={t('backups.copyKey')}
          done={t('backups.keyDone')}
          onClose={() => setDoing(undefined)}
        >
          {/* To be copied by hand: all of it in sight. */}
          <p className="upkeep-key" aria-hidden="true">
            {doing.key}
          </p>
        </SecretDialog>
      )}
    </section>
  );
}
