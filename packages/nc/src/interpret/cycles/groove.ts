/** G74 and G75: peck drilling into the face, and grooving by steps. */
import { MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { has, Word } from '../block.ts';
import type { Control } from '../control.ts';
import { moveToGoal } from '../motion/emit.ts';
import { lengthOf, namesAxis, setGoal } from '../motion/target.ts';
import { inCycle } from './in-cycle.ts';
import { stepsOver } from './steps-over.ts';

const mostSteps = 5000;

/** Steps P and Q: whole numbers are least increments, whatever the profile says of other words. */
export const stepOf = (state: Control, word: number): number => {
  const { block, modal, profile } = state;
  if (!has(block, word)) return 0;
  const value = Math.abs(block.words[word]!);
  const whole = (block.integers & (1 << word)) !== 0;
  if (!whole) return modal.inch ? value * 25.4 : value;
  return value * (modal.inch ? profile.leastIncrementInch * 25.4 : profile.leastIncrementMm);
};

/** Code × 10: 740 pecks along Z and steps along X, 750 the other way. */
export const groove = (state: Control, action: number): void => {
  const { block, turning, programmed, goal } = state;
  if (!namesAxis(state)) {
    if (has(block, Word.R)) turning.grooveRetractMm = Math.abs(lengthOf(state, Word.R));
    return;
  }
  const startX = programmed[0]!;
  const startZ = programmed[2]!;
  setGoal(state);
  const endX = goal[0]!;
  const endZ = goal[2]!;
  const face = action === 740;
  const depth = face ? endZ - startZ : endX - startX;
  const width = face ? endX - startX : endZ - startZ;
  const peck = stepOf(state, face ? Word.Q : Word.P) || Math.abs(depth);
  const step = stepOf(state, face ? Word.P : Word.Q);
  const retract = turning.grooveRetractMm;
  inCycle(state, {
    code: action / 10,
    kind: face ? 'peck' : 'groove',
    depthMm: Math.abs(depth),
    peckMm: peck,
  });
  const go = (kind: number, across: number, deep: number, flags = 0): void => {
    goal.set(programmed);
    goal[face ? 0 : 2] = across;
    goal[face ? 2 : 0] = deep;
    moveToGoal(state, kind, MoveFlag.cycle | flags);
  };
  const acrossStart = face ? startX : startZ;
  const deepStart = face ? startZ : startX;
  const pecks = peck > 0 ? Math.min(mostSteps, stepsOver(state, Math.abs(depth), peck)) : 1;
  const cuts =
    step > 0 && width !== 0 ? Math.min(mostSteps / pecks, stepsOver(state, Math.abs(width), step)) : 0;
  const toWall = Math.sign(depth);
  for (let cut = 0; cut <= cuts; cut++) {
    const across = acrossStart + Math.sign(width) * Math.min(Math.abs(width), step * cut);
    go(MoveKind.rapid, across, deepStart, MoveFlag.cycleStart);
    for (let i = 1; i <= pecks; i++) {
      const deep = deepStart + toWall * Math.min(Math.abs(depth), peck * i);
      go(MoveKind.linear, across, deep);
      if (i < pecks && retract > 0) go(MoveKind.rapid, across, deep - toWall * retract);
    }
    go(MoveKind.rapid, across, deepStart);
  }
  go(MoveKind.rapid, acrossStart, deepStart);
};
