/** The part on a lathe: how far out and how far in it reaches, over Z. */
import type { LatheStock } from './lathe-stock.ts';

/** Of one cell that a tool has passed. */
export type Visit = (depthMm: number, ringMm2: number, share: number) => void;

export class ProfileMap {
  readonly cellMm: number;
  readonly #minZ: number;
  readonly #cells: number;
  /** Infinity: not known. */
  readonly #outer: Float64Array;
  /** NaN: not known. */
  readonly #inner: Float64Array;

  constructor({ minZ, maxZ, cellMm, radiusMm, frontZ, frontKnown }: LatheStock) {
    this.cellMm = cellMm;
    this.#minZ = minZ;
    this.#cells = Math.max(1, Math.ceil((maxZ - minZ) / this.cellMm));
    this.#outer = new Float64Array(this.#cells).fill(radiusMm);
    this.#inner = new Float64Array(this.#cells).fill(Number.NaN);
    this.#outer.fill(frontKnown ? 0 : Number.POSITIVE_INFINITY, this.#cell(frontZ + this.cellMm / 2));
  }

  #cell(z: number): number {
    return Math.max(0, Math.min(this.#cells, Math.floor((z - this.#minZ) / this.cellMm)));
  }

  /** Along a line from one radius and Z to another: each cell whose middle is passed. Depth NaN: not known; 0: nothing is taken off. */
  along(fromR: number, fromZ: number, toR: number, toZ: number, inside: boolean, visit: Visit): void {
    const [low, high] = fromZ < toZ ? [fromZ, toZ] : [toZ, fromZ];
    const first = this.#cell(low + this.cellMm / 2);
    const last = this.#cell(high + this.cellMm / 2);
    for (let cell = first; cell < last; cell++) {
      const z = this.#minZ + (cell + 0.5) * this.cellMm;
      const radius = fromR + ((toR - fromR) * (z - fromZ)) / (toZ - fromZ);
      if (inside) this.#bore(cell, radius, visit, 1 / (last - first));
      else this.#turn(cell, radius, visit, 1 / (last - first));
    }
  }

  #turn(cell: number, radius: number, visit: Visit, share: number): void {
    const before = this.#outer[cell]!;
    if (before <= radius) {
      visit(0, 0, share);
      return;
    }
    this.#outer[cell] = radius;
    if (before === Number.POSITIVE_INFINITY) visit(Number.NaN, Number.NaN, share);
    else visit(before - radius, Math.PI * (before * before - radius * radius), share);
  }

  #bore(cell: number, radius: number, visit: Visit, share: number): void {
    const before = this.#inner[cell]!;
    if (before >= radius || this.#outer[cell] === 0) {
      visit(0, 0, share);
      return;
    }
    this.#inner[cell] = radius;
    if (Number.isNaN(before)) visit(Number.NaN, Number.NaN, share);
    else visit(radius - before, Math.PI * (radius * radius - before * before), share);
  }

  /** A drill on the axis; where nothing is known of a hole, it goes into the solid. */
  drill(radiusMm: number, fromZ: number, toZ: number, visit: Visit): void {
    const [low, high] = fromZ < toZ ? [fromZ, toZ] : [toZ, fromZ];
    const first = this.#cell(low + this.cellMm / 2);
    const last = this.#cell(high + this.cellMm / 2);
    for (let cell = first; cell < last; cell++) {
      if (Number.isNaN(this.#inner[cell]!)) this.#inner[cell] = 0;
      this.#bore(cell, radiusMm, visit, 1 / (last - first));
    }
  }

  /**
   * Takes off what stands in front of `z`, up to `reachMm`, farther out than `radius`. Answers its thickness along Z, infinite where it is thicker
   * than the reach, NaN where nothing is known; `volume` then holds what was taken off, mm³.
   */
  face(z: number, radius: number, reachMm: number): number {
    this.volume = 0;
    const first = this.#cell(z + this.cellMm / 2);
    let last = first;
    let unknown = false;
    while (last < this.#cells && this.#outer[last]! > radius + 1e-9) {
      unknown ||= this.#outer[last] === Number.POSITIVE_INFINITY;
      last += 1;
    }
    const thick = (last - first) * this.cellMm;
    if (thick > reachMm && !unknown) return Number.POSITIVE_INFINITY;
    for (let cell = first; cell < last; cell++) {
      const before = this.#outer[cell]!;
      const inner = Math.max(radius, this.#inner[cell]! || 0);
      if (before > inner) this.volume += Math.PI * (before * before - inner * inner) * this.cellMm;
      this.#outer[cell] = radius;
    }
    return unknown ? Number.NaN : thick;
  }

  volume = 0;

  /** Between `z` and `z + widthMm`: what a grooving insert takes off. Answers how wide the material was, NaN where it is not known. */
  groove(z: number, widthMm: number, radius: number): number {
    this.volume = 0;
    const first = this.#cell(z + this.cellMm / 2);
    const last = this.#cell(z + widthMm + this.cellMm / 2);
    let wide = 0;
    let unknown = false;
    for (let cell = first; cell < last; cell++) {
      const before = this.#outer[cell]!;
      if (before <= radius) continue;
      if (before === Number.POSITIVE_INFINITY) unknown = true;
      else {
        const inner = Math.max(radius, this.#inner[cell]! || 0);
        if (before > inner) this.volume += Math.PI * (before * before - inner * inner) * this.cellMm;
        wide += this.cellMm;
      }
      this.#outer[cell] = radius;
    }
    return unknown ? Number.NaN : wide;
  }

  /** Farthest out at `z`: Infinity where it is not known. */
  outerAt(z: number): number {
    return this.#outer[Math.min(this.#cells - 1, this.#cell(z))]!;
  }
}
