/** The ways that were cut last at a level, by where they are: how far beside them a new one runs. */

interface Segment {
  readonly x: number;
  readonly y: number;
  readonly ux: number;
  readonly uy: number;
  readonly half: number;
  readonly level: number;
}

/** Of an operation that fills more, the oldest are forgotten. */
const mostCells = 1 << 14;
const mostInCell = 24;
/** A way turned by more than 20° runs beside nothing. */
const parallel = Math.cos((20 * Math.PI) / 180);
const levelMm = 0.02;

export class Neighbours {
  #cells = new Map<number, Segment[]>();
  readonly #cellMm: number;

  constructor(cellMm: number) {
    this.#cellMm = cellMm;
  }

  /** mm across to the nearest way that runs along at this level, 0 for the same way again; undefined without one within `mostMm`. */
  nearest(x0: number, y0: number, x1: number, y1: number, level: number, mostMm: number): number | undefined {
    const length = Math.hypot(x1 - x0, y1 - y0);
    const [x, y, ux, uy] = [(x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / length, (y1 - y0) / length];
    let least: number | undefined;
    const [i, j] = [this.#index(x), this.#index(y)];
    for (let di = -1; di <= 1; di++) {
      for (let dj = -1; dj <= 1; dj++) {
        for (const segment of this.#cells.get(key(i + di, j + dj)) ?? []) {
          if (Math.abs(segment.level - level) > levelMm) continue;
          if (Math.abs(segment.ux * ux + segment.uy * uy) < parallel) continue;
          const [px, py] = [x - segment.x, y - segment.y];
          // The way that it goes on from lies behind it, not beside.
          if (Math.abs(px * segment.ux + py * segment.uy) > segment.half + length / 4) continue;
          const across = Math.abs(px * segment.uy - py * segment.ux);
          if (across < mostMm && (least === undefined || across < least)) least = across;
        }
      }
    }
    return least;
  }

  add(x0: number, y0: number, x1: number, y1: number, level: number): void {
    const length = Math.hypot(x1 - x0, y1 - y0);
    const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
    // A long way is met wherever one looks for it.
    const pieces = Math.max(1, Math.min(512, Math.ceil(length / this.#cellMm)));
    const half = length / pieces / 2;
    for (let piece = 0; piece < pieces; piece++) {
      const share = (piece + 0.5) / pieces;
      const [x, y] = [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share];
      const at = key(this.#index(x), this.#index(y));
      const cell = this.#cells.get(at) ?? [];
      if (cell.length >= mostInCell) cell.shift();
      cell.push({ x, y, ux, uy, half, level });
      if (cell.length > 1) continue;
      if (this.#cells.size >= mostCells) this.#cells.clear();
      this.#cells.set(at, cell);
    }
  }

  #index(mm: number): number {
    return Math.floor(mm / this.#cellMm);
  }
}

const key = (i: number, j: number): number => i * 1_048_576 + j;
