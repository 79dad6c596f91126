/** A strip with fewer points: every n-th, and those where something begins or changes. */
import { LineKind } from '../../reading/piece.ts';

/** Indices of the points that are kept. */
export function coarseStrip(kinds: Uint8Array, step: number): Uint32Array {
  const kept = new Uint32Array(kinds.length);
  let count = 0;
  const last = kinds.length - 1;
  for (let point = 0; point <= last; point++) {
    const kind = kinds[point];
    const turns = kind === LineKind.none || point === last || kinds[point + 1] !== kind;
    if (turns || point % step === 0) kept[count++] = point;
  }
  return kept.slice(0, count);
}
