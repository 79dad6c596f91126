/** G2 and G3: the centre from I, J, K or R, the checks on it, and the row. */
import { MoveKind } from '../../moves/move-kind.ts';
import { type PlaneAxes, planeAxes } from '../../moves/plane-axes.ts';
import { has, Word } from '../block.ts';
import type { Control } from '../control.ts';
import { report, reportWord } from '../report.ts';
import { moveToGoal, moveToTarget } from './emit.ts';
import { lengthOf } from './target.ts';

const centreWords = [Word.I, Word.J, Word.K] as const;

interface Centre {
  readonly u: number;
  readonly v: number;
}

/** `state.goal` is the end. */
export const arcMove = (state: Control, clockwise: boolean, flags: number): void => {
  const axes = planeAxes(state.modal.plane);
  const { block, virtual } = state;
  if (virtual?.kind === 'cylinder' && virtual.flipped) clockwise = !clockwise;
  const byRadius = has(block, Word.R);
  const centre = byRadius ? centreByRadius(state, axes, clockwise) : centreByWords(state, axes);
  if (!centre) {
    moveToGoal(state, MoveKind.linear, flags);
    return;
  }
  const direction = clockwise ? -1 : 1;
  // LinuxCNC: P whole turns; each beyond the first is a full one.
  const more =
    state.linuxcnc && has(block, Word.P)
      ? Math.min(10_000, Math.max(1, Math.trunc(block.words[Word.P]!)))
      : 1;
  drawArc(state, { axes, centre, turns: direction * more, flags });
};

interface Drawing {
  readonly axes: PlaneAxes;
  readonly centre: Centre;
  readonly turns: number;
  readonly flags: number;
}

/** From the programmed point to `state.goal` around a centre in program coordinates. */
const drawArc = (state: Control, { axes, centre, turns, flags }: Drawing): void => {
  const { placing, goal, target } = state;
  const { first, second } = axes;
  if (
    placing.bent() &&
    Math.abs(Math.abs(placing.scale[first]!) - Math.abs(placing.scale[second]!)) > 1e-12
  ) {
    report(state, 'scaling.unequal-arc');
    chords(state, { axes, centre, turns, flags, steps: ellipseSteps });
    return;
  }
  if (placing.tilt) {
    const radius = Math.hypot(state.programmed[first]! - centre.u, state.programmed[second]! - centre.v);
    chords(state, { axes, centre, turns, flags, steps: stepsFor(radius) });
    return;
  }
  const point = state.scratch;
  point.set(goal);
  point[first] = centre.u;
  point[second] = centre.v;
  placing.toFrame(point, target);
  const centre1 = target[first]!;
  const centre2 = target[second]!;
  const flips =
    Number((placing.mirrored & (1 << first)) !== 0) +
    Number((placing.mirrored & (1 << second)) !== 0) +
    Number(placing.scale[first]! < 0) +
    Number(placing.scale[second]! < 0);
  placing.toFrame(goal, target);
  state.programmed.set(goal);
  moveToTarget(state, MoveKind.arc, flags, { centre1, centre2, turns: flips % 2 === 1 ? -turns : turns });
};

const ellipseSteps = 72;
/** How far a chord may lie off its arc, mm. */
const chordMm = 0.002;
const mostChords = 720;

interface Chords extends Drawing {
  /** Of a whole turn. */
  readonly steps: number;
}

/** As short lines: what an arc becomes in a plane that no code names, or with unequal scales. */
const chords = (state: Control, { axes, centre, turns, flags, steps }: Chords): void => {
  const { goal, programmed } = state;
  const { first, second } = axes;
  const start = programmed.slice();
  const end = goal.slice();
  const radius = Math.hypot(start[first]! - centre.u, start[second]! - centre.v);
  const from = Math.atan2(start[second]! - centre.v, start[first]! - centre.u);
  let sweep = Math.atan2(end[second]! - centre.v, end[first]! - centre.u) - from;
  if (turns > 0 && sweep <= 1e-9) sweep += 2 * Math.PI;
  if (turns < 0 && sweep >= -1e-9) sweep -= 2 * Math.PI;
  const count = Math.max(1, Math.ceil((steps * Math.abs(sweep)) / (2 * Math.PI)));
  for (let step = 1; step < count; step++) {
    const share = step / count;
    for (let axis = 0; axis < 6; axis++) goal[axis] = start[axis]! + (end[axis]! - start[axis]!) * share;
    goal[first] = centre.u + radius * Math.cos(from + sweep * share);
    goal[second] = centre.v + radius * Math.sin(from + sweep * share);
    moveToGoal(state, MoveKind.linear, flags);
  }
  goal.set(end);
  moveToGoal(state, MoveKind.linear, flags);
};

