/** Where the axis words of a block lead. */

import { planeAxes } from '../../moves/plane-axes.ts';
import { has, Word } from '../block.ts';
import type { Control } from '../control.ts';
import { copyAxes } from './copy-axes.ts';

const inch = 25.4;

/** A length in mm: least increments and inches are made mm. */
export const lengthOf = (state: Control, word: number): number => {
  const { block, modal, profile } = state;
  let value = block.words[word]!;
  if (profile.decimals === 'least-increment' && (block.integers & (1 << word)) !== 0) {
    value *= modal.inch ? profile.leastIncrementInch : profile.leastIncrementMm;
  }
  return modal.inch ? value * inch : value;
};

/** Degrees; least increments of 0.001 degrees. */
export const angleOf = (state: Control, word: number): number => {
  const { block, profile } = state;
  const value = block.words[word]!;
  return profile.decimals === 'least-increment' && (block.integers & (1 << word)) !== 0
    ? value * 0.001
    : value;
};

const axisWords = [Word.X, Word.Y, Word.Z, Word.A, Word.B, Word.C] as const;
const anyAxis = axisWords.reduce<number>((mask, word) => mask | (1 << word), 0);
const increments = (1 << Word.U) | (1 << Word.V) | (1 << Word.W) | (1 << Word.H);

/** Whether the block names an axis. */
export const namesAxis = (state: Control): boolean =>
  (state.block.present & anyAxis) !== 0 ||
  (state.lathe && (state.block.present & (increments & ~(1 << Word.H))) !== 0);

/** X as a radius, whatever the program writes. */
export const xOf = (state: Control, word: number): number => {
  const value = lengthOf(state, word);
  return state.modal.diameter ? value / 2 : value;
};

/** Fills `state.goal` from the axis words; answers the bits of the axes that are named. */
export const setGoal = (state: Control): number => {
  const { block, goal, modal } = state;
  const { present } = block;
  copyAxes(state.programmed, goal);
  let named = 0;
  if ((present & anyAxis) !== 0) {
    for (let axis = 0; axis < 6; axis++) {
      const word = axisWords[axis]!;
      if ((present & (1 << word)) === 0) continue;
      named |= 1 << axis;
      const value = axis === 0 ? xOf(state, word) : axis < 3 ? lengthOf(state, word) : angleOf(state, word);
      if (modal.absolute || (state.systemA && axis < 6)) {
        goal[axis] = value;
        state.unplaced &= ~(1 << axis);
      } else goal[axis]! += value;
    }
    if (state.polar && named !== 0) fromPolar(state, named);
  }
  if (state.lathe && (present & increments) !== 0) named |= addIncrements(state);
  return named;
};

/** U, V, W and H of lathes: increments along X, Y, Z and C. */
const addIncrements = (state: Control): number => {
  const { block, goal } = state;
  let named = 0;
  if (has(block, Word.U)) {
    goal[0]! += xOf(state, Word.U);
    named |= 1;
  }
  if (has(block, Word.V)) {
    goal[1]! += lengthOf(state, Word.V);
    named |= 2;
  }
  if (has(block, Word.W)) {
    goal[2]! += lengthOf(state, Word.W);
    named |= 4;
  }
  if (state.systemA && has(block, Word.H)) {
    goal[5]! += angleOf(state, Word.H);
    named |= 32;
  }
  return named;
};

/** G16: the first axis of the plane is the distance from the program's zero, the second the angle. */
const fromPolar = (state: Control, named: number): void => {
  const { first, second } = planeAxes(state.modal.plane);
  const { goal, programmed, modal, block } = state;
  if ((named & ((1 << first) | (1 << second))) === 0) return;
  const radiusBefore = Math.hypot(programmed[first]!, programmed[second]!);
  const angleBefore = (Math.atan2(programmed[second]!, programmed[first]!) * 180) / Math.PI;
  const radius =
    named & (1 << first)
      ? modal.absolute
        ? goal[first]!
        : radiusBefore + (goal[first]! - programmed[first]!)
      : radiusBefore;
  const word = axisWords[second]!;
  const angle =
    named & (1 << second)
      ? modal.absolute
        ? block.words[word]!
        : angleBefore + block.words[word]!
      : angleBefore;
  goal[first] = radius * Math.cos((angle * Math.PI) / 180);
  goal[second] = radius * Math.sin((angle * Math.PI) / 180);
};
