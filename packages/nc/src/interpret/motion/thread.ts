/** G32, G33, G34: a move whose axes follow the spindle. */
import { MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { has, Word } from '../block.ts';
import type { Control } from '../control.ts';
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
  moveToGoal(state, MoveKind.thread, MoveFlag.locked, leadOf(state));
};
