/** Straight ways at a level: their directions, and how far parallel ones lie beside each other. */
import type { MoveChunk } from '../../moves/move-chunk.ts';

const still = 1e-6;
const bins = 12;
const mostPasses = 500;
/** mm; steps from one pass to the next are none. */
const shortestPassMm = 20;

export class Lines {
  /** Lengths in mm by direction, 15° a bin, there and back alike. */
  readonly directions = new Float64Array(bins);
  /** Where lines along X and along Y lie, in tenths of a millimetre. */
  readonly #passes: readonly [Set<number>, Set<number>] = [new Set(), new Set()];

  add(
    { x, y }: MoveChunk,
    row: number,
    { d1, d2, length }: { d1: number; d2: number; length: number },
  ): void {
    this.directions[Math.round((Math.atan2(d2, d1) / Math.PI + 1) * bins) % bins]! += length;
    const along = Math.abs(d2) < still ? 0 : Math.abs(d1) < still ? 1 : undefined;
    if (along === undefined || length < shortestPassMm || this.#passes[along].size >= mostPasses) return;
    this.#passes[along].add(Math.round((along === 0 ? y : x)[row]! * 10));
  }

  /** Of passes along X or Y: how far they lie beside each other; 0: there is one; undefined where less than half of `levelMm` goes along one axis. */
  stepMm(levelMm: number): number | undefined {
    const alongX = this.directions[0]! + this.directions[bins - 1]! + this.directions[1]!;
    const alongY =
      this.directions[bins / 2]! + this.directions[bins / 2 - 1]! + this.directions[bins / 2 + 1]!;
    if (Math.max(alongX, alongY) < 0.5 * levelMm || levelMm === 0) return undefined;
    const places = [...this.#passes[alongX > alongY ? 0 : 1]!];
    if (places.length === 0) return undefined;
    return (Math.max(...places) - Math.min(...places)) / 10 / Math.max(1, places.length - 1);
  }
}
