/** What is said of a project, by what, and how surely. */
import type { ProjectDetail } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { useKindWords } from '../use-kind-words.ts';
import { WideTable } from '../wide-table.tsx';

export function FactTable({ project: { facts } }: { project: ProjectDetail }) {
  const { t } = useTranslation('programs');
  const words = useKindWords();
  if (facts.length === 0) return <p className="projects-none">{t('said.none')}</p>;
  return (
    <WideTable label={t('project.section.facts')}>
      <table className="project-table">
        <thead>
          <tr>
            <th>{t('said.field')}</th>
            <th>{t('said.value')}</th>
            <th className="project-number">{t('said.sure')}</th>
            <th>{t('said.source')}</th>
            <th>{t('said.because')}</th>
          </tr>
        </thead>
        <tbody>
          {facts.map((fact) => (
            <tr key={fact.id}>
              <th scope="row">
                {t(`said.fields.${fact.field}` as 'said.fields.material', { defaultValue: fact.field })}
                {fact.tool !== undefined && ` T${fact.tool}`}
              </th>
              <td>{fact.field === 'material' ? words.material(fact.value) : fact.value}</td>
              <td className="project-number">{words.percent(fact.confidence)}</td>
              <td>{fact.source}</td>
              <td>{fact.because}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
