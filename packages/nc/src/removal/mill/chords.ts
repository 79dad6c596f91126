/** An arc, a helix or a spiral as short straight ways. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { planeAxes } from '../../moves/plane-axes.ts';
import type { Way } from '../../moves/way.ts';

const mostChords = 4096;

/** Calls `to` with the end of each chord, the last at the row's end. `way` has read the row; chords stay within `toleranceMm` of the arc. */
export function eachChord(
  chunk: MoveChunk,
  row: number,
  way: Way,
  toleranceMm: number,
  to: (x: number, y: number, z: number) => void,
): void {
  const { first, second, normal } = planeAxes(chunk.contexts[chunk.context[row]!]!.plane);
  const columns = [chunk.x, chunk.y, chunk.z];
  const [c1, c2] = [chunk.centre1[row]!, chunk.centre2[row]!];
  const [s1, s2] = [columns[first]![row]! - c1, columns[second]![row]! - c2];
  const [e1, e2] = [columns[first]![row + 1]! - c1, columns[second]![row + 1]! - c2];
  const from = Math.hypot(s1, s2);
  const grows = Math.hypot(e1, e2) - from;
  const begin = columns[normal]![row]!;
  const rise = columns[normal]![row + 1]! - begin;
  const angle = Math.atan2(s2, s1);
  const sweep = chunk.turns[row]! < 0 ? -way.sweep : way.sweep;
  const step = 2 * Math.acos(Math.max(0, 1 - toleranceMm / Math.max(way.radius, toleranceMm)));
  const count = Math.max(1, Math.min(mostChords, Math.ceil(way.sweep / Math.max(step, 1e-3))));
  const point = new Float64Array(3);
  for (let i = 1; i < count; i++) {
    const share = i / count;
    const radius = from + grows * share;
    point[first] = c1 + radius * Math.cos(angle + sweep * share);
    point[second] = c2 + radius * Math.sin(angle + sweep * share);
    point[normal] = begin + rise * share;
    to(point[0]!, point[1]!, point[2]!);
  }
  to(chunk.x[row + 1]!, chunk.y[row + 1]!, chunk.z[row + 1]!);
}
