/** The two axes of a plane in the order that makes its normal positive, and the third. */
import type { Plane } from './move-context.ts';

export interface PlaneAxes {
  readonly first: number;
  readonly second: number;
  readonly normal: number;
}

const xy: PlaneAxes = { first: 0, second: 1, normal: 2 };
const zx: PlaneAxes = { first: 2, second: 0, normal: 1 };
const yz: PlaneAxes = { first: 1, second: 2, normal: 0 };

export const planeAxes = (plane: Plane): PlaneAxes => (plane === 17 ? xy : plane === 18 ? zx : yz);
