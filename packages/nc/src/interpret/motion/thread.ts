/** G32, G33, G34: a move whose axes follow the spindle. */
import { MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { has, Word } from '../block.ts';
import type { Control } from '../control.ts';
import { report } from '../report.ts';
import { copyAxes } from './copy-axes.ts';
import { moveToGoal } from './emit.ts';
import { lengthOf } from './target.ts';

/** Lead in mm per turn: F, E, or K of LinuxCNC. */
export const leadOf = (state: Control): number => {
  const { block, modal } = state;
  if (state.linuxcnc && has(block, Word.K)) return Math.abs(lengthOf(state, Word.K));
  if (has(block, Word.E)) return Math.abs(lengthOf(state, Word.E));
  return modal.feed;
};

/** `state.goal` is the end. */
export const threadMove = (state: Control): void => {
  if (state.modal.motion === 340 && has(state.block, Word.K)) variableLead(state);
  else moveToGoal(state, MoveKind.thread, MoveFlag.locked, leadOf(state));
};

const mostTurns = 2000;

/** G34 … F K: each turn is longer than the one before by K; a row for each turn, with its mean lead. */
const variableLead = (state: Control): void => {
  const { programmed, goal } = state;
  const from = programmed.slice();
  const end = goal.slice();
  const deltas = end.map((at, axis) => at - from[axis]!);
  // The lead is that of the axis that goes further.
  const way = Math.max(Math.abs(deltas[0]!), Math.abs(deltas[2]!));
  const step = lengthOf(state, Word.K);
  let lead = leadOf(state);
  let gone = 0;
  for (let turn = 0; turn < mostTurns && lead + step > 0; turn++) {
    const mean = lead + step / 2;
    if (mean <= 0 || gone + mean >= way) break;
    gone += mean;
    for (let axis = 0; axis < 6; axis++) goal[axis] = from[axis]! + (deltas[axis]! * gone) / way;
    moveToGoal(state, MoveKind.thread, MoveFlag.locked, mean);
    lead += step;
  }
  if (lead + step <= 0) report(state, 'thread.lead-gone');
  copyAxes(end, goal);
  moveToGoal(state, MoveKind.thread, MoveFlag.locked, Math.max(lead, 0));
};
