/** Where the axis words of a block lead. */

import { planeAxes } from '../../moves/plane-axes.ts';
import { has, Word } from '../block.ts';
import type { Control, VirtualAxes } from '../control.ts';
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

const rotaryWords = [Word.A, Word.B, Word.C] as const;
const degrees = 180 / Math.PI;
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
  const { virtual } = state;
  let named = virtual ? setVirtualGoal(state, virtual) : 0;
  const hidden = virtual ? hiddenBy(virtual) : 0;
  if ((present & anyAxis) !== 0) {
    for (let axis = 0; axis < 6; axis++) {
      const word = axisWords[axis]!;
      if ((present & (1 << word)) === 0 || (hidden & (1 << axis)) !== 0) continue;
      named |= 1 << axis;
      const value = axis === 0 ? xOf(state, word) : axis < 3 ? lengthOf(state, word) : angleOf(state, word);
      if (modal.absolute || (state.systemA && axis < 6)) {
        goal[axis] = value;
        state.unplaced &= ~(1 << axis);
      } else goal[axis]! += value;
    }
    if (state.polar && named !== 0) fromPolar(state, named);
  }
  if (state.lathe && (present & increments) !== 0) named |= addIncrements(state, hidden);
  return named;
};

/** Fills `state.goal` with the axes that the machine does not have; answers the bits of those. */
const setVirtualGoal = (state: Control, virtual: VirtualAxes): number => {
  const { goal, block, modal } = state;
  const put = (
    axis: number,
    word: number,
    value: number,
    increment = !modal.absolute && !state.systemA,
  ): number => {
    if (!has(block, word)) return 0;
    goal[axis] = increment ? goal[axis]! + value : value;
    if (!increment) state.unplaced &= ~(1 << axis);
    return 1 << axis;
  };
  if (virtual.kind === 'cylinder') {
    const { rotary, unrolled, radiusMm, byLength } = virtual;
    if (byLength) return 0;
    const along = (word: number): number => (angleOf(state, word) / degrees) * radiusMm;
    const word = rotaryWords[rotary - 3]!;
    const named = put(unrolled, word, along(word));
    return rotary === 5 && state.systemA ? named | put(unrolled, Word.H, along(Word.H), true) : named;
  }
  const haas = state.dialect === 'haas-lathe';
  const x = (word: number): number => (haas ? lengthOf(state, word) : xOf(state, word));
  const second = haas ? Word.Y : Word.C;
  const named = put(0, Word.X, x(Word.X)) | put(1, second, lengthOf(state, second));
  if (!state.systemA) return named;
  return (
    named |
    put(0, Word.U, x(Word.U), true) |
    put(1, haas ? Word.V : Word.H, lengthOf(state, haas ? Word.V : Word.H), true)
  );
};

/** Axes whose words mean something else while G12.1 or G7.1 is in force. */
const hiddenBy = (virtual: VirtualAxes): number =>
  virtual.kind === 'face' ? 0b100011 : (1 << virtual.rotary) | (virtual.byLength ? 0 : 1 << virtual.unrolled);

/** U, V, W and H of lathes: increments along X, Y, Z and C. */
const addIncrements = (state: Control, hidden: number): number => {
  const { block, goal } = state;
  let named = 0;
  if (has(block, Word.U) && (hidden & 1) === 0) {
    goal[0]! += xOf(state, Word.U);
    named |= 1;
  }
  if (has(block, Word.V) && (hidden & 2) === 0) {
    goal[1]! += lengthOf(state, Word.V);
    named |= 2;
  }
  if (has(block, Word.W)) {
    goal[2]! += lengthOf(state, Word.W);
    named |= 4;
  }
  if (state.systemA && has(block, Word.H) && (hidden & 32) === 0) {
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
