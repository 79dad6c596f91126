/** Projects that did the like, and why: the pairs of operations, with what is near and what is not. */
import type { Likeness, SimilarProject } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { getSimilar } from '../../../api/projects.ts';
import { FailureNotice } from '../../../shell/failure-notice.tsx';
import { useKindWords } from '../use-kind-words.ts';

export function SimilarList({ project }: { project: string }) {
  const { t, i18n } = useTranslation('programs');
  const { data, error, refetch } = useQuery({
    queryKey: ['similar', project],
    queryFn: ({ signal }) => getSimilar(project, signal),
  });
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className="skeleton panel-skeleton" />;
  return (
    <section className="project-similar">
      <p className="quiet">
        {t('similar.searched', {
          n: data.searched.toLocaleString(i18n.language),
          compared: data.compared,
          of: data.of,
        })}
      </p>
      {data.projects.length === 0 && <p className="projects-none">{t('similar.none')}</p>}
      <ol>
        {data.projects.map((similar) => (
          <li key={similar.project}>
            <Similar similar={similar} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Similar({ similar }: { similar: SimilarProject }) {
  const { t } = useTranslation('programs');
  const words = useKindWords();
  const { project, projectName, partNumber, material, similarity, pairs } = similar;
  return (
    <article className="similar">
      <h2>
        <span className="similar-share">{words.percent(similarity)}</span>{' '}
        <Link href={`/programs/projects/${encodeURIComponent(project)}`}>{projectName}</Link>{' '}
        <span className="quiet">
          {[partNumber !== projectName && partNumber, material && words.material(material)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </h2>
      <ul>
        {pairs.map((pair) => (
          <li
            key={`${pair.own.program} ${pair.own.operation.number} ${pair.program} ${pair.operation.number}`}
          >
            <strong>{words.percent(pair.similarity)}</strong>{' '}
            {t('similar.pair', {
              own: `${words.operation(pair.own.operation.kind)} T${pair.own.operation.tool}`,
              other: `${words.operation(pair.operation.kind)} T${pair.operation.tool}`,
              program: pair.programName,
            })}
            <Because because={pair.because} />
          </li>
        ))}
      </ul>
    </article>
  );
}

/** Half a unit is what nobody would call different. */
const alikeBelow = 0.5;

function Because({ because }: { because: readonly Likeness[] }) {
  const { t } = useTranslation('programs');
  const words = useKindWords();
  const nameOf = (about: string): string =>
    about === 'operation' || about === 'tool' || about === 'material'
      ? t(`similar.${about}`)
      : about.replace('overhang', t('similar.overhang'));
  const named = ({ about, one, other }: Likeness) => {
    const say = about === 'operation' ? words.operation : about === 'tool' ? words.tool : words.material;
    const value = (text: string | undefined) =>
      about === 'operation' || about === 'tool' || about === 'material'
        ? say(text)
        : (text?.replace(/\d+\.\d+/g, (figure) => words.number(Number(figure))) ?? '–');
    const what = nameOf(about);
    return one === other ? `${what} ${value(one)}` : `${what} ${value(one)} – ${value(other)}`;
  };
  const known = because.filter(({ apart }) => apart !== undefined);
  const groups = [
    ['alike', known.filter(({ apart }) => apart! < alikeBelow)],
    ['differs', known.filter(({ apart }) => apart! >= alikeBelow)],
  ] as const;
  const untold = because.filter(({ apart }) => apart === undefined).map(({ about }) => about);
  return (
    <dl className="similar-because">
      {groups.map(
        ([group, some]) =>
          some.length > 0 && (
            <div key={group}>
              <dt>{t(`similar.${group}`)}</dt>
              <dd>{some.map(named).join(' · ')}</dd>
            </div>
          ),
      )}
      {untold.length > 0 && (
        <div>
          <dt>{t('similar.untold')}</dt>
          <dd>{untold.map(nameOf).join(', ')}</dd>
        </div>
      )}
    </dl>
  );
}
