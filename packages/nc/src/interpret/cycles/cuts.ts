/** Where cuts at a level begin and end over a contour. */
import type { Contour, Segment } from './contour.ts';

/** Across the cuts, and along them. */
export type Point = readonly [level: number, along: number];

const chordMm = 0.01;
const mostChords = 360;
/** A cylinder at a level is cut at it, whatever the last digits say. */
const nothing = 1e-5;

/** The contour as points (x, z), arcs in chords that stay within a hundredth of a millimetre. */
export const polyline = (contour: Contour, shiftX: number, shiftZ: number): Point[] => {
  const points: Point[] = [];
  let x = contour.startX;
  let z = contour.startZ;
  for (const [index, segment] of contour.segments.entries()) {
    if (segment.turns !== 0 && index > 0) {
      for (const [px, pz] of chords(segment, x, z)) points.push([px + shiftX, pz + shiftZ]);
    } else points.push([segment.x + shiftX, segment.z + shiftZ]);
    x = segment.x;
    z = segment.z;
  }
  return points;
};

const chords = (arc: Segment, x: number, z: number): Point[] => {
  const radius = Math.hypot(x - arc.centreX, z - arc.centreZ);
  // Counter-clockwise goes from Z to X.
  const from = Math.atan2(x - arc.centreX, z - arc.centreZ);
  let sweep = Math.atan2(arc.x - arc.centreX, arc.z - arc.centreZ) - from;
  if (arc.turns > 0 && sweep <= 1e-9) sweep += 2 * Math.PI;
  if (arc.turns < 0 && sweep >= -1e-9) sweep -= 2 * Math.PI;
  const step = 2 * Math.acos(Math.max(0, 1 - chordMm / Math.max(radius, chordMm)));
  const count = Math.max(1, Math.min(mostChords, Math.ceil(Math.abs(sweep) / (step || 1))));
  const points: Point[] = [];
  for (let i = 1; i < count; i++) {
    const angle = from + (sweep * i) / count;
    points.push([arc.centreX + radius * Math.sin(angle), arc.centreZ + radius * Math.cos(angle)]);
  }
  points.push([arc.x, arc.z]);
  return points;
};

export interface Level {
  readonly level: number;
  /** 1: material lies below the level (outside turning), -1: above. */
  readonly side: number;
  /** Where every cut comes from. */
  readonly startAlong: number;
}

/** Stretches in which the contour lies under the level, in the order of the contour. */
export const cutsAt = (points: readonly Point[], { level, side, startAlong }: Level): Point[] => {
  const cuts: Point[] = [];
  const under = (point: Point): boolean => side * (level - point[0]) >= -nothing;
  let inside = under(points[0]!);
  let from = startAlong;
  for (let i = 1; i < points.length; i++) {
    const before = points[i - 1]!;
    const point = points[i]!;
    const now = under(point);
    if (now === inside) continue;
    const way = point[0] - before[0];
    const share = way === 0 ? 0 : Math.max(0, Math.min(1, (level - before[0]) / way));
    const along = before[1] + (point[1] - before[1]) * share;
    if (inside) {
      if (Math.abs(along - from) > 1e-6) cuts.push([from, along]);
    } else from = along;
    inside = now;
  }
  const last = points[points.length - 1]!;
  if (inside && Math.abs(last[1] - from) > 1e-6) cuts.push([from, last[1]]);
  return cuts;
};
