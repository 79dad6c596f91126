/** A filter's button, and what it opens. */
import { lazy, type ReactNode } from 'react';
import { OnDemand } from '../../shell/on-demand.tsx';
import { FilterButton } from './filter-button.tsx';

const OpenedFilter = lazy(() =>
  import('./opened-filter.tsx').then(({ OpenedFilter: it }) => ({ default: it })),
);

export interface FilterPopoverProps {
  readonly label: string;
  readonly chosen?: number | undefined;
  readonly children: (close: () => void) => ReactNode;
}

export function FilterPopover(props: FilterPopoverProps) {
  const { label, chosen } = props;
  return (
    <OnDemand button={(press) => <FilterButton label={label} chosen={chosen} onClick={press} />}>
      <OpenedFilter {...props} />
    </OnDemand>
  );
}
