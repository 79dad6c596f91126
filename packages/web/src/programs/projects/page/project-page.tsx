/** A project: what it is, its programs, how they ran, what is alike, and where all of that is known from. */
import type { ProjectDetail } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearch } from 'wouter';
import { getProject } from '../../../api/projects.ts';
import { FailureNotice } from '../../../shell/failure-notice.tsx';
import { useKindWords } from '../use-kind-words.ts';
import { FactTable } from './fact-table.tsx';
import { Measurements } from './measurements/measurements.tsx';
import { OperationTable } from './operation-table.tsx';
import { Outcomes } from './outcomes.tsx';
import { ProgramView } from './program-view.tsx';
import { Revisions } from './revisions.tsx';
import { Runs } from './runs.tsx';
import { SimilarList } from './similar-list.tsx';
import './project-page.css';

const sections = [
  'program',
  'operations',
  'similar',
  'revisions',
  'runs',
  'measurements',
  'outcomes',
  'facts',
] as const;
type Section = (typeof sections)[number];
const isSection = (name: string | null): name is Section => sections.some((section) => section === name);

export function ProjectPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['project', id],
    queryFn: ({ signal }) => getProject(id, signal),
  });
  if (error)
    return (
      <main className="project">
        <FailureNotice error={error} onRetry={() => void refetch()} />
      </main>
    );
  return data ? <Loaded project={data} /> : <div className="skeleton panel-skeleton" />;
}

function Loaded({ project }: { project: ProjectDetail }) {
  const { t } = useTranslation('programs');
  const [path, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const named = asked.get('section');
  const section = isSection(named) ? named : 'program';
  const program = project.programs.find(({ id }) => id === asked.get('program')) ?? project.programs[0];
  const revision = Number(asked.get('revision')) || program?.latest.number;
  const go = (change: Readonly<Record<string, string>>) => {
    const next = new URLSearchParams({ ...Object.fromEntries(asked), ...change });
    navigate(`${path}?${next}`, { replace: true });
  };
  return (
    <main className="project">
      <Head project={project} />
      <div className="project-choice">
        <fieldset className="switch project-sections" aria-label={t('project.sections')}>
          {sections.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={section === each}
              onClick={() => go({ section: each })}
            >
              {t(`project.section.${each}`)}
            </button>
          ))}
        </fieldset>
        {project.programs.length > 1 && (
          <select
            aria-label={t('project.program')}
            value={program?.id}
            onChange={(event) => go({ program: event.currentTarget.value, revision: '' })}
          >
            {project.programs.map(({ id, name, number }) => (
              <option key={id} value={id}>
                {number === undefined || name.includes(number) ? name : `${name} (O${number})`}
              </option>
            ))}
          </select>
        )}
      </div>
      {program && revision !== undefined && (
        <>
          {section === 'program' && <ProgramView program={program} revision={revision} />}
          {section === 'operations' && <OperationTable program={program} revision={revision} />}
          {section === 'revisions' && (
            <Revisions
              program={program}
              onOpen={(number) => go({ section: 'program', program: program.id, revision: String(number) })}
            />
          )}
        </>
      )}
      {section === 'similar' && <SimilarList project={project.id} />}
      {section === 'runs' && <Runs project={project.id} />}
      {section === 'measurements' && <Measurements project={project.id} />}
      {section === 'outcomes' && <Outcomes project={project} />}
      {section === 'facts' && <FactTable project={project} />}
    </main>
  );
}

function Head({ project }: { project: ProjectDetail }) {
  const { t } = useTranslation('programs');
  const words = useKindWords();
  const { name, partNumber, customer, material, confirmed } = project;
  return (
    <div className="project-head">
      <Link href="/programs">{t('tabs.projects')}</Link>
      <h1>{name}</h1>
      {partNumber !== undefined && partNumber !== name && <span>{partNumber}</span>}
      {customer !== undefined && <span>{customer}</span>}
      <span>
        {material
          ? `${words.material(material.group)}${material.grade ? ` ${material.grade}` : ''}`
          : t('projects.noMaterial')}
        {material && (
          <span className="quiet">
            {' '}
            {confirmed
              ? t('project.confirmed')
              : t('project.sure', { share: words.percent(material.confidence) })}
          </span>
        )}
      </span>
    </div>
  );
}
