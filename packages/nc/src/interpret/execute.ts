/** Carries out one block in the order in which a control does. */
import { MoveFlag, MoveKind } from '../moves/move-kind.ts';
import { has, hasM, Word } from './block.ts';
import { callAfterMove, calls } from './calls/call-block.ts';
import { type Control, noMotion } from './control.ts';
import { boltHoles } from './cycles/bolt-holes.ts';
import { circularPocket } from './cycles/circular-pocket.ts';
import { drillCycle } from './cycles/drill.ts';
import { linuxcncThread } from './cycles/linuxcnc-thread.ts';
import { turningAction, turningCycle } from './cycles/turning.ts';
import { applyG, isCycle } from './g-codes.ts';
import { beforeMotion, behindMotion, callTool, latheTool } from './m-codes.ts';
import { arcMove } from './motion/arc.ts';
import { event, moveToGoal } from './motion/emit.ts';
import { tipOf } from './motion/nose.ts';
import { spline } from './motion/spline.ts';
import { lengthOf, namesAxis, setGoal } from './motion/target.ts';
import { threadMove } from './motion/thread.ts';
import {
  clearPreset,
  localZero,
  presetPosition,
  radiusOfOffset,
  rotate,
  selectExtended,
  selectOffset,
  setData,
  setShape,
  setToolLength,
} from './offsets.ts';
import { nextProgram } from './program/next-program.ts';
import { machineMove, setReference, toReference } from './reference.ts';
import { report, reportWord } from './report.ts';
import { tiltPlane } from './tilted-plane.ts';
import { beginFace, cylinder, endVirtual, mapOntoCylinder } from './virtual-axes.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Letters that may stand twice without a doubt: G, M, N, O, and I J K of G65. */
const mayRepeat = (1 << 6) | (1 << 12) | (1 << 13) | (1 << 14);

export const execute = (state: Control): void => {
  const { block } = state;
  if (block.twice & ~mayRepeat) reportTwice(state);
  if (has(block, Word.O) && nextProgram(state, block.words[Word.O]!)) return;
  for (let i = 0; i < block.gCount; i++) applyG(state, block.g[i]!);
  // Of a macro call every word is an argument.
  if (block.action === 650 || block.action === 660 || block.action === 661) {
    calls(state);
    return;
  }
  if (block.present & valueWords) readValues(state);
  if (block.mCount > 0) beforeMotion(state);
  if (block.compensation !== 0) setCompensation(state, block.compensation);
  if (block.toolLength !== 0) setToolLength(state, block.toolLength);
  if (block.workOffset !== 0) selectOffset(state, block.workOffset);
  if (block.extendedOffset) selectExtended(state);
  if (block.shape !== 0) setShape(state, block.shape);
  if (block.declined) forget(state);
  else if (block.action !== 0) act(state, block.action);
  else if (block.shape === 0 && !block.extendedOffset) move(state);
  if (block.mCount > 0) behindMotion(state);
  if (block.mCount > 0 && !state.ended) calls(state);
};

/** Where the axes are behind what was not carried out. */
const forget = (state: Control): void => {
  for (let axis = 0; axis < 6; axis++) if (has(state.block, axisWords[axis]!)) state.unplaced |= 1 << axis;
};

const axisWords = [Word.X, Word.Y, Word.Z, Word.A, Word.B, Word.C] as const;

const valueWords = (1 << Word.F) | (1 << Word.S) | (1 << Word.T) | (1 << Word.D) | (1 << Word.E);

const reportTwice = (state: Control): void => {
  const { block } = state;
  if (block.g[0] === 650 || block.g[0] === 660) return;
  for (let word = 0; word < 26; word++) {
    if (block.twice & ~mayRepeat & (1 << word))
      reportWord(state, word, 'word.twice', { letter: letters[word]! });
  }
};

