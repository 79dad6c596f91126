/** G5 and G5.1 of LinuxCNC: Bézier curves in the XY plane, told as short lines. */
import { MoveKind } from '../../moves/move-kind.ts';
import { has, Word } from '../block.ts';
import type { Control } from '../control.ts';
import { report } from '../report.ts';
import { moveToGoal } from './emit.ts';
import { lengthOf, setGoal } from './target.ts';

const pieces = 48;

/** G5: I J from the start to the first control point, P Q from the end to the second; G5.1: I J from the start to the only one. */
export const spline = (state: Control, cubic: boolean): void => {
  const { block, goal, programmed } = state;
  if (state.modal.feed === 0) report(state, 'feed.missing');
  setGoal(state);
  const end = goal.slice();
  const start = programmed.slice();
  const length = (word: number): number => (has(block, word) ? lengthOf(state, word) : 0);
  const first = [start[0]! + length(Word.I), start[1]! + length(Word.J)];
  const second = cubic ? [end[0]! + length(Word.P), end[1]! + length(Word.Q)] : undefined;
  for (let piece = 1; piece < pieces; piece++) {
    const t = piece / pieces;
    const s = 1 - t;
    for (let axis = 0; axis < 6; axis++) goal[axis] = start[axis]! * s + end[axis]! * t;
    for (const axis of [0, 1]) {
      goal[axis] = second
        ? s * s * s * start[axis]! +
          3 * s * s * t * first[axis]! +
          3 * s * t * t * second[axis]! +
          t * t * t * end[axis]!
        : s * s * start[axis]! + 2 * s * t * first[axis]! + t * t * end[axis]!;
    }
    moveToGoal(state, MoveKind.linear, 0);
  }
  goal.set(end);
  moveToGoal(state, MoveKind.linear, 0);
};
