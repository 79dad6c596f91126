/** Turning cycles: which of them a block asks for, and the simple ones (G90, G92, G94). */
import { MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { has, Word } from '../block.ts';
import type { Control } from '../control.ts';
import { gName } from '../g-codes.ts';
import { moveToGoal } from '../motion/emit.ts';
import { lengthOf, namesAxis, xOf } from '../motion/target.ts';
import { leadOf } from '../motion/thread.ts';
import { report } from '../report.ts';
import { readContour, runContour } from './contour.ts';
import { cycleLength } from './cycle-length.ts';
import { groove } from './groove.ts';
import { inCycle, outOfCycle } from './in-cycle.ts';
import { patternRepeat, roughing } from './roughing.ts';
import { threadPass } from './thread-pass.ts';
import { threadCycle } from './threading.ts';

/** G90 turns, G94 faces, G92 cuts a thread: four ways from the start and back to it. Codes × 10 of system A. */
export const turningCycle = (state: Control, code: number): void => {
  const { block, sticky, programmed, goal } = state;
  if (has(block, Word.R)) sticky[Word.R] = lengthOf(state, Word.R);
  if (!namesAxis(state)) return;
  const startX = programmed[0]!;
  const startZ = programmed[2]!;
  if (has(block, Word.X))
    sticky[Word.X] = state.systemA || state.modal.absolute ? xOf(state, Word.X) : startX + xOf(state, Word.X);
  if (has(block, Word.U)) sticky[Word.X] = startX + xOf(state, Word.U);
  if (has(block, Word.Z))
    sticky[Word.Z] =
      state.systemA || state.modal.absolute ? lengthOf(state, Word.Z) : startZ + lengthOf(state, Word.Z);
  if (has(block, Word.W)) sticky[Word.Z] = startZ + lengthOf(state, Word.W);
  const x = sticky[Word.X]!;
  const z = sticky[Word.Z]!;
  if (Number.isNaN(x) || Number.isNaN(z)) {
    report(state, 'turning.no-parameters', { code: gName(code), letters: Number.isNaN(x) ? 'X' : 'Z' });
    return;
  }
  state.unplaced &= ~0b101;
  const taper = Number.isNaN(sticky[Word.R]!) ? 0 : sticky[Word.R]!;
  const thread = code === 920;
  inCycle(state, {
    code: code / 10,
    kind: thread ? 'thread' : 'turn',
    depthMm: Math.abs(startX - x),
    pitchMm: thread ? leadOf(state) : 0,
  });
  const go = (kind: number, toX: number, toZ: number, flags = 0): void => {
    goal.set(programmed);
    goal[0] = toX;
    goal[2] = toZ;
    moveToGoal(
      state,
      kind,
      MoveFlag.cycle | flags,
      thread && kind === MoveKind.thread ? leadOf(state) : undefined,
    );
  };
  if (code === 940) {
    go(MoveKind.rapid, startX, z + taper, MoveFlag.cycleStart);
    go(MoveKind.linear, x, z);
    go(MoveKind.linear, x, startZ);
    go(MoveKind.rapid, startX, startZ);
    return;
  }
  go(MoveKind.rapid, x + taper, startZ, MoveFlag.cycleStart);
  if (thread) {
    const chamferMm = state.turning.threadChamferLeads * leadOf(state);
    threadPass(go, { fromZ: startZ, toX: x, toZ: z, taper, clearX: startX, chamferMm });
  } else go(MoveKind.linear, x, z);
  go(thread ? MoveKind.rapid : MoveKind.linear, startX, z);
  go(MoveKind.rapid, startX, startZ);
};

/** G70 – G76. With P and Q they carry a contour out; without, they are the first line of a two-line form. */
export const turningAction = (state: Control, action: number): void => {
  // A cycle within a contour would call itself without end.
  if (state.walking) return;
  const { block } = state;
  const withContour = has(block, Word.P) && has(block, Word.Q);
  if (action === 760) threadCycle(state);
  else if (action === 740 || action === 750) groove(state, action);
  else if (action === 700) {
    if (withContour) runContour(state);
    else report(state, 'turning.no-parameters', { code: 'G70', letters: 'P and Q' });
  } else if (!withContour) firstLine(state, action);
  else {
    const contour = readContour(state, action);
    if (!contour) return;
    if (action === 730) patternRepeat(state, contour);
    else roughing(state, { contour, facing: action === 720 });
    contour.goOn();
  }
  outOfCycle(state);
};

const firstLine = (state: Control, action: number): void => {
  const { block, turning } = state;
  if (action === 730) {
    if (has(block, Word.U)) turning.patternXMm = cycleLength(state, Word.U);
    if (has(block, Word.W)) turning.patternZMm = cycleLength(state, Word.W);
    if (has(block, Word.R)) turning.patternCount = countOf(state);
    return;
  }
  const word = action === 720 ? Word.W : Word.U;
  if (has(block, word)) turning.depthMm = Math.abs(cycleLength(state, word));
  else if (has(block, Word.D)) turning.depthMm = Math.abs(cycleLength(state, Word.D));
  if (has(block, Word.R)) turning.retractMm = Math.abs(cycleLength(state, Word.R));
};

/** `R10` and, with a control that wants a point, `R0.010` are ten. */
const countOf = (state: Control): number => {
  const value = Math.abs(state.block.words[Word.R]!);
  return Math.max(1, Math.min(10_000, Math.round(value < 1 ? value * 1000 : value)));
};