const stepsFor = (radius: number): number =>
  Math.min(
    mostChords,
    Math.max(8, Math.ceil(Math.PI / Math.acos(Math.max(0, 1 - chordMm / Math.max(radius, chordMm))))),
  );

const centreByWords = (state: Control, { first, second }: PlaneAxes): Centre | undefined => {
  const { block, programmed, goal, modal } = state;
  const wordU = state.virtual?.kind === 'cylinder' && state.virtual.flipped ? Word.I : centreWords[first]!;
  const wordV = centreWords[second]!;
  if (!has(block, wordU) && !has(block, wordV)) {
    report(state, isFanuc(state) ? 'arc.as-line' : 'arc.no-centre');
    return undefined;
  }
  const baseU = modal.absoluteCentre ? 0 : programmed[first]!;
  const baseV = modal.absoluteCentre ? 0 : programmed[second]!;
  // Without the word the centre lies level with the start, in both modes.
  const u = has(block, wordU) ? baseU + lengthOf(state, wordU) : programmed[first]!;
  const v = has(block, wordV) ? baseV + lengthOf(state, wordV) : programmed[second]!;
  const start = Math.hypot(programmed[first]! - u, programmed[second]! - v);
  const end = Math.hypot(goal[first]! - u, goal[second]! - v);
  if (start < 1e-9) {
    report(state, 'arc.no-radius');
    return undefined;
  }
  const known = (state.unplaced & ((1 << first) | (1 << second))) === 0;
  const tolerance = Math.max(state.profile.arcToleranceMm, 0.001 * start);
  if (known && Math.abs(start - end) > tolerance) {
    const absolute = state.linuxcnc ? undefined : absoluteCentre(state, { first, second }, tolerance);
    if (absolute) return absolute;
    const small = isFanuc(state) && Math.abs(start - end) <= 0.5;
    report(state, small ? 'arc.radius-uneven' : 'arc.radius-mismatch', {
      difference: Math.abs(start - end),
      start,
      end,
    });
  }
  return { u, v };
};

const isFanuc = ({ dialect }: Control): boolean => dialect.startsWith('fanuc');

/** Some controls, and posts for them, write the centre as coordinates; then start and end fit it exactly. */
const absoluteCentre = (
  state: Control,
  { first, second }: Pick<PlaneAxes, 'first' | 'second'>,
  tolerance: number,
): Centre | undefined => {
  const { block, programmed, goal } = state;
  const u = has(block, centreWords[first]!) ? lengthOf(state, centreWords[first]!) : programmed[first]!;
  const v = has(block, centreWords[second]!) ? lengthOf(state, centreWords[second]!) : programmed[second]!;
  const start = Math.hypot(programmed[first]! - u, programmed[second]! - v);
  const end = Math.hypot(goal[first]! - u, goal[second]! - v);
  if (start < 1e-6 || Math.abs(start - end) > tolerance) return undefined;
  report(state, 'arc.centre-absolute');
  return { u, v };
};

/** The shorter arc for R > 0, the longer one for R < 0. */
const centreByRadius = (
  state: Control,
  { first, second }: PlaneAxes,
  clockwise: boolean,
): Centre | undefined => {
  const { programmed, goal } = state;
  const radius = lengthOf(state, Word.R);
  const u = goal[first]! - programmed[first]!;
  const v = goal[second]! - programmed[second]!;
  const chord = Math.hypot(u, v);
  if (chord < 1e-9) {
    report(state, 'arc.r-full-circle');
    return undefined;
  }
  const half = chord / 2;
  let height2 = radius * radius - half * half;
  if (height2 < 0) {
    const known = (state.unplaced & ((1 << first) | (1 << second))) === 0;
    // Rounding of a half circle; beyond it there is no such arc.
    if (half - Math.abs(radius) > Math.max(state.profile.arcToleranceMm, 0.001 * half)) {
      if (known) reportWord(state, Word.R, 'arc.radius-too-small', { radius: Math.abs(radius), chord });
      return undefined;
    }
    height2 = 0;
  }
  const side = (clockwise ? 1 : -1) * (radius < 0 ? -1 : 1);
  const height = Math.sqrt(height2) * side;
  return {
    u: (programmed[first]! + goal[first]!) / 2 + (v / chord) * height,
    v: (programmed[second]! + goal[second]!) / 2 - (u / chord) * height,
  };
};
