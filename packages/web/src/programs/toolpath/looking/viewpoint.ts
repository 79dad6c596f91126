/** From where the toolpath is looked at, without perspective: pure arithmetic of turning, shifting, zooming and fitting. */
import type { Box } from '../../reading/toolpath.ts';

export type Vector = readonly [number, number, number];

export interface Viewpoint {
  /** In the middle of the picture; mm. */
  readonly target: Vector;
  /** Radians around what is up; 0 looks from the front. */
  readonly azimuth: number;
  /** Radians; π/2 looks down from above. */
  readonly elevation: number;
  readonly mmPerPx: number;
  /** A lathe lies: Z to the right, X up, seen from the front. */
  readonly machine: 'mill' | 'lathe';
}

export type Preset = 'top' | 'front' | 'right' | 'iso';

/** Unit vectors of the picture: to the right, upwards, and towards who looks. */
export interface Directions {
  readonly right: Vector;
  readonly up: Vector;
  readonly back: Vector;
}

const quarter = Math.PI / 2;
const presets: Readonly<Record<Preset, readonly [azimuth: number, elevation: number]>> = {
  top: [0, quarter],
  front: [0, 0],
  right: [quarter, 0],
  iso: [Math.PI / 4, Math.atan(Math.SQRT1_2)],
};

export const startingPreset = (machine: 'mill' | 'lathe'): Preset => (machine === 'lathe' ? 'front' : 'iso');

export const lookFrom = (view: Viewpoint, preset: Preset): Viewpoint => {
  const [azimuth, elevation] = presets[preset];
  return { ...view, azimuth, elevation };
};

export function directionsOf({ azimuth, elevation, machine }: Viewpoint): Directions {
  const [sa, ca, se, ce] = [Math.sin(azimuth), Math.cos(azimuth), Math.sin(elevation), Math.cos(elevation)];
  const place = machine === 'lathe' ? lying : standing;
  return {
    right: place([ca, sa, 0]),
    up: place([-sa * se, ca * se, ce]),
    back: place([sa * ce, -ca * ce, se]),
  };
}

const standing = (vector: Vector): Vector => vector;
/** To the right is Z, up is X, to the back -Y. */
const lying = ([right, deep, up]: Vector): Vector => [up, -deep, right];

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

const along = (from: Vector, way: Vector, length: number): Vector => [
  from[0] + way[0] * length,
  from[1] + way[1] * length,
  from[2] + way[2] * length,
];

/** Radians; the elevation stops at the poles. */
export const orbited = (view: Viewpoint, azimuth: number, elevation: number): Viewpoint => ({
  ...view,
  azimuth: view.azimuth + azimuth,
  elevation: Math.min(quarter, Math.max(-quarter, view.elevation + elevation)),
});

/** What is seen goes along with the finger. */
export function shifted(view: Viewpoint, rightPx: number, downPx: number): Viewpoint {
  const { right, up } = directionsOf(view);
  const across = along(view.target, right, -rightPx * view.mmPerPx);
  return { ...view, target: along(across, up, downPx * view.mmPerPx) };
}

const least = 1e-5;
const most = 1e4;

/** `factor` < 1 goes closer; what is under the place, px from the middle of the picture, stays there. */
export function zoomed(view: Viewpoint, factor: number, at: { rightPx: number; downPx: number }): Viewpoint {
  const mmPerPx = Math.min(most, Math.max(least, view.mmPerPx * factor));
  const kept = 1 - mmPerPx / view.mmPerPx;
  const { target } = shifted(view, -at.rightPx * kept, -at.downPx * kept);
  return { ...view, target, mmPerPx };
}

const marginShare = 0.12;

/** The whole box in the picture. */
export function fitted(view: Viewpoint, { min, max }: Box, px: { width: number; height: number }): Viewpoint {
  const { right, up } = directionsOf(view);
  const target: Vector = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
  const size: Vector = [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
  const spread = (way: Vector) =>
    Math.abs(way[0]) * size[0] + Math.abs(way[1]) * size[1] + Math.abs(way[2]) * size[2];
  const room = 1 - 2 * marginShare;
  const mmPerPx = Math.max(spread(right) / (px.width * room), spread(up) / (px.height * room));
  // A single hole has no size of its own.
  return { ...view, target, mmPerPx: mmPerPx > least ? Math.min(most, mmPerPx) : 0.1 };
}

/** px from the middle of the picture, and mm towards who looks. */
export interface Seen {
  readonly rightPx: number;
  readonly downPx: number;
  readonly nearMm: number;
}

export function seenAt(view: Viewpoint, { right, up, back }: Directions, place: Vector): Seen {
  const from: Vector = [place[0] - view.target[0], place[1] - view.target[1], place[2] - view.target[2]];
  return {
    rightPx: dot(from, right) / view.mmPerPx,
    downPx: -dot(from, up) / view.mmPerPx,
    nearMm: dot(from, back),
  };
}

/** The place in the middle of the picture, unless it is well within already. */
export function showing(view: Viewpoint, place: Vector, px: { width: number; height: number }): Viewpoint {
  const { rightPx, downPx } = seenAt(view, directionsOf(view), place);
  const inside = Math.abs(rightPx) < 0.45 * px.width && Math.abs(downPx) < 0.45 * px.height;
  return inside ? view : { ...view, target: place };
}