const readValues = (state: Control): void => {
  const { block, modal } = state;
  if (has(block, Word.F) && !dwellsByF(state)) setFeed(state);
  if (has(block, Word.S)) setSpeed(state);
  if (has(block, Word.T)) {
    if (state.lathe) latheTool(state, block.words[Word.T]!);
    else if (state.profile.toolCall === 'T') callTool(state, block.words[Word.T]!);
    else modal.nextTool = block.words[Word.T]!;
  }
  if (has(block, Word.D) && !state.lathe && modal.radiusOffset !== block.words[Word.D]!) {
    modal.radiusOffset = block.words[Word.D]!;
    state.context = undefined;
  }
};

const setFeed = (state: Control): void => {
  const { block, modal, profile } = state;
  let value = block.words[Word.F]!;
  const whole = profile.decimals === 'least-increment' && (block.integers & (1 << Word.F)) !== 0;
  if (whole && modal.feedMode === 'per-revolution') value *= modal.inch ? 0.0001 : 0.001;
  const feed = modal.feedMode === 'inverse-time' || !modal.inch ? value : value * 25.4;
  modal.feed = feed < 0 ? 0 : feed;
};

const setSpeed = (state: Control): void => {
  const { block, modal } = state;
  const value = Math.abs(block.words[Word.S]!);
  if (
    block.action === 500 ||
    (block.action === 920 && state.lathe) ||
    (block.action === 920 && !namesAxis(state))
  ) {
    modal.speedLimit = value;
    state.context = undefined;
    return;
  }
  const speed = modal.surface && modal.inch ? value * 0.3048 : value;
  if (modal.speed === speed && !block.speedMode) return;
  modal.speed = speed;
  state.context = undefined;
  if (modal.spindle !== 'off' && !hasM(block, 3) && !hasM(block, 4)) event(state, MoveKind.spindle, 0);
};

const setCompensation = (state: Control, code: number): void => {
  // Roughing follows the contour as it is written.
  if (state.recording) return;
  state.corners.flush();
  const { modal, block, compensator } = state;
  const side = code === 400 ? 'off' : code === 410 || code === 411 ? 'left' : 'right';
  if (modal.compensation !== side) {
    modal.compensation = side;
    state.context = undefined;
  }
  if (side === 'off') {
    compensator.set(0, 0);
    return;
  }
  let radius: number | undefined;
  if (code === 411 || code === 421) radius = has(block, Word.D) ? lengthOf(state, Word.D) / 2 : 0;
  else {
    const number = state.lathe
      ? modal.radiusOffset
      : has(block, Word.D) || !state.linuxcnc
        ? modal.radiusOffset
        : modal.tool;
    radius = number === 0 ? 0 : radiusOfOffset(state, number);
    if (radius === undefined) report(state, 'compensation.no-radius', { number });
  }
  // Without a radius the programmed path is the path; nothing is to be shifted.
  if (radius === undefined || radius === 0) compensator.set(0, 0);
  else if (state.placing.tilt) {
    report(state, 'plane.tilted-shape');
    compensator.set(0, 0);
  } else {
    const nose = modal.plane === 18 ? state.profile.toolOffsets[modal.radiusOffset]?.nose : undefined;
    compensator.set(side === 'left' ? 1 : -1, radius, state.lathe ? tipOf(nose, radius) : undefined);
  }
};

const act = (state: Control, action: number): void => {
  switch (action) {
    case 40:
      dwell(state);
      return;
    case 100:
      setData(state);
      return;
    case 280:
    case 300:
      toReference(state, action === 300);
      return;
    case 281:
    case 301:
      setReference(state, action === 301);
      return;
    case 520:
      localZero(state);
      return;
    case 500:
    case 920:
      if (namesAxis(state) || !has(state.block, Word.S)) presetPosition(state);
      return;
    case 921:
    case 922:
    case 923:
      clearPreset(state, action);
      return;
    case 680:
      rotate(state);
      return;
    case 50:
    case 51:
      spline(state, action === 50);
      return;
    case 71:
      cylinder(state);
      return;
    case 1070:
      mapOntoCylinder(state);
      return;
    case 121:
      beginFace(state);
      return;
    case 131:
      endVirtual(state);
      return;
    case 682:
      tiltPlane(state);
      return;
    case 120:
    case 130:
      circularPocket(state, action === 120);
      return;
    case 310:
    case 382:
    case 383:
    case 384:
    case 385:
      if (setGoal(state) !== 0) moveToGoal(state, MoveKind.probe, 0);
      return;
    default:
      if (action < 700 || action > 760) return;
      if (state.lathe) turningAction(state, action);
      else boltHoles(state, action);
  }
};

