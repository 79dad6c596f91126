/** Chooses values of one field, with how often each occurs under the present filter. */
import { FacetList, type FacetListProps } from '../facets/facet-list.tsx';
import { FilterPopover } from './filter-popover.tsx';

export function FilterMenu({ label, ...list }: FacetListProps & { readonly label: string }) {
  return (
    <FilterPopover label={label} chosen={list.view[list.by].length}>
      {() => <FacetList {...list} />}
    </FilterPopover>
  );
}
