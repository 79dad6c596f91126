/** Tools of programs whose kind or diameter nothing tells surely. */
import { type ToolQuestion, toolKinds } from '@mantinel/contract';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../admin/frame/values.ts';
import { confirmTools, getToolInbox } from '../../api/program-inbox.ts';
import { type InboxAnswers, InboxList } from './inbox-list.tsx';
import type { InboxProps } from './inbox-props.ts';
import { useWords } from './use-words.ts';

export function ToolInbox(props: InboxProps) {
  const { t } = useTranslation('harvest');
  const words = useWords();
  const answersFor = (chosen: readonly ToolQuestion[]): InboxAnswers => {
    const described = [...new Set(chosen.flatMap(({ description }) => description ?? []))];
    return {
      title: t('inbox.answerTools', { count: chosen.length }),
      fields: [
        {
          name: 'kind',
          label: t('inbox.kind'),
          optional: true,
          options: toolKinds.map((value) => ({ value, label: words('tool-kind', value) })),
        },
        {
          name: 'diameter',
          label: t('inbox.diameter'),
          hint: t('inbox.toolHint'),
          optional: true,
          maxLength: 10,
          check: (value) => (isDiameter(value) ? undefined : t('inbox.diameterBad')),
        },
        {
          name: 'remember',
          label: t('inbox.remember'),
          hint: t('inbox.rememberHint'),
          options: [
            { value: 'nothing', label: t('inbox.rememberNothing') },
            ...(described.length > 0
              ? [
                  {
                    value: 'words',
                    label: t('inbox.rememberTool', { names: described.slice(0, 3).join(', ') }),
                  },
                ]
              : []),
          ],
        },
      ],
    };
  };
  return (
    <InboxList<ToolQuestion>
      {...props}
      name="tools"
      load={async (filter, after, signal) => {
        const { tools, ...page } = await getToolInbox(filter, after, signal);
        return { ...page, rows: tools };
      }}
      nameOf={({ name, tool }) => `T${tool}, ${name}`}
      columns={[
        {
          head: t('inbox.tool'),
          cell: ({ tool, description, name, path, line }) => (
            <>
              <span className="inbox-name">
                T{tool} {description}
              </span>
              <div className="quiet inbox-path">{t('inbox.inLine', { path: path ?? name, line })}</div>
            </>
          ),
        },
        {
          head: t('inbox.is'),
          wide: true,
          cell: ({ kind, diameterMm }) =>
            [
              kind === undefined ? '' : words('tool-kind', kind),
              diameterMm === undefined ? '' : words('tool-diameter', String(diameterMm)),
            ]
              .filter(Boolean)
              .join(', ') || <span className="quiet">–</span>,
        },
      ]}
      answersFor={answersFor}
      save={(chosen, values, why) =>
        confirmTools({
          tools: chosen.map(({ program, tool, version }) => ({ program, tool, version })),
          ...answerOf(values),
          ...why,
        })
      }
    />
  );
}

/** With a comma as with a point. */
const numberOf = (typed: string): number => Number(typed.trim().replace(',', '.'));
const isDiameter = (typed: string): boolean => numberOf(typed) > 0 && numberOf(typed) <= 1000;

const answerOf = ({ kind = '', diameter = '' }: Values) => ({
  ...(kind === '' ? {} : { kind: kind as (typeof toolKinds)[number] }),
  ...(diameter === '' ? {} : { diameterMm: numberOf(diameter) }),
});
