/** The views that were kept by a name, and keeping the present one. */
import { useTranslation } from 'react-i18next';
import { FilterPopover } from '../filters/filter-popover.tsx';
import type { View } from '../view/view.ts';
import { SavedViewList } from './saved-view-list.tsx';

interface ViewsMenuProps {
  readonly view: View;
  readonly onOpen: (search: string) => void;
}

export function ViewsMenu({ view, onOpen }: ViewsMenuProps) {
  const { t } = useTranslation();
  return (
    <FilterPopover label={t('views.title')}>
      {(close) => (
        <SavedViewList
          view={view}
          onOpen={(search) => {
            close();
            onOpen(search);
          }}
        />
      )}
    </FilterPopover>
  );
}
