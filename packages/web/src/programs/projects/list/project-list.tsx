/** Projects with their pictures, found by words, tools, material and cutting data. */
import type { ProjectSummary } from '@mantinel/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearch } from 'wouter';
import { getProjects } from '../../../api/projects.ts';
import { FailureNotice } from '../../../shell/failure-notice.tsx';
import { clock } from '../../operations/clock.ts';
import { Thumbnail } from '../thumbnail.tsx';
import { useKindWords } from '../use-kind-words.ts';
import { Filters } from './filters.tsx';
import { addressOf, filterOf } from './project-filter.ts';
import './project-list.css';

export function ProjectList() {
  const { t, i18n } = useTranslation('programs');
  const [, navigate] = useLocation();
  const filter = filterOf(useSearch());
  const change = useCallback(
    (next: Readonly<Record<string, string>>) => navigate(addressOf('/programs', next), { replace: true }),
    [navigate],
  );
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['projects', filter],
    queryFn: ({ signal, pageParam }) =>
      getProjects({ ...filter, limit: '60', ...(pageParam && { after: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
  const total = data?.pages[0]?.total;
  const projects = data?.pages.flatMap((page) => page.projects) ?? [];
  const order = filter.order ?? 'newest';
  return (
    <main className="projects">
      <h1 className="projects-title">{t('tabs.projects')}</h1>
      <Filters filter={filter} onChange={change} />
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      <div className="projects-count">
        <span role="status">
          {total &&
            t(total.more ? 'projects.countMore' : 'projects.count', {
              count: total.count,
              n: total.count.toLocaleString(i18n.language),
            })}
        </span>
        <fieldset className="switch" aria-label={t('projects.order.label')}>
          {(['newest', 'name'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={order === each}
              onClick={() => change({ ...filter, order: each === 'newest' ? '' : each })}
            >
              {t(`projects.order.${each}`)}
            </button>
          ))}
        </fieldset>
      </div>
      {data && projects.length === 0 && (
        <p className="projects-none">
          {Object.keys(filter).length > 0 ? t('projects.noneHere') : t('projects.none')}
        </p>
      )}
      <ul className="projects-grid">
        {projects.map((project) => (
          <li key={project.id}>
            <Card project={project} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button
          type="button"
          className="tool-button projects-more"
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('projects.more')}
        </button>
      )}
    </main>
  );
}

function Card({ project }: { project: ProjectSummary }) {
  const { t } = useTranslation('programs');
  const words = useKindWords();
  const { id, name, partNumber, customer, material, kinds, programs, revisions, operations, estimateS } =
    project;
  return (
    <Link href={`/programs/projects/${encodeURIComponent(id)}`} className="project-card">
      <Thumbnail of={project.thumbnail} name={name} />
      <div className="project-card-words">
        <strong>{name}</strong>
        <span>
          {[
            partNumber !== name && partNumber,
            customer,
            material && `${words.material(material.group)}${material.grade ? ` ${material.grade}` : ''}`,
          ]
            .filter(Boolean)
            .join(' · ') || <span className="quiet">{t('projects.noMaterial')}</span>}
        </span>
        <span className="quiet">
          {[
            ...kinds.map(words.program),
            t('projects.programs', { count: programs }),
            revisions > programs && t('projects.revisions', { count: revisions }),
            t('projects.operations', { count: operations }),
            estimateS !== undefined && clock(estimateS),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
    </Link>
  );
}
