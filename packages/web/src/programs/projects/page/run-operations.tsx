/** One run operation by operation: how long each took, beside the estimate, under which override and load. */
import type { RunView } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getRevision } from '../../../api/projects.ts';
import { clock } from '../../operations/clock.ts';
import { useKindWords } from '../use-kind-words.ts';
import { WideTable } from '../wide-table.tsx';

export function RunOperations({ run: { program, revision, operations } }: { run: RunView }) {
  const { t } = useTranslation('programs');
  const words = useKindWords();
  // Their names; the times are there without them.
  const { data } = useQuery({
    queryKey: ['program-revision', program, revision],
    queryFn: ({ signal }) => getRevision(program, revision, signal),
  });
  const nameOf = (number: number): string => {
    const at = data?.operations.findIndex((operation) => operation.number === number) ?? -1;
    const operation = data?.operations[at];
    if (!operation) return String(number + 1);
    return `${at + 1}. ${words.operation(operation.kind)} · T${operation.tool}`;
  };
  return (
    <WideTable label={t('project.section.operations')}>
      <table className="project-table">
        <thead>
          <tr>
            <th>{t('operations.operation')}</th>
            <th className="project-number">{t('runs.actual')}</th>
            <th className="project-number">{t('runs.estimate')}</th>
            <th className="project-number">{t('runs.override')}</th>
            <th className="project-number">{t('runs.load')}</th>
          </tr>
        </thead>
        <tbody>
          {operations.map(({ number, seconds, estimateS, feedOverride, loadMean, loadMax }) => (
            <tr key={number}>
              <th scope="row">{nameOf(number)}</th>
              <td className="project-number">{clock(seconds)}</td>
              <td className="project-number">{estimateS === undefined ? '–' : clock(estimateS)}</td>
              <td className="project-number">{words.number(feedOverride)}</td>
              <td className="project-number">
                {loadMean === undefined && loadMax === undefined
                  ? '–'
                  : `${words.number(loadMean)} / ${words.number(loadMax)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
