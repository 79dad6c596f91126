/** What opens a filter: its name, how much is chosen, and the mark of a menu. */
import type { ComponentProps } from 'react';
import './filter-button.css';

interface FilterButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'className'> {
  readonly label: string;
  readonly chosen?: number | undefined;
}

export function FilterButton({ label, chosen = 0, ...button }: FilterButtonProps) {
  return (
    <button {...button} type="button" className="tool-button">
      {label}
      {chosen > 0 && <span className="filter-count">{chosen}</span>} <span aria-hidden="true">▾</span>
    </button>
  );
}
