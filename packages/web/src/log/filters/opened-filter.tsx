/** A filter's button with what it opens; that is made anew each time. */
import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFirstPress } from '../../shell/on-demand.tsx';
import { FilterButton } from './filter-button.tsx';
import './opened-filter.css';

export interface FilterPopoverProps {
  readonly label: string;
  readonly chosen?: number | undefined;
  readonly children: (close: () => void) => ReactNode;
}

export function OpenedFilter({ label, chosen, children }: FilterPopoverProps) {
  const { opened, setOpened, button } = useFirstPress();
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width={320}
      transitionProps={{ duration: 0 }}
      trapFocus
    >
      <Popover.Target>
        <FilterButton ref={button} label={label} chosen={chosen} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown className="filter-dropdown">
        {opened && children(() => setOpened(false))}
      </Popover.Dropdown>
    </Popover>
  );
}
