/** Operations within the frame, and the projects that they are of. */
import type { OperationColumns } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useKindWords } from '../use-kind-words.ts';
import { WideTable } from '../wide-table.tsx';

interface ChosenListProps {
  readonly columns: OperationColumns;
  /** Places in the columns. */
  readonly chosen: readonly number[];
  readonly titleX: string;
  readonly titleY: string;
}

const mostShown = 200;

export function ChosenList({ columns, chosen, titleX, titleY }: ChosenListProps) {
  const { t } = useTranslation('programs');
  const words = useKindWords();
  const projects = new Set(chosen.map((i) => columns.project[i])).size;
  return (
    <section className="explorer-chosen" aria-label={t('explorer.chosen')}>
      <h2>
        {t('explorer.operations', { count: chosen.length })}, {t('explorer.projects', { count: projects })}
      </h2>
      <WideTable label={t('explorer.chosen')}>
        <table className="project-table">
          <thead>
            <tr>
              <th>{t('explorer.project')}</th>
              <th>{t('operations.operation')}</th>
              <th>{t('operations.tool')}</th>
              <th>{t('projects.material')}</th>
              <th className="project-number">{titleX}</th>
              <th className="project-number">{titleY}</th>
            </tr>
          </thead>
          <tbody>
            {chosen.slice(0, mostShown).map((i) => {
              const project = columns.projects[columns.project[i]!]!;
              const program = columns.programs[columns.program[i]!]!;
              return (
                <tr key={i}>
                  <th scope="row">
                    <Link
                      href={`/programs/projects/${encodeURIComponent(project.id)}?${new URLSearchParams({ section: 'operations', program: program.id })}`}
                    >
                      {project.name}
                    </Link>{' '}
                    <span className="quiet">{program.name !== project.name && program.name}</span>
                  </th>
                  <td>{words.operation(columns.kinds[columns.kind[i]!])}</td>
                  <td>{words.tool(columns.tools[columns.tool[i]!])}</td>
                  <td>{words.material(columns.materials[columns.material[i]!])}</td>
                  <td className="project-number">{words.number(columns.x[i])}</td>
                  <td className="project-number">{words.number(columns.y[i])}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </WideTable>
      {chosen.length > mostShown && <p className="quiet">{t('explorer.first', { count: mostShown })}</p>}
    </section>
  );
}
