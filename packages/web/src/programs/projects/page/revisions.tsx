/** The revisions of a program, where they were found, and what differs between two. */
import type { ProgramSummary } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getProgram } from '../../../api/projects.ts';
import { timeText } from '../../../log/view/time-text.ts';
import { FailureNotice } from '../../../shell/failure-notice.tsx';
import { clock } from '../../operations/clock.ts';
import { WideTable } from '../wide-table.tsx';
import { RevisionDiff } from './revision-diff.tsx';

interface RevisionsProps {
  readonly program: ProgramSummary;
  readonly onOpen: (revision: number) => void;
}

export function Revisions({ program: { id, latest }, onOpen }: RevisionsProps) {
  const { t } = useTranslation('programs');
  const [before, setBefore] = useState<number>();
  const [after, setAfter] = useState<number>();
  const { data, error, refetch } = useQuery({
    queryKey: ['program', id],
    queryFn: ({ signal }) => getProgram(id, signal),
  });
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className="skeleton panel-skeleton" />;
  const numbers = data.revisionList.map(({ number }) => number);
  const newest = after ?? numbers[0];
  const older = before ?? numbers.find((number) => number !== newest);
  const day = (us: number) => timeText(us).slice(0, 10);
  return (
    <>
      <WideTable label={t('project.section.revisions')}>
        <table className="project-table">
          <thead>
            <tr>
              <th>{t('project.revision')}</th>
              {numbers.length > 1 && <th>{t('project.compare')}</th>}
              <th>{t('project.file')}</th>
              <th className="project-number">{t('project.lines')}</th>
              <th className="project-number">{t('operations.time')}</th>
              <th>{t('project.findings')}</th>
            </tr>
          </thead>
          <tbody>
            {data.revisionList.map((revision) => (
              <tr key={revision.number}>
                <th scope="row">
                  <button type="button" className="link-button" onClick={() => onOpen(revision.number)}>
                    {t('project.number', { number: revision.number })}
                  </button>
                  {revision.number === latest.number && <span className="quiet"> {t('project.latest')}</span>}
                </th>
                {numbers.length > 1 && (
                  <td className="project-compare">
                    {(
                      [
                        ['before', older, setBefore],
                        ['after', newest, setAfter],
                      ] as const
                    ).map(([side, chosen, choose]) => (
                      <label key={side}>
                        <input
                          type="radio"
                          name={side}
                          checked={chosen === revision.number}
                          onChange={() => choose(revision.number)}
                        />
                        {t(`project.${side}`)}
                      </label>
                    ))}
                  </td>
                )}
                <td>
                  {revision.files.map(({ location, path, modifiedUs, gone }) => (
                    <div key={`${location} ${path}`}>
                      {path}{' '}
                      <span className="quiet">
                        {day(modifiedUs)} · {location}
                      </span>
                      {gone && <span className="quiet"> · {t('project.gone')}</span>}
                    </div>
                  ))}
                </td>
                <td className="project-number">{revision.lines}</td>
                <td className="project-number">
                  {revision.estimateS === undefined ? '–' : clock(revision.estimateS)}
                </td>
                <td>
                  {revision.errors + revision.warnings === 0
                    ? '–'
                    : t('project.counted', { errors: revision.errors, warnings: revision.warnings })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {older === undefined || newest === undefined ? (
        <p className="projects-none">{t('project.onlyOne')}</p>
      ) : (
        <RevisionDiff program={id} before={older} after={newest} />
      )}
    </>
  );
}
