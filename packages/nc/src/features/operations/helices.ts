/** What goes down in helices between two retracts: a hole where nothing lies beyond them, a pocket where they are the way in. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { Extent } from './extent.ts';

/** Turns about one centre; a ramp around the corner of a contour has fewer. */
const leastTurns = 1.5;
/** What lies farther out than the helix, over its diameter, is beyond it. */
const beyond = 1.3;
const sameCentreMm = 0.01;

export class Helices {
  /** Length of what was entered by a helix and goes on beyond it (mm). */
  enteredMm = 0;
  #turns = 0;
  #most = 0;
  #radius = 0;
  #centre1 = Number.NaN;
  #centre2 = Number.NaN;
  #cutMm = 0;
  #alongX = new Extent();
  #alongY = new Extent();

  helix({ x, y, centre1, centre2 }: MoveChunk, row: number, length: number): void {
    const [at1, at2] = [centre1[row]!, centre2[row]!];
    const radius = Math.hypot(at1 - x[row]!, at2 - y[row]!);
    if (!(Math.hypot(at1 - this.#centre1, at2 - this.#centre2) < sameCentreMm)) this.#turns = 0;
    this.#centre1 = at1;
    this.#centre2 = at2;
    this.#turns += length / (2 * Math.PI * radius);
    if (this.#turns <= this.#most) return;
    this.#most = this.#turns;
    this.#radius = radius;
  }

  /** Any way across the axis, the helices among them. */
  way({ x, y }: MoveChunk, row: number, length: number): void {
    this.#cutMm += length;
    for (const at of [row, row + 1]) {
      this.#alongX.add(x[at]!);
      this.#alongY.add(y[at]!);
    }
  }

  /** The tool leaves. */
  end(): void {
    if (this.#most >= leastTurns) {
      const across = Math.max(this.#alongX.high - this.#alongX.low, this.#alongY.high - this.#alongY.low);
      if (across > beyond * 2 * this.#radius) this.enteredMm += this.#cutMm;
    }
    this.#turns = 0;
    this.#most = 0;
    this.#centre1 = Number.NaN;
    this.#cutMm = 0;
    this.#alongX = new Extent();
    this.#alongY = new Extent();
  }
}
