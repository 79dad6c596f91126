/**
 * G12.1 (G112) and G7.1 (G107): a rotary axis stands for a linear one. The face of a part is programmed in X and Y though the machine
 * turns it by C, and the skin of a cylinder as if it were unrolled. Ways are told as they are programmed, with Y as the axis that the
 * machine does not have: only so are lengths, feeds and arcs what they are on the part.
 */
import { MoveKind } from '../moves/move-kind.ts';
import { has, Word } from './block.ts';
import type { Control, VirtualAxes } from './control.ts';
import { event } from './motion/emit.ts';
import { lengthOf } from './motion/target.ts';
import { report } from './report.ts';

const rotaryWords = [Word.A, Word.B, Word.C] as const;
const degrees = 180 / Math.PI;

/** G12.1, G112: X is told as radius by Haas and as the profile says by Fanuc, whose word for Y is C. */
export const beginFace = (state: Control): void => {
  if (state.virtual) endVirtual(state);
  state.virtual = { kind: 'face', planeBefore: state.modal.plane };
  state.modal.plane = 17;
  state.programmed[1] = 0;
  state.unplaced &= ~2;
  report(state, 'virtual.face');
  moved(state);
};

/** G7.1 C30.: the axis and the radius of the cylinder; a radius of zero ends it. */
export const cylinder = (state: Control): void => {
  const at = rotaryWords.findIndex((word) => has(state.block, word));
  if (state.virtual) endVirtual(state);
  if (at < 0) return;
  const radiusMm = Math.abs(lengthOf(state, rotaryWords[at]!));
  if (radiusMm > 0) unroll(state, { radiusMm, rotary: 3 + at, unrolled: at === 1 ? 0 : 1, byLength: false });
};

/**
 * G107 A0. Y0. R2. of Haas mills (Mill Operator's Manual NGC 2017, Cylindrical Mapping): what is programmed along the linear axis turns the
 * rotary one; R: radius, Q: diameter of the cylinder. Alone it ends that. Without R and Q a setting of the control says the radius.
 */
export const mapOntoCylinder = (state: Control): void => {
  const { block } = state;
  const at = rotaryWords.findIndex((word) => has(block, word));
  const unrolled = has(block, Word.X) ? 0 : has(block, Word.Y) ? 1 : -1;
  if (state.virtual) endVirtual(state);
  if (at < 0 && unrolled < 0) return;
  const radiusMm = has(block, Word.R)
    ? Math.abs(lengthOf(state, Word.R))
    : has(block, Word.Q)
      ? Math.abs(lengthOf(state, Word.Q)) / 2
      : 0;
  if (at >= 0 && unrolled >= 0 && radiusMm > 0)
    unroll(state, { radiusMm, rotary: 3 + at, unrolled, byLength: true });
  else report(state, 'code.not-carried-out', { code: 'G107' });
};

type Unrolling = Pick<
  Extract<VirtualAxes, { kind: 'cylinder' }>,
  'radiusMm' | 'rotary' | 'unrolled' | 'byLength'
>;

const unroll = (state: Control, unrolling: Unrolling): void => {
  const { modal, programmed } = state;
  const { radiusMm, rotary, unrolled } = unrolling;
  state.virtual = {
    ...{ kind: 'cylinder', ...unrolling, kept: programmed[unrolled]! },
    flipped: state.lathe && modal.plane === 18,
    planeBefore: modal.plane,
  };
  modal.plane = state.lathe ? 19 : 17;
  programmed[unrolled] = (programmed[rotary]! / degrees) * radiusMm;
  state.unplaced &= ~(1 << unrolled);
  report(state, 'virtual.cylinder', { radius: radiusMm });
  moved(state);
};

/** G13.1, G113, G7.1 C0: the machine's axes again. */
export const endVirtual = (state: Control): void => {
  const { virtual, programmed, modal } = state;
  if (!virtual) return;
  state.virtual = undefined;
  modal.plane = virtual.planeBefore;
  if (virtual.kind === 'face') {
    const [x, y] = [programmed[0]!, programmed[1]!];
    programmed[0] = Math.hypot(x, y);
    programmed[1] = 0;
    programmed[5] = Math.atan2(y, x) * degrees;
  } else {
    programmed[virtual.rotary] = (programmed[virtual.unrolled]! / virtual.radiusMm) * degrees;
    programmed[virtual.unrolled] = virtual.kept;
  }
  moved(state);
};

/** The tool stays; the point whose way is told is another one. */
const moved = (state: Control): void => {
  state.placing.toFrame(state.programmed, state.position);
  state.context = undefined;
  event(state, MoveKind.offsets, 0);
};

/** G17 – G19 within a cylinder say which way its arcs turn. */
export const planeOfCylinder = (state: Control, plane: Control['modal']['plane']): boolean => {
  const { virtual } = state;
  if (virtual?.kind !== 'cylinder') return false;
  if (state.lathe) state.virtual = { ...virtual, flipped: plane === 18 };
  return true;
};
