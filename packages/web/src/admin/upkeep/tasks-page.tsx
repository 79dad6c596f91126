/** What the program does by itself: what runs, what waits, and what failed for good and needs a person. */
import './upkeep.css';
import { NativeSelect } from '@mantine/core';
import { type TaskView, taskStates } from '@mantinel/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelTask, getTasks, retryTask, type TaskFilter } from '../../api/upkeep.ts';
import { timeText } from '../../log/view/time-text.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { ConfirmDialog } from '../frame/dialog/confirm-dialog.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { useRights } from '../frame/rights.ts';
import { MoreButton } from '../frame/table/more-button.tsx';
import { TaskProblem } from './task-problem.tsx';
import { TaskState } from './task-state.tsx';
import { hasEnded } from './use-task.ts';

const kinds = [
  'backup.make',
  'backup.verify',
  'backup.rehearse',
  'audit.verify',
  'harvest.run',
  'program.answerByRules',
  'webhook.deliver',
  'store.tidy',
] as const;
const everything: TaskFilter = { state: '', name: '' };
type Deed = { readonly task: TaskView; readonly kind: 'retry' | 'cancel' };

export function TasksPage() {
  const { t, i18n } = useTranslation('admin');
  const rights = useRights();
  const [filter, setFilter] = useState(everything);
  const [deed, setDeed] = useState<Deed>();
  const query = useInfiniteQuery({
    queryKey: ['tasks', filter],
    queryFn: ({ pageParam, signal }) => getTasks(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ tasks }) => tasks.some((task) => !hasEnded(task))) ? 2000 : 5000,
  });
  const tasks = query.data?.pages.flatMap((page) => page.tasks);
  const kindName = (name: string) =>
    i18n.exists(`tasks.kind.${name}`, { ns: 'admin' })
      ? t(`tasks.kind.${name}` as 'tasks.kind.store.tidy')
      : name;
  const about = ({ payload: { name } }: TaskView) => String(name ?? '');
  return (
    <>
      <PageHead page="tasks" title={t('pages.tasks.title')} hint={t('pages.tasks.hint')} />
      <div className="admin-box admin-fields admin-filter-row admin-above">
        <NativeSelect
          label={t('tasks.stateLabel')}
          value={filter.state}
          data={[
            { value: '', label: t('tasks.any') },
            ...taskStates.map((state) => ({ value: state, label: t(`tasks.state.${state}`) })),
          ]}
          onChange={(event) =>
            setFilter({ ...filter, state: event.currentTarget.value as TaskFilter['state'] })
          }
        />
        <NativeSelect
          label={t('tasks.kindLabel')}
          value={filter.name}
          data={[
            { value: '', label: t('tasks.any') },
            ...kinds.map((name) => ({ value: name, label: kindName(name) })),
          ]}
          onChange={(event) => setFilter({ ...filter, name: event.currentTarget.value })}
        />
      </div>
      {query.error && <FailureNotice error={query.error} onRetry={() => void query.refetch()} />}
      {tasks === undefined && !query.error && <p className="quiet">{t('frame.loading')}</p>}
      {tasks?.length === 0 && (
        <p className="admin-empty">
          {t('tasks.none')}{' '}
          {filter !== everything && (
            <button type="button" className="link-button" onClick={() => setFilter(everything)}>
              {t('audit.clear')}
            </button>
          )}
        </p>
      )}
      {tasks && tasks.length > 0 && (
        <div className="admin-table-frame">
          <table className="admin-table">
            <thead>
              <tr>
                <th>{t('tasks.kindLabel')}</th>
                <th>{t('tasks.stateLabel')}</th>
                <th className="admin-wide">{t('tasks.begun')}</th>
                <th className="admin-wide">{t('tasks.problem')}</th>
                <th>
                  <span className="admin-unseen">{t('frame.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {tasks.map((task) => (
                <tr key={task.id} data-task={task.name}>
                  <th scope="row">
                    {kindName(task.name)}
                    <div className="quiet">{about(task)}</div>
                    <div className="admin-narrow">
                      {timeText(task.startedUs ?? task.createdUs).slice(0, 16)}
                      <TaskProblem task={task} />
                    </div>
                  </th>
                  <td>
                    <TaskState task={task} />
                  </td>
                  <td className="admin-wide admin-nowrap">
                    {timeText(task.startedUs ?? task.createdUs).slice(0, 19)}
                    {task.state === 'retrying' && (
                      <div className="quiet">
                        {t('tasks.again', { time: timeText(task.dueUs).slice(11, 19) })}
                      </div>
                    )}
                  </td>
                  <td className="admin-wide">
                    <TaskProblem task={task} />
                  </td>
                  <td className="admin-row-end">
                    {rights.anywhere('task.manage') && (
                      <TaskAction task={task} onChosen={(kind) => setDeed({ task, kind })} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <MoreButton query={query} />
      {deed && (
        <ConfirmDialog
          deed={t(`tasks.${deed.kind}Deed`, { kind: kindName(deed.task.name) })}
          consequence={t(`tasks.${deed.kind}Text`)}
          harmless={deed.kind === 'retry'}
          act={(reason) => (deed.kind === 'retry' ? retryTask : cancelTask)(deed.task.id, reason)}
          onDone={() => void query.refetch()}
          onClose={() => setDeed(undefined)}
        />
      )}
    </>
  );
}

function TaskAction({ task, onChosen }: { task: TaskView; onChosen: (kind: Deed['kind']) => void }) {
  const { t } = useTranslation('admin');
  if (task.state === 'done') return null;
  const kind = hasEnded(task) ? 'retry' : 'cancel';
  return (
    <button type="button" className="tool-button" onClick={() => onChosen(kind)}>
      {t(`tasks.${kind}`)}
    </button>
  );
}
