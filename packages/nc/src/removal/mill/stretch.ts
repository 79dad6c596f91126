/** What is taken off on a stretch of way: long moves are cut into several, short ones are put together, so that neither decides the figures. */
import type { Bite } from '../engagement-gathering.ts';
import { type Cutter, radiusAt } from './cutter.ts';
import type { HeightMap } from './height-map.ts';

/** Along the tool's axis, or not. */
export type Heading = 'across' | 'down' | 'up';

export class Stretch {
  readonly #map: HeightMap;
  readonly #cutter: Cutter;
  readonly heading: Heading;
  lengthMm = 0;
  #volume = 0;
  /** As on a straight way. */
  #straight = 0;
  #untouched = 0;
  #depth = 0;
  #cells = 0;
  #left = Number.NEGATIVE_INFINITY;
  #right = Number.POSITIVE_INFINITY;
  #nearest = Number.POSITIVE_INFINITY;

  constructor(map: HeightMap, cutter: Cutter, heading: Heading) {
    this.#map = map;
    this.#cutter = cutter;
    this.heading = heading;
  }

  /** What the map's last sweep took off, on `lengthMm`; `curvature`: 1/mm, positive to the left. */
  add(lengthMm: number, curvature: number): void {
    const map = this.#map;
    this.lengthMm += lengthMm;
    if (map.cells === 0) return;
    this.#volume += map.volume;
    // Outside of an arc the way is longer than in the tool's middle.
    this.#straight += map.volume / Math.max(0.2, 1 - curvature * map.aside);
    this.#untouched += map.untouched;
    this.#cells += map.cells;
    if (map.depth > this.#depth) this.#depth = map.depth;
    if (map.besideMax > this.#left) this.#left = map.besideMax;
    if (map.besideMin < this.#right) this.#right = map.besideMin;
    if (map.nearest < this.#nearest) this.#nearest = map.nearest;
  }

  get empty(): boolean {
    return this.#cells === 0;
  }

  /** Share of what is taken off from where nothing had cut before. */
  get untouched(): number {
    return this.#volume > 0 ? this.#untouched / this.#volume : 0;
  }

  bite(feedMmPerMin: number, confidence: number): Bite {
    const { lengthMm } = this;
    const sectionMm2 = lengthMm > 0 ? this.#volume / lengthMm : 0;
    const radius = this.#cutter.radiusMm;
    const common = { lengthMm, sectionMm2, feedMmPerMin, confidence };
    if (this.heading !== 'across') {
      const inner = this.#nearest < 1.5 * this.#map.cellMm ? 0 : this.#nearest;
      return { ...common, apMm: Number.NaN, aeMm: Math.max(0, radius - inner), angleDeg: 360 };
    }
    const apMm = this.#depth;
    const aeMm = Math.min(2 * radius, this.#straight / lengthMm / apMm);
    return { ...common, apMm, aeMm, angleDeg: this.#angle() };
  }

  /** Between the points farthest left and right of the way that are taken off; the cells' points lie a little inside of them. */
  #angle(): number {
    const radius = radiusAt(this.#cutter, this.#depth);
    if (!(radius > 0)) return Number.NaN;
    const wide = this.#cells > 1 ? (this.#left - this.#right) / (this.#cells - 1) : this.#map.cellMm;
    const left = Math.min(1, (this.#left + wide) / radius);
    const right = Math.max(-1, (this.#right - wide) / radius);
    return ((Math.asin(Math.max(-1, left)) - Math.asin(Math.min(1, right))) * 180) / Math.PI;
  }
}
