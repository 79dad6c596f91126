/** How a task is: in shape, word and, while it runs, how far it got. */
import type { TaskView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';

const shapes: Readonly<Record<TaskView['state'], string>> = {
  waiting: '○',
  retrying: '◌',
  running: '▶',
  done: '●',
  cancelled: '–',
  failed: '■',
};

export function TaskState({ task: { state, progress, attempt, attempts } }: { task: TaskView }) {
  const { t } = useTranslation('admin');
  return (
    <>
      <span className={`upkeep-state${state === 'failed' ? ' link-lost' : ''}`}>
        <span aria-hidden="true">{shapes[state]}</span> {t(`tasks.state.${state}`)}
        {state === 'retrying' && ` (${t('tasks.attemptOf', { count: attempt + 1, total: attempts + 1 })})`}
      </span>
      {progress?.total !== undefined && (
        <progress
          className="upkeep-progress"
          value={progress.done}
          max={progress.total}
          aria-label={t('tasks.progress')}
        />
      )}
    </>
  );
}
