/** How the programs ran, beside what was estimated: by run, and operation by operation. */
import type { RunView } from '@mantinel/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MoreButton } from '../../../admin/frame/table/more-button.tsx';
import { getMachines } from '../../../api/api.ts';
import { getRuns } from '../../../api/projects.ts';
import { timeText } from '../../../log/view/time-text.ts';
import { FailureNotice } from '../../../shell/failure-notice.tsx';
import { clock } from '../../operations/clock.ts';
import { useKindWords } from '../use-kind-words.ts';
import { RunOperations } from './run-operations.tsx';
import { RunOutcome } from './run-outcome/run-outcome.tsx';

export function Runs({ project }: { project: string }) {
  const { t } = useTranslation('programs');
  const query = useInfiniteQuery({
    queryKey: ['project-runs', project],
    queryFn: ({ pageParam, signal }) => getRuns(project, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
  const { data: machines = [] } = useQuery({
    queryKey: ['machines'],
    queryFn: ({ signal }) => getMachines(signal),
  });
  const { data, error, refetch } = query;
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className="skeleton panel-skeleton" />;
  const runs = data.pages.flatMap((page) => page.runs);
  if (runs.length === 0) return <p className="projects-none">{t('runs.none')}</p>;
  return (
    <section className="project-runs">
      {runs.map((run) => (
        <Run
          key={run.id}
          project={project}
          run={run}
          machine={machines.find(({ id }) => id === run.machine)?.name ?? run.machine}
        />
      ))}
      <MoreButton query={query} />
    </section>
  );
}

function Run({ project, run, machine }: { project: string; run: RunView; machine: string }) {
  const { t } = useTranslation('programs');
  const words = useKindWords();
  const [isOpen, setOpen] = useState(false);
  const { programName, revision, beganUs, ending, activeS, assignedS, estimateS } = run;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="run-time">{timeText(beganUs).slice(0, 16)}</span> · {machine} · {programName}{' '}
        {t('project.number', { number: revision })} · {t(`runs.${ending}`)} ·{' '}
        <strong>{clock(activeS)}</strong> {/* A part of a program is not held against the whole. */}
        {ending === 'complete' &&
          estimateS !== undefined &&
          t('runs.against', { estimate: clock(estimateS), share: words.percent(activeS / estimateS) })}
        {run.overridden && ` · ${t('runs.overridden')}`}
        {run.kind !== 'program' && ` · ${t(`runs.kind.${run.kind}`)}`}
      </summary>
      {isOpen && <RunOutcome project={project} run={run} />}
      <p className="quiet">
        {t('runs.assigned', { share: words.percent(activeS > 0 ? assignedS / activeS : 0) })}
      </p>
      {isOpen && <RunOperations run={run} />}
    </details>
  );
}
