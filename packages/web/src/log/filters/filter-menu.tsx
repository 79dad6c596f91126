/** Chooses values of one field, with how often each occurs under the present filter. */
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type FacetName, getFacets } from '../../api/api.ts';
import { FailureNotice } from '../../shell/failure-notice.tsx';
import { type View, viewSearch } from '../view/view.ts';
import { FilterPopover } from './filter-popover.tsx';
import './filter-menu.css';

interface FilterMenuProps {
  readonly label: string;
  readonly by: Extract<FacetName, 'machine' | 'kind' | 'code' | 'path'>;
  readonly view: View;
  readonly name: (value: string) => string;
  readonly onChange: (values: string[]) => void;
  /** Beside the list, such as a field for patterns. */
  readonly children?: ReactNode;
}

export function FilterMenu({ label, by, view, name, onChange, children }: FilterMenuProps) {
  return (
    <FilterPopover label={label} chosen={view[by].length}>
      {() => (
        <>
          {children}
          <FacetList by={by} view={view} name={name} onChange={onChange} />
        </>
      )}
    </FilterPopover>
  );
}

function FacetList({ by, view, name, onChange }: Pick<FilterMenuProps, 'by' | 'view' | 'name' | 'onChange'>) {
  const { t, i18n } = useTranslation();
  const chosen: readonly string[] = view[by];
  const { find: _find, ...others } = { ...view, [by]: [] };
  const { data, error } = useQuery({
    queryKey: ['facets', by, viewSearch(others)],
    queryFn: ({ signal }) => getFacets(others, by, signal),
  });
  if (error) return <FailureNotice error={error} />;
  if (!data) return <div className="skeleton filter-skeleton" />;
  const counts = new Map(data.values.map(({ value, count }) => [value, count]));
  const values = [...new Set([...chosen, ...counts.keys()])];
  const number = new Intl.NumberFormat(i18n.language);
  if (values.length === 0) return <p className="quiet">{t('filter.nothing')}</p>;
  return (
    <div className="facets">
      {values.map((value) => (
        <Checkbox
          key={value}
          size="xs"
          checked={chosen.includes(value)}
          onChange={({ currentTarget: { checked } }) =>
            onChange(checked ? [...chosen, value] : chosen.filter((other) => other !== value))
          }
          label={
            <span className="facet">
              <span className="facet-name">{name(value)}</span>
              <span className="facet-count">{number.format(counts.get(value) ?? 0)}</span>
            </span>
          }
        />
      ))}
    </div>
  );
}
