/** Why a task failed: in plain words, and the technical line to unfold. */
import type { TaskView } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';

export function TaskProblem({ task: { problem, failure } }: { task: TaskView }) {
  const { t } = useTranslation('admin');
  const { t: general, i18n } = useTranslation();
  if (problem === undefined) return null;
  const key = `error.${failure?.code}.title`;
  const plain =
    failure?.code !== undefined && i18n.exists(key)
      ? general(key as 'app.retry', { ...failure.data })
      : problem;
  const technical = [failure?.code, failure?.technical ?? problem].filter(Boolean).join('\n');
  return (
    <div className="upkeep-problem">
      {plain}
      <details>
        <summary>{t('tasks.technical')}</summary>
        <code>{technical}</code>
      </details>
    </div>
  );
}
