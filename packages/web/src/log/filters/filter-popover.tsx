/** A filter's button and what it opens; that is made anew each time. */
import { Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { FilterButton } from './filter-button.tsx';
import './filter-popover.css';

interface FilterPopoverProps {
  readonly label: string;
  readonly chosen?: number;
  readonly children: (close: () => void) => ReactNode;
}

export function FilterPopover({ label, chosen, children }: FilterPopoverProps) {
  const [opened, setOpened] = useState(false);
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
        <FilterButton label={label} chosen={chosen ?? 0} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown className="filter-dropdown">
        {opened && children(() => setOpened(false))}
      </Popover.Dropdown>
    </Popover>
  );
}
