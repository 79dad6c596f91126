/** One hole of a drilling cycle, from the R level down and back. */

import type { CycleCall } from '../../moves/move-context.ts';
import { MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import type { Control } from '../control.ts';
import { spindle } from '../m-codes.ts';
import { event, moveToGoal } from '../motion/emit.ts';
import { report } from '../report.ts';
import { stepsOver } from './steps-over.ts';

/** Levels along the drilling axis in program coordinates, mm. */
export interface Hole {
  /** G code × 10. */
  readonly code: number;
  readonly kind: CycleCall['kind'];
  readonly normal: number;
  readonly initial: number;
  readonly r: number;
  readonly bottom: number;
  /** Where it goes back to. */
  readonly back: number;
  readonly peck: number;
  readonly dwell: number;
  readonly pitch: number;
  /** G76 and G87 step aside by it. */
  readonly shiftU: number;
  readonly shiftV: number;
}

/** Levels this near are one: increments that were added up are not to the last bit where coordinates are. */
export const nothing = 1e-6;

/** LinuxCNC's clearance of pecks: 0.010 inch or 0.254 mm. */
const linuxcncClearance = 0.254;
const mostPecks = 20_000;

export const drillHole = (state: Control, hole: Hole): void => {
  switch (hole.kind) {
    case 'tap':
      tap(state, hole);
      return;
    case 'peck':
    case 'chip-break':
      peck(state, hole);
      return;
    case 'bore':
      bore(state, hole);
      return;
    default:
      feed(state, hole, hole.bottom);
      wait(state, hole);
      rapid(state, hole, hole.back);
  }
};

const to = (state: Control, hole: Hole, level: number, kind: number): void => {
  state.goal.set(state.programmed);
  state.goal[hole.normal] = level;
  moveToGoal(state, kind, MoveFlag.cycle);
};

const feed = (state: Control, hole: Hole, level: number): void => {
  if (state.modal.feed === 0) report(state, 'feed.missing');
  state.unplaced &= ~(1 << hole.normal);
  to(state, hole, level, MoveKind.linear);
};

const rapid = (state: Control, hole: Hole, level: number): void => to(state, hole, level, MoveKind.rapid);

const wait = (state: Control, hole: Hole): void => {
  if (hole.dwell > 0 || (state.linuxcnc && hole.code === 820)) event(state, MoveKind.dwell, hole.dwell);
};

const peck = (state: Control, hole: Hole): void => {
  const { profile, linuxcnc } = state;
  const full = hole.kind === 'peck';
  const clearance = linuxcnc ? linuxcncClearance : full ? profile.peckClearanceMm : profile.chipBreakMm;
  const direction = hole.bottom < hole.r ? -1 : 1;
  const deep = Math.abs(hole.bottom - hole.r);
  const count = hole.peck > 0 ? stepsOver(state, deep, hole.peck) : 1;
  if (count > mostPecks) report(state, 'cycle.too-many-moves', { limit: mostPecks });
  const pecks = Math.min(count, mostPecks);
  for (let i = 1; i < pecks; i++) {
    const depth = hole.r + direction * hole.peck * i;
    feed(state, hole, depth);
    if (full) {
      rapid(state, hole, hole.r);
      rapid(state, hole, depth - direction * Math.min(clearance, hole.peck));
    } else rapid(state, hole, depth - direction * clearance);
  }
  feed(state, hole, hole.bottom);
  wait(state, hole);
  rapid(state, hole, hole.back);
};

const tap = (state: Control, hole: Hole): void => {
  const { modal } = state;
  if (state.linuxcnc) {
    const before = modal.spindle;
    feed(state, hole, hole.bottom);
    spindle(state, 'off');
    spindle(state, hole.code === 740 ? 'clockwise' : 'counterclockwise');
    event(state, MoveKind.dwell, hole.dwell);
    feed(state, hole, hole.back);
    spindle(state, 'off');
    spindle(state, before);
    return;
  }
  synchronised(state, hole, hole.bottom);
  wait(state, hole);
  synchronised(state, hole, hole.r);
  if (Math.abs(hole.back - hole.r) > nothing) rapid(state, hole, hole.back);
};

const synchronised = (state: Control, hole: Hole, level: number): void => {
  state.goal.set(state.programmed);
  state.goal[hole.normal] = level;
  state.unplaced &= ~(1 << hole.normal);
  moveToGoal(state, MoveKind.tap, MoveFlag.cycle | MoveFlag.locked, hole.pitch);
};

const bore = (state: Control, hole: Hole): void => {
  const { modal } = state;
  const before = modal.spindle;
  switch (hole.code) {
    case 760:
      feed(state, hole, hole.bottom);
      wait(state, hole);
      spindle(state, 'off');
      aside(state, hole, 1);
      rapid(state, hole, hole.back);
      aside(state, hole, -1);
      spindle(state, before);
      return;
    case 870:
      spindle(state, 'off');
      aside(state, hole, 1);
      rapid(state, hole, hole.r);
      aside(state, hole, -1);
      spindle(state, before);
      feed(state, hole, hole.bottom);
      wait(state, hole);
      spindle(state, 'off');
      aside(state, hole, 1);
      rapid(state, hole, hole.initial);
      aside(state, hole, -1);
      spindle(state, before);
      return;
    case 860:
    case 880:
      feed(state, hole, hole.bottom);
      wait(state, hole);
      spindle(state, 'off');
      rapid(state, hole, hole.back);
      spindle(state, before);
      return;
    default:
      feed(state, hole, hole.bottom);
      wait(state, hole);
      feed(state, hole, hole.r);
      if (Math.abs(hole.back - hole.r) > nothing) rapid(state, hole, hole.back);
  }
};

/** The tip leaves the wall. */
const aside = (state: Control, hole: Hole, sign: number): void => {
  if (hole.shiftU === 0 && hole.shiftV === 0) return;
  state.goal.set(state.programmed);
  state.goal[(hole.normal + 1) % 3]! += sign * hole.shiftU;
  state.goal[(hole.normal + 2) % 3]! += sign * hole.shiftV;
  moveToGoal(state, MoveKind.rapid, MoveFlag.cycle);
};
