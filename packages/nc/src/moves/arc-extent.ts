/** How far an arc reaches along the two axes of its plane, both ends included. */
import type { MoveChunk } from './move-chunk.ts';
import { planeAxes } from './plane-axes.ts';

export interface Extent {
  readonly min: number;
  readonly max: number;
}

export function arcExtent(
  chunk: MoveChunk,
  row: number,
): { readonly first: Extent; readonly second: Extent } {
  const axes = planeAxes(chunk.contexts[chunk.context[row]!]!.plane);
  const columns = [chunk.x, chunk.y, chunk.z];
  const [u, v] = [columns[axes.first]!, columns[axes.second]!];
  const [centreU, centreV] = [chunk.centre1[row]!, chunk.centre2[row]!];
  const [startU, startV, endU, endV] = [u[row]!, v[row]!, u[row + 1]!, v[row + 1]!];
  const radius = Math.hypot(startU - centreU, startV - centreV);
  const turns = chunk.turns[row]!;
  const sense = turns < 0 ? -1 : 1;
  const from = Math.atan2(startV - centreV, startU - centreU);
  let sweep = sense * (Math.atan2(endV - centreV, endU - centreU) - from);
  if (sweep <= 1e-9) sweep += 2 * Math.PI;
  if (Math.abs(turns) > 1) sweep = 2 * Math.PI;
  /** Whether it goes through the direction of `angle`. */
  const passes = (angle: number): boolean => {
    const way = sense * (angle - from);
    return ((way % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI) <= sweep;
  };
  return {
    first: {
      min: passes(Math.PI) ? centreU - radius : Math.min(startU, endU),
      max: passes(0) ? centreU + radius : Math.max(startU, endU),
    },
    second: {
      min: passes(-Math.PI / 2) ? centreV - radius : Math.min(startV, endV),
      max: passes(Math.PI / 2) ? centreV + radius : Math.max(startV, endV),
    },
  };
}
