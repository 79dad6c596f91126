/** G68.2: a feature's own coordinates, aslant in the part. Ways are told in the part's coordinates, which no kinematics changes. */
import { has, Word, wordOr } from './block.ts';
import type { Control } from './control.ts';
import type { Tilt } from './motion/placing.ts';
import { angleOf, lengthOf } from './motion/target.ts';
import { placed } from './offsets.ts';
import { report } from './report.ts';

/** X Y Z: the feature's zero; I J K: turned about Z, then about its own X, then about its own Z (Euler's angles). */
export const tiltPlane = (state: Control): void => {
  const { block, placing } = state;
  const way = wordOr(block, Word.P, 0);
  if (way !== 0) {
    report(state, 'code.not-carried-out', { code: `G68.2 P${way}` });
    state.unplaced |= 0b111111;
    return;
  }
  const length = (word: number): number => (has(block, word) ? lengthOf(state, word) : 0);
  const angle = (word: number): number => (has(block, word) ? (angleOf(state, word) * Math.PI) / 180 : 0);
  placing.rotation = undefined;
  placing.tilt = {
    origin: [length(Word.X), length(Word.Y), length(Word.Z)],
    matrix: eulerMatrix(angle(Word.I), angle(Word.J), angle(Word.K)),
  };
  report(state, 'plane.tilted');
  placed(state);
};

/** Rz(a) · Rx(b) · Rz(c), by rows. */
const eulerMatrix = (a: number, b: number, c: number): Tilt['matrix'] => {
  const [ca, sa, cb, sb, cc, sc] = [
    Math.cos(a),
    Math.sin(a),
    Math.cos(b),
    Math.sin(b),
    Math.cos(c),
    Math.sin(c),
  ];
  return [
    ...[ca * cc - sa * cb * sc, -ca * sc - sa * cb * cc, sa * sb],
    ...[sa * cc + ca * cb * sc, -sa * sc + ca * cb * cc, -ca * sb],
    ...[sb * sc, sb * cc, cb],
  ];
};

/** G53.1: rotary axes turn until the tool stands upright on the plane; how far, the machine's kinematics knows. */
export const turnToPlane = (state: Control): void => {
  state.unplaced |= 0b111000;
};
