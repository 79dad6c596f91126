/** What a revision does: tools, cutting data and time of each operation, the longest seen at a glance. */
import type { OperationView, ProgramSummary, ToolView } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getRevision } from '../../../api/projects.ts';
import { FailureNotice } from '../../../shell/failure-notice.tsx';
import { clock } from '../../operations/clock.ts';
import { useKindWords } from '../use-kind-words.ts';
import { WideTable } from '../wide-table.tsx';

interface OperationTableProps {
  readonly program: ProgramSummary;
  readonly revision: number;
}

export function OperationTable({ program: { id }, revision }: OperationTableProps) {
  const { t } = useTranslation('programs');
  const { data, error, refetch } = useQuery({
    queryKey: ['program-revision', id, revision],
    queryFn: ({ signal }) => getRevision(id, revision, signal),
  });
  if (error) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className="skeleton panel-skeleton" />;
  if (data.operations.length === 0) return <p className="projects-none">{t('operations.none')}</p>;
  const tools = new Map(data.tools.map((tool) => [tool.number, tool]));
  const most = Math.max(...data.operations.map(({ seconds = 0 }) => seconds), 1e-9);
  const whole = data.operations.reduce((sum, { seconds = 0 }) => sum + seconds, 0);
  return (
    <WideTable label={t('project.section.operations')}>
      <table className="project-table">
        <caption>
          {t('project.estimated', { time: clock(data.estimateS ?? 0), cutting: clock(whole) })}
        </caption>
        <thead>
          <tr>
            <th>{t('operations.operation')}</th>
            <th>{t('operations.tool')}</th>
            {['n 1/min', 'vc m/min', 'f mm', 'fz mm', 'vf mm/min', 'ap mm', 'ae mm'].map((name) => (
              <th key={name} className="project-number">
                {name}
              </th>
            ))}
            <th className="project-number">{t('operations.time')}</th>
            <th className="project-wide">{t('project.share')}</th>
          </tr>
        </thead>
        <tbody>
          {data.operations.map((operation, at) => (
            <Row
              key={operation.number}
              {...{ operation, at, most, whole }}
              tool={tools.get(operation.tool)}
            />
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}

interface RowProps {
  readonly operation: OperationView;
  readonly tool: ToolView | undefined;
  readonly at: number;
  readonly most: number;
  readonly whole: number;
}

function Row({ operation, tool, at, most, whole }: RowProps) {
  const { t } = useTranslation('programs');
  const words = useKindWords();
  const { kind, confidence, name, toolKind, diameterMm, firstLine, seconds } = operation;
  return (
    <tr>
      <th scope="row">
        {at + 1}. {words.operation(kind)}
        {confidence < 0.6 && ` ${t('operations.unsure')}`}{' '}
        <span className="quiet">
          {name !== undefined && `${name} · `}
          {t('operations.line', { line: firstLine })}
        </span>
      </th>
      <td>
        T{operation.tool} {toolKind && words.tool(toolKind)}{' '}
        {diameterMm !== undefined && `Ø ${words.number(diameterMm)}`}
        {tool?.description !== undefined && <span className="quiet"> {tool.description}</span>}
      </td>
      {[
        operation.n,
        operation.vc,
        operation.f,
        operation.fz,
        operation.vf,
        operation.apMm,
        operation.aeMm,
      ].map((value, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table stand still.
        <td key={column} className="project-number">
          {words.number(value)}
        </td>
      ))}
      <td className="project-number">{seconds === undefined ? '–' : clock(seconds)}</td>
      <td className="project-wide">
        {seconds !== undefined && (
          <svg className="project-bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img">
            <title>{words.percent(seconds / whole)}</title>
            <rect width={(seconds / most) * 100} height="10" />
          </svg>
        )}
      </td>
    </tr>
  );
}
