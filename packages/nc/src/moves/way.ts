/** The way of a row: how long it is, and where it heads at both ends. */

import type { MoveChunk } from './move-chunk.ts';
import type { Plane } from './move-context.ts';
import { MoveKind } from './move-kind.ts';

/** Unit vector of X, Y, Z; zero where only rotary axes move. */
export type Direction = readonly [number, number, number];

export interface Way {
  /** Of X – C, end minus start. */
  readonly deltas: readonly number[];
  /** mm of the path of X, Y, Z; degrees where only rotary axes move. */
  readonly length: number;
  readonly begins: Direction;
  readonly ends: Direction;
  /** Of an arc; infinite for a line. */
  readonly radius: number;
  /** Of an arc, in the plane: radians, positive whichever way it turns. */
  readonly sweep: number;
}

/** First and second axis of the plane, and the one across it. */
export const planeAxes: Readonly<Record<Plane, readonly [number, number, number]>> = {
  17: [0, 1, 2],
  18: [2, 0, 1],
  19: [1, 2, 0],
};

const still: Direction = [0, 0, 0];
const nothing = 1e-9;

/** Undefined where nothing moves. */
export function wayOf(chunk: MoveChunk, row: number): Way | undefined {
  const { x, y, z, a, b, c } = chunk;
  const deltas = [x, y, z, a, b, c].map((axis) => axis[row + 1]! - axis[row]!);
  if (chunk.kind[row] === MoveKind.arc) return arcWay(chunk, row, deltas);
  const linear = Math.hypot(deltas[0]!, deltas[1]!, deltas[2]!);
  if (linear > nothing) {
    const heading: Direction = [deltas[0]! / linear, deltas[1]! / linear, deltas[2]! / linear];
    return {
      deltas,
      length: linear,
      begins: heading,
      ends: heading,
      radius: Number.POSITIVE_INFINITY,
      sweep: 0,
    };
  }
  const rotary = Math.hypot(deltas[3]!, deltas[4]!, deltas[5]!);
  if (rotary <= nothing) return undefined;
  return { deltas, length: rotary, begins: still, ends: still, radius: Number.POSITIVE_INFINITY, sweep: 0 };
}

function arcWay(chunk: MoveChunk, row: number, deltas: readonly number[]): Way | undefined {
  const [first, second, normal] = planeAxes[chunk.contexts[chunk.context[row]!]!.plane];
  const { s1, s2, e1, e2, way, sweep } = arcOf(chunk, row);
  // Spirals are seldom and flat: their mean radius tells their length well enough.
  const radius = (Math.hypot(s1, s2) + Math.hypot(e1, e2)) / 2;
  if (radius <= nothing) return undefined;
  const flat = radius * sweep;
  const rise = deltas[normal]!;
  const length = Math.hypot(flat, rise);
  const tangent = (d1: number, d2: number): Direction => {
    const size = Math.hypot(d1, d2) || 1;
    const heading = [0, 0, 0];
    heading[first] = ((-way * d2) / size) * (flat / length);
    heading[second] = ((way * d1) / size) * (flat / length);
    heading[normal] = rise / length;
    return heading as unknown as Direction;
  };
  return { deltas, length, begins: tangent(s1, s2), ends: tangent(e1, e2), radius, sweep };
}

/** Halfway along an arc, along the plane's first and second axis. */
export function middleOfArc(chunk: MoveChunk, row: number): readonly [number, number] {
  const { s1, s2, way, sweep } = arcOf(chunk, row);
  const angle = Math.atan2(s2, s1) + (way * sweep) / 2;
  const radius = Math.hypot(s1, s2);
  return [chunk.centre1[row]! + radius * Math.cos(angle), chunk.centre2[row]! + radius * Math.sin(angle)];
}

/** Start and end as seen from the centre, the sense of turning (1, −1) and the angle. */
function arcOf(chunk: MoveChunk, row: number) {
  const [first, second] = planeAxes[chunk.contexts[chunk.context[row]!]!.plane];
  const axes = [chunk.x, chunk.y, chunk.z];
  const [c1, c2] = [chunk.centre1[row]!, chunk.centre2[row]!];
  const [s1, s2] = [axes[first]![row]! - c1, axes[second]![row]! - c2];
  const [e1, e2] = [axes[first]![row + 1]! - c1, axes[second]![row + 1]! - c2];
  const turns = chunk.turns[row]!;
  const way = Math.sign(turns) || 1;
  let sweep = way * (Math.atan2(e2, e1) - Math.atan2(s2, s1));
  // A whole turn where it ends where it began.
  if (sweep <= nothing) sweep += 2 * Math.PI;
  return { s1, s2, e1, e2, way, sweep: sweep + 2 * Math.PI * (Math.abs(turns) - 1) };
}
