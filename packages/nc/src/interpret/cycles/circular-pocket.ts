/** G12 and G13 of Haas: a circular pocket around the place at hand, in growing circles from I to K by Q, as deep as Z, L times. */
import { MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { has, Word, wordOr } from '../block.ts';
import type { Control } from '../control.ts';
import { moveToGoal, moveToTarget } from '../motion/emit.ts';
import { lengthOf, setGoal } from '../motion/target.ts';
import { radiusOfOffset } from '../offsets.ts';
import { report } from '../report.ts';

const mostCircles = 2000;
const mostLevels = 1000;

export const circularPocket = (state: Control, clockwise: boolean): void => {
  const { block, modal, programmed } = state;
  const code = clockwise ? 'G12' : 'G13';
  const length = (word: number): number => (has(block, word) ? Math.abs(lengthOf(state, word)) : 0);
  const [first, last, step] = [length(Word.I), length(Word.K), length(Word.Q)];
  if (!(first > 0) || (last > 0 && !(step > 0))) {
    report(state, 'turning.no-parameters', { code, letters: first > 0 ? 'Q' : 'I' });
    return;
  }
  if (modal.feed === 0) report(state, 'feed.missing');
  const offset = modal.radiusOffset;
  const known = offset === 0 ? 0 : radiusOfOffset(state, offset);
  if (known === undefined) report(state, 'compensation.no-radius', { number: offset });
  const tool = Math.abs(known ?? 0);
  const [centreX, centreY] = [programmed[0]!, programmed[1]!];
  const radii = radiiOf(state, { first, last, step, tool, code });
  const levels = Math.min(mostLevels, Math.max(1, Math.trunc(wordOr(block, Word.L, 1))));
  const sense = clockwise ? -1 : 1;
  /** Along the X axis through the centre, on its right or on its left. */
  let at = 0;
  const arcTo = (x: number, centre: number): void => {
    const { goal, target, placing } = state;
    goal.set(programmed);
    goal[0] = centreX + centre;
    placing.toFrame(goal, target);
    const [centre1, centre2] = [target[0]!, target[1]!];
    goal[0] = centreX + x;
    goal[1] = centreY;
    placing.toFrame(goal, target);
    programmed.set(goal);
    const flipped = ((placing.mirrored & 1) !== 0) !== ((placing.mirrored & 2) !== 0);
    moveToTarget(state, MoveKind.arc, MoveFlag.cycle, { centre1, centre2, turns: flipped ? -sense : sense });
    at = x;
  };
  for (let level = 0; level < levels; level++) {
    if (level === 0 || !modal.absolute) {
      setGoal(state);
      state.goal[0] = centreX;
      state.goal[1] = centreY;
      moveToGoal(state, MoveKind.linear, MoveFlag.cycle | MoveFlag.cycleStart);
    }
    for (const radius of radii) {
      // Half a circle out to the next one, which it touches; then once around.
      const x = at > 0 ? -radius : radius;
      arcTo(x, (at + x) / 2);
      arcTo(x, 0);
    }
    arcTo(0, at / 2);
  }
};

interface Circles {
  readonly first: number;
  readonly last: number;
  readonly step: number;
  readonly tool: number;
  readonly code: string;
}

/** Of the tool's centre. */
const radiiOf = (state: Control, { first, last, step, tool, code }: Circles): number[] => {
  const radii: number[] = [];
  const finished = last > 0 ? last : first;
  if (finished <= tool) {
    report(state, 'pocket.tool-too-large', { code, radius: finished, tool });
    return [];
  }
  if (last > 0)
    for (let radius = first; radius < last - 1e-6 && radii.length < mostCircles; radius += step)
      if (radius > tool) radii.push(radius - tool);
  radii.push(finished - tool);
  return radii;
};
