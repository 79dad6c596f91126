/** A button, and its menu of which one thing is chosen or downloaded. */
import { lazy } from 'react';
import { OnDemand } from '../../shell/on-demand.tsx';
import { FilterButton } from './filter-button.tsx';

const OpenedChoice = lazy(() =>
  import('./opened-choice.tsx').then(({ OpenedChoice: it }) => ({ default: it })),
);

export type Choice =
  | { readonly text: string; readonly chosen: boolean; readonly choose: () => void }
  | { readonly text: string; readonly href: string };

export interface FilterChoiceProps {
  readonly label: string;
  readonly choices: readonly Choice[];
}

export function FilterChoice(props: FilterChoiceProps) {
  return (
    <OnDemand button={(press) => <FilterButton label={props.label} onClick={press} />}>
      <OpenedChoice {...props} />
    </OnDemand>
  );
}
