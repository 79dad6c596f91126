/** G71, G72 and G73: a contour roughed out by parallel cuts, or by the contour itself again and again. */
import { MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { has, Word } from '../block.ts';
import type { Control } from '../control.ts';
import { moveToGoal, moveToTarget } from '../motion/emit.ts';
import { lengthOf } from '../motion/target.ts';
import { report } from '../report.ts';
import type { Contour, Segment } from './contour.ts';
import { cutsAt, type Point, polyline } from './cuts.ts';
import { cycleLength, cycleX } from './cycle-length.ts';
import { inCycle } from './in-cycle.ts';
import { stepsOver } from './steps-over.ts';

const mostPasses = 2000;

interface Roughing {
  readonly contour: Contour;
  /** G72: cuts along X, levels along Z. */
  readonly facing: boolean;
}

export const roughing = (state: Control, { contour, facing }: Roughing): void => {
  const { turning, block } = state;
  const code = facing ? 'G72' : 'G71';
  if (has(block, Word.D)) turning.depthMm = Math.abs(cycleLength(state, Word.D));
  const depth = turning.depthMm;
  if (!(depth > 0)) {
    report(state, 'turning.no-parameters', {
      code,
      letters: facing ? 'W (depth of cut)' : 'U (depth of cut)',
    });
    return;
  }
  const leaveX = has(block, Word.U) ? cycleX(state, Word.U) : 0;
  const leaveZ = has(block, Word.W) ? cycleLength(state, Word.W) : 0;
  const points = polyline(contour, leaveX, leaveZ).map(
    ([level, along]): Point => (facing ? [along, level] : [level, along]),
  );
  const startLevel = facing ? contour.startZ : contour.startX;
  const startAlong = facing ? contour.startX : contour.startZ;
  const first = points[0]!;
  // The allowance may reach out beyond the start; the part does not.
  const side = startLevel >= first[0] - (facing ? leaveZ : leaveX) ? 1 : -1;
  const deepest = points.reduce(
    (least, [level]) => (side > 0 ? Math.min(least, level) : Math.max(least, level)),
    first[0],
  );
  const way = Math.abs(startLevel - deepest);
  const passes = way > 0 ? stepsOver(state, way, depth) : 0;
  if (passes > mostPasses) report(state, 'cycle.too-many-moves', { limit: mostPasses });
  const call = facing
    ? ({ code: 72, kind: 'rough-face' } as const)
    : ({ code: 71, kind: 'rough-turn' } as const);
  inCycle(state, { ...call, ...contour.below, depthMm: depth });
  const go = (kind: number, level: number, along: number, flags = 0): void => {
    state.goal.set(state.programmed);
    state.goal[facing ? 2 : 0] = level;
    state.goal[facing ? 0 : 2] = along;
    moveToGoal(state, kind, MoveFlag.cycle | flags);
  };
  const direction = Math.sign(points[points.length - 1]![1] - startAlong) || -1;
  const retract = turning.retractMm;
  let monotone = true;
  for (let pass = 1; pass <= Math.min(passes, mostPasses); pass++) {
    const level = startLevel - side * Math.min(depth * pass, way);
    const cuts = cutsAt(points, { level, side, startAlong });
    monotone &&= cuts.length <= 1;
    for (const [index, [from, to]] of cuts.entries()) {
      if (index > 0) go(MoveKind.rapid, level + side * retract, from);
      go(index > 0 ? MoveKind.linear : MoveKind.rapid, level, from, index === 0 ? MoveFlag.cycleStart : 0);
      go(MoveKind.linear, level, to);
      go(MoveKind.linear, level + side * retract, to - direction * retract);
    }
    if (cuts.length > 0) go(MoveKind.rapid, level + side * retract, startAlong);
  }
  if (!monotone) report(state, 'turning.not-monotone', { code });
  // Once along the contour with its allowance, and home.
  follow(state, contour, leaveX, leaveZ);
  go(MoveKind.rapid, startLevel, facing ? state.programmed[0]! : state.programmed[2]!);
  go(MoveKind.rapid, startLevel, startAlong);
};

/** Along the contour's own lines and arcs, shifted. */
const follow = (state: Control, contour: Contour, shiftX: number, shiftZ: number): void => {
  for (const [index, segment] of contour.segments.entries())
    draw(state, segment, { shiftX, shiftZ, rapid: index === 0 });
};

const draw = (
  state: Control,
  segment: Segment,
  { shiftX, shiftZ, rapid }: { shiftX: number; shiftZ: number; rapid: boolean },
): void => {
  const { goal, programmed, placing, target } = state;
  goal.set(programmed);
  goal[0] = segment.x + shiftX;
  goal[2] = segment.z + shiftZ;
  if (segment.turns === 0) {
    moveToGoal(
      state,
      rapid ? MoveKind.rapid : MoveKind.linear,
      MoveFlag.cycle | (rapid ? MoveFlag.cycleStart : 0),
    );
    return;
  }
  const offset = placing.placement().offsetMm;
  placing.toFrame(goal, target);
  programmed.set(goal);
  moveToTarget(state, MoveKind.arc, MoveFlag.cycle, {
    centre1: segment.centreZ + shiftZ + offset[2],
    centre2: segment.centreX + shiftX + offset[0],
    turns: segment.turns,
  });
};

/** G73: castings and forgings, whose skin is roughly the contour. */
export const patternRepeat = (state: Control, contour: Contour): void => {
  const { turning, block } = state;
  const leaveX = has(block, Word.U) ? cycleX(state, Word.U) : 0;
  const leaveZ = has(block, Word.W) ? cycleLength(state, Word.W) : 0;
  // One-line form: I and K are the ways, D the number.
  if (has(block, Word.I)) turning.patternXMm = lengthOf(state, Word.I);
  if (has(block, Word.K)) turning.patternZMm = lengthOf(state, Word.K);
  if (has(block, Word.D))
    turning.patternCount = Math.max(1, Math.min(10_000, Math.round(Math.abs(block.words[Word.D]!))));
  const passes = Math.min(turning.patternCount, mostPasses);
  const depthMm = Math.abs(turning.patternXMm) / passes;
  inCycle(state, { code: 73, kind: 'pattern', depthMm, ...contour.below });
  const home = (): void => {
    state.goal.set(state.programmed);
    state.goal[0] = contour.startX;
    state.goal[2] = contour.startZ;
    moveToGoal(state, MoveKind.rapid, MoveFlag.cycle);
  };
  for (let pass = 0; pass < passes; pass++) {
    const share = passes > 1 ? 1 - pass / (passes - 1) : 0;
    follow(state, contour, leaveX + turning.patternXMm * share, leaveZ + turning.patternZMm * share);
    home();
  }
};
