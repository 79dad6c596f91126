/** Work offsets, G52, G92, G10, scaling, mirror and rotation: what shifts the program's coordinates. */
import { MoveKind } from '../moves/move-kind.ts';
import { planeAxes } from '../moves/plane-axes.ts';
import { has, Word, wordOr } from './block.ts';
import type { Control } from './control.ts';
import { event } from './motion/emit.ts';
import { angleOf, lengthOf, xOf } from './motion/target.ts';
import { report } from './report.ts';

const axisWords = [Word.X, Word.Y, Word.Z, Word.A, Word.B, Word.C] as const;

/** The word of an axis in mm or degrees, X as radius. */
export const axisValue = (state: Control, axis: number): number => {
  const word = axisWords[axis]!;
  return axis === 0 ? xOf(state, word) : axis < 3 ? lengthOf(state, word) : angleOf(state, word);
};

const namesAxis = (state: Control, axis: number): boolean => has(state.block, axisWords[axis]!);

/** The tool stays, its coordinates are others. */
export const placed = (state: Control): void => {
  state.placing.changed();
  state.placing.toProgram(state.position, state.programmed);
  state.context = undefined;
  event(state, MoveKind.offsets, 0);
};

export const selectOffset = (state: Control, offset: number): void => {
  if (offset === state.placing.workOffset()) return;
  state.placing.select(offset);
  // LinuxCNC and Fanuc alike: the next absolute move goes by the new offset, nothing moves now.
  placed(state);
};

/** G54.1 P, G154 P of Haas. */
export const selectExtended = (state: Control): void => {
  const number = wordOr(state.block, Word.P, 1);
  if (!Number.isInteger(number) || number < 1 || number > 300) {
    report(state, 'offset.unknown-work', { code: `G54.1 P${number}` });
    return;
  }
  selectOffset(state, 100 + number);
};

/** G52: a local zero in the work offset. LinuxCNC keeps it in the place of G92. */
export const localZero = (state: Control): void => {
  const axes = state.linuxcnc ? state.placing.shift : state.placing.local;
  for (let axis = 0; axis < 6; axis++) if (namesAxis(state, axis)) axes[axis] = axisValue(state, axis);
  placed(state);
};

/** G92 (lathe: G50) X…: the tool's place gets these coordinates. */
export const presetPosition = (state: Control): void => {
  const { placing, programmed } = state;
  for (let axis = 0; axis < 6; axis++) {
    if (!namesAxis(state, axis)) continue;
    placing.shift[axis]! += programmed[axis]! - axisValue(state, axis);
    state.unplaced &= ~(1 << axis);
  }
  // A lathe's U and W shift by what they say.
  if (state.lathe && has(state.block, Word.U)) placing.shift[0]! -= xOf(state, Word.U);
  if (state.lathe && has(state.block, Word.W)) placing.shift[2]! -= lengthOf(state, Word.W);
  state.savedShift.set(placing.shift);
  placed(state);
};

/** G92.1, G92.2 (kept for G92.3), G92.3. */
export const clearPreset = (state: Control, code: number): void => {
  const { shift } = state.placing;
  if (code === 923) shift.set(state.savedShift);
  else shift.fill(0);
  if (code === 921) state.savedShift.fill(0);
  placed(state);
};

/** G10 L2/L20 (work offsets) and L1/L10 … (tool table). */
export const setData = (state: Control): void => {
  const { block, placing } = state;
  const l = wordOr(block, Word.L, state.lathe ? 2 : Number.NaN);
  const p = wordOr(block, Word.P, 0);
  if (l !== 2 && l !== 20) return;
  const number =
    l === 20 && !state.linuxcnc ? 100 + p : p === 0 ? (state.linuxcnc ? placing.workOffset() : 0) : p;
  if (number === 0 && !state.linuxcnc) return;
  const axes = placing.offsets.get(number) ?? new Float64Array(6);
  if (has(block, Word.R) && state.linuxcnc && l === 2)
    placing.offsetRotations.set(number, block.words[Word.R]!);
  for (let axis = 0; axis < 6; axis++) {
    if (!namesAxis(state, axis)) continue;
    const value = axisValue(state, axis);
    if (l === 20 && state.linuxcnc) axes[axis]! += state.programmed[axis]! - value;
    else axes[axis] = state.modal.absolute || state.linuxcnc ? value : axes[axis]! + value;
  }
  placing.offsets.set(number, axes);
  if (number === placing.workOffset()) placed(state);
};

/** G51, G51.1 and their ends; G68, G69. */
export const setShape = (state: Control, code: number): void => {
  const { placing, block } = state;
  switch (code) {
    case 500:
      placing.scale.fill(1);
      break;
    case 501:
      placing.mirrored = 0;
      break;
    case 690:
      placing.rotation = undefined;
      placing.tilt = undefined;
      break;
    case 511:
      for (let axis = 0; axis < 6; axis++) {
        if (!namesAxis(state, axis)) continue;
        placing.mirrored |= 1 << axis;
        placing.mirrorCentre[axis] = axisValue(state, axis);
      }
      break;
    case 510: {
      for (let axis = 0; axis < 3; axis++) {
        placing.scaleCentre[axis] = namesAxis(state, axis) ? axisValue(state, axis) : state.programmed[axis]!;
        const own = [Word.I, Word.J, Word.K][axis]!;
        placing.scale[axis] = factor(state, has(block, Word.P) ? Word.P : own);
      }
      break;
    }
    default:
  }
  placed(state);
};

/** A whole number counts thousandths (`P2000` is 2). */
const factor = (state: Control, word: number): number => {
  const { block } = state;
  if (!has(block, word)) return 1;
  const value = block.words[word]!;
  const scale = (block.integers & (1 << word)) !== 0 && Math.abs(value) >= 10 ? value / 1000 : value;
  return scale === 0 || !Number.isFinite(scale) ? 1 : scale;
};

/** G68 X Y R. */
export const rotate = (state: Control): void => {
  const { placing, block, modal } = state;
  const { first, second } = planeAxes(modal.plane);
  if (!has(block, Word.R)) report(state, 'rotation.incomplete');
  const before = modal.absolute ? 0 : (placing.rotation?.angleDeg ?? 0);
  placing.rotation = {
    plane: modal.plane,
    centre1: namesAxis(state, first) ? axisValue(state, first) : state.programmed[first]!,
    centre2: namesAxis(state, second) ? axisValue(state, second) : state.programmed[second]!,
    angleDeg: before + (has(block, Word.R) ? angleOf(state, Word.R) : 0),
  };
  placed(state);
};

/** G43 H, G44, G49: which length is taken into account. The machine stands; the point whose way is told is another one then. */
export const setToolLength = (state: Control, code: number): void => {
  const { modal, block, profile } = state;
  const before = modal.lengthOffset;
  if (code === 490) modal.lengthOffset = 0;
  else modal.lengthOffset = wordOr(block, Word.H, state.linuxcnc ? modal.tool : modal.lengthOffset);
  if (modal.lengthOffset !== before) state.context = undefined;
  const length = profile.toolOffsets[modal.lengthOffset]?.lengthMm ?? 0;
  const added = (code === 440 ? -length : length) - state.toolLengthMm;
  if (added === 0) return;
  state.toolLengthMm += added;
  state.position[2]! -= added;
  placed(state);
};

export const radiusOfOffset = (state: Control, number: number): number | undefined =>
  state.profile.toolOffsets[number]?.radiusMm;
