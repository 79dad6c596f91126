/** A button, and its menu of which one thing is chosen or downloaded. */
import { lazy } from 'react';
import { OnDemand } from '../../shell/on-demand.tsx';
import { FilterButton } from './filter-button.tsx';
import type { FilterChoiceProps } from './opened-choice.tsx';

const OpenedChoice = lazy(() =>
  import('./opened-choice.tsx').then(({ OpenedChoice: it }) => ({ default: it })),
);

export function FilterChoice(props: FilterChoiceProps) {
  return (
    <OnDemand button={(press) => <FilterButton label={props.label} onClick={press} />}>
      <OpenedChoice {...props} />
    </OnDemand>
  );
}
