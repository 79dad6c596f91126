/** A filter's button, and what it opens. */
import { lazy } from 'react';
import { OnDemand } from '../../shell/on-demand.tsx';
import { FilterButton } from './filter-button.tsx';
import type { FilterPopoverProps } from './opened-filter.tsx';

const OpenedFilter = lazy(() =>
  import('./opened-filter.tsx').then(({ OpenedFilter: it }) => ({ default: it })),
);

export function FilterPopover(props: FilterPopoverProps) {
  const { label, chosen } = props;
  return (
    <OnDemand button={(press) => <FilterButton label={label} chosen={chosen} onClick={press} />}>
      <OpenedFilter {...props} />
    </OnDemand>
  );
}
