/** Projects of whose material nothing tells surely. */
import { type MaterialQuestion, materialGroups } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import { confirmMaterials, getMaterialInbox } from '../../api/program-inbox.ts';
import { type InboxAnswers, InboxList } from './inbox-list.tsx';
import type { InboxProps } from './inbox-props.ts';
import { useWords } from './use-words.ts';

export function MaterialInbox(props: InboxProps) {
  const { t } = useTranslation('harvest');
  const words = useWords();
  const answersFor = (chosen: readonly MaterialQuestion[]): InboxAnswers => {
    const named = chosen.flatMap(
      ({ hints }) => hints.find(({ field }) => field === 'material-name')?.value ?? [],
    );
    const folders = chosen.flatMap(({ folder }) => folder ?? []);
    const listed = (all: readonly string[]) => [...new Set(all)].slice(0, 3).join(', ');
    return {
      title: t('inbox.answerMaterials', { count: chosen.length }),
      fields: [
        {
          name: 'material',
          label: t('inbox.material'),
          options: materialGroups.map((value) => ({ value, label: words('material', value) })),
        },
        {
          name: 'grade',
          label: t('inbox.grade'),
          hint: t('inbox.gradeHint'),
          optional: true,
          maxLength: 60,
        },
        {
          name: 'remember',
          label: t('inbox.remember'),
          hint: t('inbox.rememberHint'),
          options: [
            { value: 'nothing', label: t('inbox.rememberNothing') },
            ...(named.length > 0
              ? [{ value: 'words', label: t('inbox.rememberName', { names: listed(named) }) }]
              : []),
            ...(folders.length > 0
              ? [{ value: 'folder', label: t('inbox.rememberFolder', { names: listed(folders) }) }]
              : []),
          ],
        },
      ],
    };
  };
  return (
    <InboxList<MaterialQuestion>
      {...props}
      name="materials"
      load={async (filter, after, signal) => {
        const { projects, ...page } = await getMaterialInbox(filter, after, signal);
        return { ...page, rows: projects };
      }}
      nameOf={({ name }) => name}
      columns={[
        {
          head: t('inbox.project'),
          cell: ({ name, path, partNumber }) => (
            <>
              <span className="inbox-name">{name}</span>
              {partNumber !== undefined && partNumber !== name && (
                <span className="quiet"> {partNumber}</span>
              )}
              <div className="quiet inbox-path">{path}</div>
            </>
          ),
        },
        {
          head: t('inbox.material'),
          wide: true,
          cell: ({ material, grade }) =>
            material === undefined ? (
              <span className="quiet">–</span>
            ) : (
              [words('material', material), grade].filter(Boolean).join(' ')
            ),
        },
      ]}
      answersFor={answersFor}
      save={(chosen, { material, grade = '' }, why) =>
        confirmMaterials({
          projects: chosen.map(({ id, version }) => ({ id, version })),
          material: material as MaterialGroup,
          ...(grade.trim() === '' ? {} : { grade: grade.trim() }),
          ...why,
        })
      }
    />
  );
}

type MaterialGroup = (typeof materialGroups)[number];
