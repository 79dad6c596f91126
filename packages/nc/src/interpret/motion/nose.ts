/** The imaginary tip of a turning tool: the point that a lathe moves, which lies beside the nose. */
import type { Tip } from './compensator.ts';

/** By its number, 0 – 9, from the centre of the nose along Z and X, as Fanuc's manuals draw it with X upwards. */
const tips: readonly Tip[] = [
  [0, 0],
  ...([
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ] as const),
  ...([
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ] as const),
  [0, 0],
];

/** In the ZX plane, mm. */
export const tipOf = (nose: number | undefined, radiusMm: number): Tip => {
  const [alongZ, alongX] = tips[nose ?? 0] ?? tips[0]!;
  return [alongZ * radiusMm, alongX * radiusMm];
};
