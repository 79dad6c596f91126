/** How often a way comes by where it was already: a contour does once at a level, clearing does with every pass beside the last one. */

/** A long operation shows itself in its beginning. */
const mostCells = 20_000;
const mostStepsAMove = 400;

export class Coverage {
  /** Side of a cell; two passes beside each other are to fall into one. */
  readonly #cellMm: number;
  readonly #seen = new Set<number>();
  #entries = 0;
  #last = Number.NaN;

  /** `diameterMm` of the cutter; 0 where it is not known. */
  constructor(diameterMm: number) {
    this.#cellMm = diameterMm > 0 ? Math.max(0.5, 1.6 * diameterMm) : 6;
  }

  /** A straight move at a level; arcs come as chords. */
  add(from1: number, from2: number, to: { at1: number; at2: number; level: number }): void {
    if (this.#entries >= mostCells) return;
    const { at1, at2, level } = to;
    const steps = Math.min(
      mostStepsAMove,
      Math.ceil((2 * Math.hypot(at1 - from1, at2 - from2)) / this.#cellMm),
    );
    for (let step = 1; step <= steps; step++) {
      const part = step / steps;
      const column = Math.floor((from1 + (at1 - from1) * part) / this.#cellMm) & 0xffff;
      const line = Math.floor((from2 + (at2 - from2) * part) / this.#cellMm) & 0xffff;
      const cell = (column * 0x10000 + line) * 0x10000 + (Math.round(level * 20) & 0xffff);
      if (cell === this.#last) continue;
      this.#last = cell;
      this.#entries += 1;
      this.#seen.add(cell);
    }
  }

  /** Entries of a cell on average: 1 for a contour, 2 and more for parallel passes. */
  get times(): number {
    return this.#seen.size === 0 ? 0 : this.#entries / this.#seen.size;
  }
}
