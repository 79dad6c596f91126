/** Tells the rows of a cycle which cycle they are of. */
import type { CycleCall } from '../../moves/move-context.ts';
import type { Control } from '../control.ts';

type Known = Pick<CycleCall, 'code' | 'kind'> & Partial<CycleCall>;

/** Puts a cycle into the context. */
export const inCycle = (state: Control, call: Known): void => {
  const before = state.cycle;
  const full: CycleCall = {
    depthMm: 0,
    retractMm: 0,
    bottomMm: 0,
    peckMm: 0,
    dwellS: 0,
    pitchMm: 0,
    returnTo: 'initial',
    ...call,
  };
  if (before && (Object.keys(full) as (keyof CycleCall)[]).every((key) => before[key] === full[key])) return;
  state.cycle = full;
  state.context = undefined;
};

export const outOfCycle = (state: Control): void => {
  state.cycle = undefined;
  state.context = undefined;
};
