/** G76 of LinuxCNC: P pitch, Z end, I offset of the peaks, J first cut, K depth, R degression, Q angle, H spring passes, E and L tapers. */
import { MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { has, Word } from '../block.ts';
import type { Control } from '../control.ts';
import { moveToGoal } from '../motion/emit.ts';
import { lengthOf, setGoal } from '../motion/target.ts';
import { report } from '../report.ts';
import { inCycle, outOfCycle } from './in-cycle.ts';

const mostPasses = 1000;
const mostSprings = 100;

export const linuxcncThread = (state: Control): void => {
  const { block, goal, programmed, modal } = state;
  setGoal(state);
  const end = goal.slice();
  const [startX, startY, startZ] = [programmed[0]!, programmed[1]!, programmed[2]!];
  const across = (word: number): number =>
    has(block, word) ? lengthOf(state, word) / (modal.diameter ? 2 : 1) : 0;
  const [offset, first, height] = [across(Word.I), across(Word.J), across(Word.K)];
  const pitch = has(block, Word.P) ? Math.abs(lengthOf(state, Word.P)) : 0;
  if (offset === 0 || !(first > 0) || !(height > first) || !(pitch > 0)) {
    const missing = [offset === 0 && 'I', !(first > 0) && 'J', !(height > first) && 'K', !(pitch > 0) && 'P'];
    report(state, 'turning.no-parameters', { code: 'G76', letters: missing.filter(Boolean).join(', ') });
    return;
  }
  inCycle(state, { code: 76, kind: 'thread', depthMm: height, peckMm: first, pitchMm: pitch });
  const towards = end[2]! > startZ ? -1 : 1;
  // Into the wall: outwards in a bore, whose peaks lie further out than the tool.
  const inwards = offset > 0 ? 1 : -1;
  const slope = towards * Math.tan(((has(block, Word.Q) ? block.words[Word.Q]! : 0) * Math.PI) / 180);
  const degression = has(block, Word.R) ? Math.max(1, block.words[Word.R]!) : 1;
  const tapers = has(block, Word.L) ? Math.trunc(block.words[Word.L]!) : 0;
  const taper = Math.max(0, has(block, Word.E) ? lengthOf(state, Word.E) : 0);
  const steep = taper > 0 ? (pitch * Math.hypot(taper, height)) / taper : pitch;
  const peaks = Math.abs(offset);
  const full = peaks + height;
  const targetZ = end[2]! + height * slope;

  const go = (kind: number, depth: number, z: number, lead = pitch): void => {
    goal.set(programmed);
    goal[0] = startX + inwards * depth;
    goal[1] = startY;
    goal[2] = z;
    moveToGoal(state, kind, MoveFlag.cycle | (kind === MoveKind.thread ? MoveFlag.locked : 0), lead);
  };
  const pass = (depth: number): void => {
    const back = (depth - peaks) * slope;
    go(MoveKind.rapid, depth - full, startZ - back);
    if (taper > 0 && (tapers & 1) !== 0) {
      go(MoveKind.thread, depth - height, startZ - back, steep);
      go(MoveKind.thread, depth, startZ - back - towards * taper, steep);
    } else go(MoveKind.rapid, depth, startZ - back);
    if (taper > 0 && (tapers & 2) !== 0) {
      go(MoveKind.thread, depth, targetZ - back + towards * taper);
      go(MoveKind.thread, depth - height, targetZ - back, steep);
    } else go(MoveKind.thread, depth, targetZ - back);
    go(MoveKind.rapid, depth - full, targetZ - back);
  };

  let depth = peaks + first;
  for (let n = 2; depth < full && n < mostPasses; n++) {
    pass(depth);
    depth = peaks + first * n ** (1 / degression);
  }
  const springs = has(block, Word.H) ? Math.min(mostSprings, Math.max(0, block.words[Word.H]!)) : 0;
  for (let n = 0; n < springs + 1; n++) pass(full);
  goal.set(end);
  moveToGoal(state, MoveKind.rapid, MoveFlag.cycle);
  outOfCycle(state);
};
