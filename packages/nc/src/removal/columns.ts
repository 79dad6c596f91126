/** ap and ae of the rows of a chunk, filled by whoever models them. */
import type { MoveChunk } from '../moves/move-chunk.ts';
import type { MoveEngagement } from './engagement.ts';

export class Columns implements MoveEngagement {
  apMm = new Float32Array(0);
  aeMm = new Float32Array(0);
  #weights = new Float32Array(0);

  begin({ count }: MoveChunk): void {
    if (this.apMm.length < count) {
      this.apMm = new Float32Array(count);
      this.aeMm = new Float32Array(count);
      this.#weights = new Float32Array(count);
    }
    this.apMm.fill(Number.NaN, 0, count);
    this.aeMm.fill(Number.NaN, 0, count);
    this.#weights.fill(0, 0, count);
  }

  /** Of several stretches of a row the deepest stands in ap, and in ae their mean by `weight`: by what they take off, and more so. */
  put(row: number, apMm: number, aeMm: number, weight: number): void {
    const ap = this.apMm[row]!;
    if (!(ap > apMm)) this.apMm[row] = apMm;
    const before = this.#weights[row]!;
    if (before > 0 && weight === 0) return;
    this.aeMm[row] = before > 0 ? (this.aeMm[row]! * before + aeMm * weight) / (before + weight) : aeMm;
    this.#weights[row] = before + weight;
  }
}

/** Reads the rows of a stream, in order. */
export interface RowModel {
  /** `group`: of `groupOf`. */
  row(chunk: MoveChunk, row: number, group: number): void;
  /** Nothing may be held back beyond the end of a chunk. */
  end(): void;
}
