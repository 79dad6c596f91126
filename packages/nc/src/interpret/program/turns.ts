/** Loops that turn without an effect: they wait for the machine, or have no end. */
import type { Control } from '../control.ts';
import { report } from '../report.ts';

/** A loop that waits for the clock gets 100 ms at every look, so this is some minutes of waiting. */
const mostQuiet = 2000;

/** Called when the program goes back to an earlier block. */
export const turned = (state: Control): void => {
  if (++state.quiet <= mostQuiet) return;
  if (state.asked > 0) report(state, 'macro.waits', { number: state.asked });
  else report(state, 'macro.endless');
  state.ended = true;
};
