/** How rows look: which columns, and how much room each row has. It stands in the address, so that a saved view keeps it. */
import { useTranslation } from 'react-i18next';
import { FilterChoice } from '../filters/filter-choice.tsx';
import type { ViewChange } from '../view/use-addressed-view.ts';
import { type Column, columns, type View } from '../view/view.ts';

const heads = {
  severity: 'log.columnSeverity',
  machine: 'log.columnMachine',
  code: 'log.columnCode',
} as const satisfies Record<Column, string>;

interface LayoutMenuProps {
  readonly view: View;
  readonly onChange: (change: ViewChange) => void;
}

export function LayoutMenu({ view, onChange }: LayoutMenuProps) {
  const { t } = useTranslation();
  const hidden = view.hidden ?? [];
  const offered = columns.filter((column) => column !== 'code' || view.level !== 'operator');
  return (
    <FilterChoice
      label={t('layout.title')}
      choices={[
        ...offered.map((column) => {
          const isHidden = hidden.includes(column);
          const next = isHidden ? hidden.filter((one) => one !== column) : [...hidden, column];
          return {
            text: t(isHidden ? 'layout.show' : 'layout.hide', { column: t(heads[column]) }),
            chosen: false,
            choose: () => onChange({ hidden: next.length === 0 ? undefined : next }),
          };
        }),
        {
          text: t('layout.dense'),
          chosen: view.density === undefined,
          choose: () => onChange({ density: undefined }),
        },
        {
          text: t('layout.roomy'),
          chosen: view.density === 'roomy',
          choose: () => onChange({ density: 'roomy' }),
        },
      ]}
    />
  );
}
