/** Lengths in the blocks of G71, G72 and G73. */
import type { Control } from '../control.ts';
import { lengthOf, xOf } from '../motion/target.ts';

/** No cut is this deep, and no allowance this thick. */
const impossibleMm = 25;
const impossibleInch = 2;

/** `G71 U625 R500` means 0.0625": many who write points everywhere else write whole least increments here. */
export const cycleLength = (state: Control, word: number): number =>
  lengthOf(state, word) * scale(state, word);

/** Along X. */
export const cycleX = (state: Control, word: number): number => xOf(state, word) * scale(state, word);

const scale = ({ block, profile, modal }: Control, word: number): number => {
  const whole = (block.integers & (1 << word)) !== 0;
  const impossible = modal.inch ? impossibleInch : impossibleMm;
  if (!whole || profile.decimals !== 'calculator' || Math.abs(block.words[word]!) < impossible) return 1;
  return modal.inch ? profile.leastIncrementInch : profile.leastIncrementMm;
};
