/** From which side a lathe tool comes to what it cuts and goes away again: each visit begins and ends with a rapid. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { MoveFlag } from '../../moves/move-kind.ts';
import { Extent } from './extent.ts';

/** Less is no way to or from a wall (mm, of radius). */
const clearMm = 0.05;

export class Visits {
  /** Visits that come from nearer to the centre than all they cut and leave there, and from farther out. */
  inside = 0;
  outside = 0;
  /** Radii of the rapids before the cut at hand, and of the cut (mm). */
  #cameFrom = new Extent();
  #cut = new Extent();
  /** Of the cut: along Z, and straight across (mm). */
  #alongMm = 0;
  #acrossMm = 0;

  rapid(chunk: MoveChunk, row: number): void {
    if ((chunk.flags[row]! & MoveFlag.machine) !== 0 || chunk.unplaced[row]! & 1) return;
    const radius = radiusAt(chunk, row + 1, row);
    if (!this.#cut.empty) {
      this.#judge(radius);
      this.#cut = new Extent();
      this.#cameFrom = new Extent();
      this.#alongMm = 0;
      this.#acrossMm = 0;
    }
    this.#cameFrom.add(radius);
  }

  feed(chunk: MoveChunk, row: number): void {
    if (chunk.unplaced[row]! & 1) return;
    this.#cut.add(radiusAt(chunk, row, row));
    this.#cut.add(radiusAt(chunk, row + 1, row));
    const along = Math.abs(chunk.z[row + 1]! - chunk.z[row]!);
    this.#alongMm += along;
    if (along === 0) this.#acrossMm += Math.abs(chunk.x[row + 1]! - chunk.x[row]!);
  }

  #judge(leaves: number): void {
    const from = this.#cameFrom;
    const { low, high } = this.#cut;
    if (from.empty) return;
    // Facing goes straight across, and leaves near the centre as well.
    const faces = this.#acrossMm > this.#alongMm;
    if (!faces && low > from.low - clearMm && high > from.low + clearMm && leaves < high - clearMm)
      this.inside += 1;
    if (high < from.high + clearMm && low < from.high - clearMm && leaves > low + clearMm) this.outside += 1;
  }
}

/** Programs may be on either side of the centre. */
const radiusAt = ({ x, contexts, context }: MoveChunk, at: number, row: number): number =>
  Math.abs(x[at]! - contexts[context[row]!]!.placement.offsetMm[0]);
