/** Which line lies under the pointer: of those near enough the one in front. */
import { LineKind, type Piece, pointsPerSphere } from '../../reading/piece.ts';
import { directionsOf, seenAt, type Viewpoint } from './viewpoint.ts';

export interface Picked {
  /** Of the stream. */
  readonly row: number;
  readonly distancePx: number;
}

export interface PickOptions {
  /** px from the middle of the picture. */
  readonly rightPx: number;
  readonly downPx: number;
  readonly reachPx: number;
  readonly rapids: boolean;
}

/** Nearer by a pixel counts as much as so many pixels of the picture in front. */
const depthPx = 200;

export function pickLine(
  pieces: readonly Piece[],
  view: Viewpoint,
  { rightPx, downPx, reachPx, rapids }: PickOptions,
): Picked | undefined {
  const directions = directionsOf(view);
  const { mmPerPx, target } = view;
  const [rx, ry, rz] = directions.right.map((part) => part / mmPerPx) as [number, number, number];
  const [ux, uy, uz] = directions.up.map((part) => -part / mmPerPx) as [number, number, number];
  const [bx, by, bz] = directions.back;
  const [tx, ty, tz] = target;
  let best: Picked | undefined;
  let bestScore = Number.POSITIVE_INFINITY;

  const within = (piece: Piece, stretch: number) => {
    const { positions, kinds, rows } = piece;
    const first = Math.max(1, stretch * pointsPerSphere);
    const end = Math.min(kinds.length, (stretch + 1) * pointsPerSphere);
    for (let point = first; point < end; point++) {
      const kind = kinds[point];
      if (kind === LineKind.none || (kind === LineKind.rapid && !rapids)) continue;
      const a = 3 * point - 3;
      const [ax, ay, az] = [positions[a]! - tx, positions[a + 1]! - ty, positions[a + 2]! - tz];
      const [cx, cy, cz] = [positions[a + 3]! - tx, positions[a + 4]! - ty, positions[a + 5]! - tz];
      const x = ax * rx + ay * ry + az * rz - rightPx;
      const y = ax * ux + ay * uy + az * uz - downPx;
      const dx = cx * rx + cy * ry + cz * rz - rightPx - x;
      const dy = cx * ux + cy * uy + cz * uz - downPx - y;
      const square = dx * dx + dy * dy;
      const share = square > 0 ? Math.min(1, Math.max(0, -(x * dx + y * dy) / square)) : 0;
      const distancePx = Math.hypot(x + share * dx, y + share * dy);
      if (distancePx > reachPx) continue;
      const near =
        (ax + (cx - ax) * share) * bx + (ay + (cy - ay) * share) * by + (az + (cz - az) * share) * bz;
      const score = distancePx - near / mmPerPx / depthPx + (kind === LineKind.rapid ? reachPx / 2 : 0);
      if (score >= bestScore) continue;
      bestScore = score;
      best = { row: rows[point]!, distancePx };
    }
  };

  for (const piece of pieces) {
    const { spheres } = piece;
    for (let stretch = 0; 4 * stretch < spheres.length; stretch++) {
      const at = 4 * stretch;
      const centre = seenAt(view, directions, [spheres[at]!, spheres[at + 1]!, spheres[at + 2]!]);
      const reach = spheres[at + 3]! / mmPerPx + reachPx;
      const [x, y] = [centre.rightPx - rightPx, centre.downPx - downPx];
      if (x * x + y * y <= reach * reach) within(piece, stretch);
    }
  }
  return best;
}
