/** The stock as a map of heights, out of which tools cut. */
import type { Cutter } from './cutter.ts';
import { lowestPoint } from './lowest-point.ts';

export interface StockBox {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  readonly top: number;
  /** -Infinity where nobody has told it. */
  readonly bottom: number;
}

/**
 * Each cell has one height, of one point in it. The points do not lie on a lattice of right angles but shifted by a fixed rule within their cells: a
 * finishing cut much thinner than a cell then meets its share of points along the way, instead of all or none.
 */
export class HeightMap {
  readonly cellMm: number;
  readonly #box: StockBox;
  readonly #columns: number;
  readonly #rows: number;
  readonly #heights: Float32Array;
  readonly #top: number;
  /**
   * For round tools, which come to their depth at a place bit by bit, along a way and from one way to the next beside it: the height before the layer at
   * hand, and the layer in which that was noted.
   */
  #origins: Float32Array | undefined;
  #layers: Uint16Array | undefined;
  #layer = 1;

  /** Of the last sweep: mm³, of it from material that nothing had cut before, cells, and how far the material reached above the cut, mm. */
  volume = 0;
  untouched = 0;
  cells = 0;
  depth = 0;
  /** Across the way, positive to its left: of what is taken off its middle and its ends; and the nearest to the tool's start. */
  aside = 0;
  besideMin = 0;
  besideMax = 0;
  nearest = 0;

  constructor(box: StockBox, cellMm: number) {
    this.cellMm = cellMm;
    this.#box = box;
    this.#columns = Math.max(1, Math.ceil((box.maxX - box.minX) / cellMm));
    this.#rows = Math.max(1, Math.ceil((box.maxY - box.minY) / cellMm));
    this.#top = Math.fround(box.top);
    this.#heights = new Float32Array(this.#columns * this.#rows).fill(box.top);
    // The last column and row reach over the edge.
    for (let i = 0; i < this.#columns; i++) this.#trim(i, this.#rows - 1);
    for (let j = 0; j < this.#rows; j++) this.#trim(this.#columns - 1, j);
  }

  #trim(i: number, j: number): void {
    const { minX, minY, maxX, maxY } = this.#box;
    const x = minX + (i + shift(j, i * 29)) * this.cellMm;
    const y = minY + (j + shift(i, j * 47)) * this.cellMm;
    if (x > maxX || y > maxY) this.#heights[j * this.#columns + i] = Number.NEGATIVE_INFINITY;
  }

  /** From here on depths count from the heights as they are now. */
  nextLayer(): void {
    this.#layer += 1;
    if (this.#layer < 65_536) return;
    this.#layers?.fill(0);
    this.#layer = 1;
  }

  /** Takes off what the cutter meets on a straight way. Short ways: the whole box around it is looked at. */
  sweep(cutter: Cutter, x0: number, y0: number, z0: number, x1: number, y1: number, z1: number): void {
    this.volume = 0;
    this.aside = 0;
    this.untouched = 0;
    this.cells = 0;
    this.depth = 0;
    this.besideMin = Number.POSITIVE_INFINITY;
    this.besideMax = Number.NEGATIVE_INFINITY;
    this.nearest = Number.POSITIVE_INFINITY;
    const { minX, minY, bottom } = this.#box;
    const top = this.#top;
    const floor = Math.min(z0, z1);
    if (floor >= top) return;
    const heights = this.#heights;
    const size = this.cellMm;
    const flat = cutter.form === 'flat';
    const radius = cutter.radiusMm;
    const square = radius * radius;
    const dx = x1 - x0;
    const dy = y1 - y0;
    const length = Math.sqrt(dx * dx + dy * dy);
    const moves = length > 1e-9;
    const ux = moves ? dx / length : 1;
    const uy = moves ? dy / length : 0;
    // Straight down and up the tool stands at its lowest.
    const slope = moves ? (z1 - z0) / length : 0;
    const startZ = moves ? z0 : floor;
    const reach = moves ? length : 0;
    const [lowX, highX] = x0 < x1 ? [x0, x1] : [x1, x0];
    const [lowY, highY] = y0 < y1 ? [y0, y1] : [y1, y0];
    const firstRow = Math.max(0, Math.floor((lowY - radius - minY) / size));
    const lastRow = Math.min(this.#rows - 1, Math.floor((highY + radius - minY) / size));
    const layer = this.#layer;
    if (!flat) {
      this.#origins ??= new Float32Array(heights.length);
      this.#layers ??= new Uint16Array(heights.length);
    }
    const origins = this.#origins;
    const layers = this.#layers;
    let asides = 0;
    let height = 0;
    let fresh = 0;
    for (let j = firstRow; j <= lastRow; j++) {
      const rowY = minY + j * size;
      const off = rowY > highY ? rowY - highY : rowY + size < lowY ? lowY - rowY - size : 0;
      const half = Math.sqrt(Math.max(0, square - off * off));
      const first = Math.max(0, Math.floor((lowX - half - minX) / size));
      const last = Math.min(this.#columns - 1, Math.floor((highX + half - minX) / size));
      const base = j * this.#columns;
      for (let i = first; i <= last; i++) {
        const cell = base + i;
        const before = heights[cell]!;
        if (before <= floor) continue;
        const px = minX + (i + shift(j, i * 29)) * size - x0;
        const py = rowY + shift(i, j * 47) * size - y0;
        const beside = py * ux - px * uy;
        const chord = square - beside * beside;
        if (chord <= 0) continue;
        const along = px * ux + py * uy;
        const width = Math.sqrt(chord);
        const low = along - width > 0 ? along - width : 0;
        const high = along + width < reach ? along + width : reach;
        if (low > high) continue;
        let to = startZ;
        if (flat) to += slope < 0 ? slope * high : slope * low;
        else to += lowestPoint(cutter, along, beside, width, low, high, slope);
        if (to < bottom) to = bottom;
        // As it will be kept: else a second cut would find what rounding left.
        to = Math.fround(to);
        if (before <= to) continue;
        heights[cell] = to;
        const taken = before - to;
        height += taken;
        asides += taken * beside;
        this.cells += 1;
        let depth = taken;
        if (!flat) {
          if (layers![cell] !== layer) {
            layers![cell] = layer;
            origins![cell] = before;
          } else depth = origins![cell]! - to;
        }
        if (to + depth === top) fresh += taken;
        if (depth > this.depth) this.depth = depth;
        if (beside < this.besideMin) this.besideMin = beside;
        if (beside > this.besideMax) this.besideMax = beside;
        const distance = px * px + py * py;
        if (distance < this.nearest) this.nearest = distance;
      }
    }
    this.nearest = Math.sqrt(this.nearest);
    this.volume = height * size * size;
    this.aside = height > 0 ? asides / height : 0;
    this.untouched = fresh * size * size;
  }
}

/** Where a cell's point lies in it, along one axis: multiples of 0.618 along the other one, modulo 1, in 128ths. */
const shift = (across: number, along: number): number => (((across * 79 + along) & 127) + 0.5) / 128;