/** Of controls that are neither Fanuc, Haas nor LinuxCNC: F beside G4 is the time and no feed. */
const dwellsByF = ({ block, dialect }: Control): boolean => block.action === 40 && dialect === 'iso';

/** P: milliseconds without a point, seconds with one; X and U: seconds. */
const dwell = (state: Control): void => {
  const { block } = state;
  let seconds = 0;
  if (has(block, Word.P)) {
    const value = block.words[Word.P]!;
    seconds = (block.integers & (1 << Word.P)) !== 0 && !state.linuxcnc ? value / 1000 : value;
  } else if (has(block, Word.X)) seconds = block.words[Word.X]!;
  else if (has(block, Word.U)) seconds = block.words[Word.U]!;
  else if (has(block, Word.F) && dwellsByF(state)) seconds = block.words[Word.F]!;
  event(state, MoveKind.dwell, Math.max(0, seconds));
};

const move = (state: Control): void => {
  const { block, modal } = state;
  const { motion } = modal;
  if (isCycle(motion)) {
    if (state.linuxcnc && motion === 760) {
      if (namesAxis(state)) linuxcncThread(state);
    } else if (state.lathe && motion >= 900) turningCycle(state, motion);
    else drillCycle(state, motion);
    return;
  }
  // A full circle names its centre and no axis.
  const circle = (motion === 20 || motion === 30) && (block.present & centreWords) !== 0;
  if (!namesAxis(state) && !circle) return;
  if (!state.unitsKnown) hintUnits(state);
  if (block.machine) {
    machineMove(state, motion === 10 ? MoveKind.linear : MoveKind.rapid);
    return;
  }
  if (motion === noMotion) return;
  if (setGoal(state) === 0 && !circle) return;
  const flags = modal.exactStop || block.exactStop ? MoveFlag.exactStop : 0;
  switch (motion) {
    case 0:
      moveToGoal(state, MoveKind.rapid, flags);
      break;
    case 10:
      feedCheck(state);
      corner(state);
      moveToGoal(state, MoveKind.linear, flags);
      break;
    case 20:
    case 30:
      feedCheck(state);
      arcMove(state, motion === 20, flags);
      break;
    default:
      threadMove(state);
  }
  if (state.modalCall) callAfterMove(state);
};

/** Once, at the first move. */
const hintUnits = (state: Control): void => {
  state.unitsKnown = true;
  report(state, 'units.assumed', { units: state.modal.inch ? 'inches' : 'millimetres' });
};

const feedCheck = (state: Control): void => {
  const { modal, block } = state;
  if (modal.feedMode === 'inverse-time') {
    if (!has(block, Word.F)) report(state, 'feed.inverse-missing');
  } else if (modal.feed === 0) report(state, 'feed.missing');
};

/** `,R` and `,C`; on lathes R and C beside a single axis too. */
const corner = (state: Control): void => {
  const { block, corners, position } = state;
  if ((block.present & cornerWords) === 0) return;
  if (state.placing.tilt) {
    if (!state.lathe && (block.present & ~(1 << Word.R) & cornerWords) !== 0)
      report(state, 'plane.tilted-shape');
    return;
  }
  if (has(block, Word.commaR)) corners.pend('fillet', lengthOf(state, Word.commaR), position);
  else if (has(block, Word.commaC)) corners.pend('chamfer', lengthOf(state, Word.commaC), position);
  else if (state.lathe && has(block, Word.R))
    corners.pend('fillet', Math.abs(lengthOf(state, Word.R)), position);
};

const centreWords = (1 << Word.I) | (1 << Word.J) | (1 << Word.K);
const cornerWords = (1 << Word.commaR) | (1 << Word.commaC) | (1 << Word.R);
