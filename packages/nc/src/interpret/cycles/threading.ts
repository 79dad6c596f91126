/** G76: a thread in many passes, in the two-line form (P Q R, then X Z R P Q F) and the one-line form (X Z I K D F A). */
import { MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { has, Word } from '../block.ts';
import type { Control } from '../control.ts';
import { moveToGoal } from '../motion/emit.ts';
import { lengthOf, namesAxis, setGoal } from '../motion/target.ts';
import { leadOf } from '../motion/thread.ts';
import { report } from '../report.ts';
import { stepOf } from './groove.ts';
import { inCycle } from './in-cycle.ts';
import { threadPass } from './thread-pass.ts';

const mostPasses = 1000;

export const threadCycle = (state: Control): void => {
  const { block, turning, programmed, goal } = state;
  if (!namesAxis(state)) {
    firstLine(state);
    return;
  }
  const startX = programmed[0]!;
  const startZ = programmed[2]!;
  setGoal(state);
  const endX = goal[0]!;
  const endZ = goal[2]!;
  const oneLine = has(block, Word.K);
  const height = oneLine ? Math.abs(lengthOf(state, Word.K)) : stepOf(state, Word.P);
  const firstCut = oneLine ? stepOrLength(state, Word.D) : stepOf(state, Word.Q);
  const taper = oneLine
    ? has(block, Word.I)
      ? lengthOf(state, Word.I)
      : 0
    : has(block, Word.R)
      ? lengthOf(state, Word.R)
      : 0;
  if (has(block, Word.A)) turning.threadAngleDeg = block.words[Word.A]!;
  const lead = leadOf(state);
  if (!(height > 0) || !(firstCut > 0) || lead === 0) {
    const letters = [
      height > 0 ? '' : oneLine ? 'K' : 'P',
      firstCut > 0 ? '' : oneLine ? 'D' : 'Q',
      lead === 0 ? 'F' : '',
    ];
    report(state, 'turning.no-parameters', { code: 'G76', letters: letters.filter(Boolean).join(', ') });
    return;
  }
  inCycle(state, { code: 76, kind: 'thread', depthMm: height, peckMm: firstCut, pitchMm: lead });
  // Towards the wall: inwards on a shaft, outwards in a bore.
  const inwards = startX >= endX ? -1 : 1;
  const top = endX - inwards * height;
  const slope = Math.tan(((turning.threadAngleDeg / 2) * Math.PI) / 180);
  const along = Math.sign(endZ - startZ) || -1;
  const go = (kind: number, x: number, z: number, flags = 0): void => {
    goal.set(programmed);
    goal[0] = x;
    goal[2] = z;
    moveToGoal(state, kind, MoveFlag.cycle | flags, kind === MoveKind.thread ? lead : undefined);
  };
  const pass = (deep: number): void => {
    // In along the flank: each pass begins further along.
    const z = startZ + along * (height - deep) * -slope;
    const x = top + inwards * deep;
    go(MoveKind.rapid, startX, z, MoveFlag.cycleStart);
    go(MoveKind.rapid, x + taper, z);
    threadPass(go, {
      fromZ: z,
      toX: x,
      toZ: endZ,
      taper,
      clearX: startX,
      chamferMm: turning.threadChamferLeads * lead,
    });
    go(MoveKind.rapid, startX, endZ);
    go(MoveKind.rapid, startX, startZ);
  };
  const rough = Math.max(0, height - turning.threadFinishMm);
  let deep = 0;
  for (let n = 1; deep < rough - 1e-9 && n < mostPasses; n++) {
    const next = Math.min(firstCut, rough) * Math.sqrt(n);
    deep = Math.min(rough, Math.max(next, deep + Math.max(turning.threadLeastMm, 1e-3)));
    pass(deep);
  }
  const finishing = Math.max(
    turning.threadFinishMm > 0 ? 1 : 0,
    turning.threadFinishPasses - (turning.threadFinishMm > 0 ? 0 : 1),
  );
  for (let n = 0; n < finishing; n++) pass(height);
};

/** `G76 P m r a Q R`: finishing passes, chamfer, angle; least cut; allowance for finishing. */
const firstLine = (state: Control): void => {
  const { block, turning } = state;
  if (has(block, Word.P)) {
    const digits = Math.trunc(Math.abs(block.words[Word.P]!));
    turning.threadFinishPasses = Math.max(1, Math.floor(digits / 10_000) % 100);
    turning.threadChamferLeads = (Math.floor(digits / 100) % 100) / 10;
    turning.threadAngleDeg = digits % 100;
  }
  if (has(block, Word.Q)) turning.threadLeastMm = stepOf(state, Word.Q);
  if (has(block, Word.R)) turning.threadFinishMm = threadAllowance(state);
};

const threadAllowance = (state: Control): number => {
  const value = Math.abs(lengthOf(state, Word.R));
  const whole = (state.block.integers & (1 << Word.R)) !== 0;
  return whole && value >= 1 ? stepOf(state, Word.R) : value;
};

const stepOrLength = (state: Control, word: number): number =>
  (state.block.integers & (1 << word)) !== 0
    ? stepOf(state, word)
    : has(state.block, word)
      ? Math.abs(lengthOf(state, word))
      : 0;
