/** What differs between two revisions: sentences a machinist would say, then the lines. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getDiff } from '../../../api/projects.ts';
import { FailureNotice } from '../../../shell/failure-notice.tsx';

const marks = { added: '+', removed: '−', changed: '≠' } as const;

interface RevisionDiffProps {
  readonly program: string;
  readonly before: number;
  readonly after: number;
}

export function RevisionDiff({ program, before, after }: RevisionDiffProps) {
  const { t } = useTranslation('programs');
  const { data, error, refetch } = useQuery({
    queryKey: ['program-diff', program, before, after],
    queryFn: ({ signal }) => getDiff(program, [before, after], signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section className="project-diff">
      <h2>{t('project.diffTitle', { before, after })}</h2>
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {!data && !error && <p className="quiet">{t('reading')}</p>}
      {data && (
        <>
          {data.differences.length === 0 ? (
            <p>{t('project.cutSame')}</p>
          ) : (
            <ul className="project-differences">
              {data.differences.map((difference, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a list that does not change.
                <li key={at}>
                  <span aria-hidden="true">{marks[difference.change]}</span> {difference.message}
                </li>
              ))}
            </ul>
          )}
          <h3>{t('project.changedLines', { count: data.changedLines })}</h3>
          <div className="project-lines">
            {data.lines.slice(0, 200).map((change) => (
              <div key={`${change.beforeLine} ${change.afterLine}`} className="project-change">
                {[
                  ...numbered('−', change.beforeLine, change.before),
                  ...numbered('+', change.afterLine, change.after),
                ].map((line) => (
                  <code
                    key={`${line.mark}${line.number}`}
                    className={line.mark === '+' ? 'project-new-line' : 'project-old-line'}
                  >
                    <span className="project-line-number">{line.number}</span>
                    {line.mark} {line.text}
                  </code>
                ))}
              </div>
            ))}
          </div>
        </>
      )}
    </section>
  );
}

const mostOfChange = 100;

const numbered = (mark: '−' | '+', first: number, lines: readonly string[]) =>
  lines.slice(0, mostOfChange).map((text, at) => ({ mark, number: first + at, text }));
