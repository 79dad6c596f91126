/** Names of groups of a sketch's values: two programs that are near to each other have one in common, strangers hardly ever. */

const bands = 21;
const rows = 6;
/** Below, a sketch is chance. */
export const leastBlocks = 8;

/**
 * Locality-sensitive hashing of MinHash (Indyk & Motwani 1998): of two programs that share the part s of their blocks, one of 21 groups of 6
 * values is equal with the probability 1 − (1 − s⁶)²¹: 0.9998 at s = 0.85, 0.93 at 0.7, 0.28 at 0.5, 0.015 at 0.3.
 * Empty for programs of so few blocks that the sketch is chance.
 */
export function bandsOf(sketch: Uint32Array, blocks: number): Int32Array {
  if (blocks < leastBlocks) return new Int32Array(0);
  const names = new Int32Array(bands);
  for (let band = 0; band < bands; band++) {
    let hash = 0x811c9dc5 ^ band;
    for (let row = 0; row < rows; row++) {
      hash = Math.imul(hash ^ sketch[band * rows + row]!, 0x01000193);
      hash ^= hash >>> 15;
    }
    names[band] = hash | 0;
  }
  return names;
}
