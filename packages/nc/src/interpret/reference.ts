/** G28, G30 and G53: ways in machine coordinates. */
import { MoveFlag, MoveKind } from '../moves/move-kind.ts';
import { has, Word, wordOr } from './block.ts';
import type { Control } from './control.ts';
import { moveToGoal, moveToTarget } from './motion/emit.ts';
import { namesAxis, setGoal } from './motion/target.ts';
import { axisValue } from './offsets.ts';
import { report } from './report.ts';

const axisWords = [Word.X, Word.Y, Word.Z, Word.A, Word.B, Word.C] as const;

/** G28, G30 P: over a point between to the reference position, with the axes that are named. */
export const toReference = (state: Control, second: boolean): void => {
  const { block, target, position } = state;
  if (!namesAxis(state) && !state.linuxcnc) {
    report(state, 'reference.no-axis', { code: second ? 'G30' : 'G28' });
    return;
  }
  let named = setGoalWithIncrement(state);
  if (named !== 0 || state.linuxcnc) moveToGoal(state, MoveKind.rapid, 0);
  if (named === 0) named = 0b111111;
  const number = second ? Math.min(3, Math.max(1, wordOr(block, Word.P, 2) - 1)) : 0;
  const reference = state.references[number] ?? state.references[0]!;
  target.set(position);
  for (let axis = 0; axis < 6; axis++) if (named & (1 << axis)) target[axis] = reference[axis]!;
  arriveAtMachine(state, named, MoveFlag.machine | MoveFlag.reference, MoveKind.rapid);
};

/** G28.1, G30.1 of LinuxCNC: the place at hand becomes the reference position. */
export const setReference = (state: Control, second: boolean): void => {
  state.references[second ? 1 : 0]!.set(state.position);
};

const setGoalWithIncrement = (state: Control): number => {
  const { modal, block, systemA } = state;
  if (!(systemA && block.incremental)) return setGoal(state);
  // `G91 G28 X0 Z0` on a lathe without G91: meant from where the tool is.
  const goal = state.goal;
  goal.set(state.programmed);
  let named = 0;
  for (let axis = 0; axis < 6; axis++) {
    if (!has(block, axisWords[axis]!)) continue;
    named |= 1 << axis;
    goal[axis]! += axisValue(state, axis);
  }
  return named === 0 && modal.absolute ? setGoal(state) : named;
};

/** G53 with G0 or G1. */
export const machineMove = (state: Control, kind: number): void => {
  const { target, position, profile, block } = state;
  target.set(position);
  let named = 0;
  for (let axis = 0; axis < 6; axis++) {
    if (!has(block, axisWords[axis]!)) continue;
    named |= 1 << axis;
    target[axis] = axisValue(state, axis) + profile.machineZeroMm[axis]!;
  }
  if (named === 0) return;
  arriveAtMachine(state, named, MoveFlag.machine, kind);
};

const arriveAtMachine = (state: Control, named: number, flags: number, kind: number): void => {
  if (named & 4) state.target[2]! -= state.toolLengthMm;
  // Where the machine's zero lies to the part is known only with the work offsets.
  if (state.profile.workOffsetsMm) state.unplaced &= ~named;
  else state.unplaced |= named;
  moveToTarget(state, kind, flags);
  state.placing.toProgram(state.position, state.programmed);
};
