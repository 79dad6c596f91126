/** A quantity that differs with every row, weighted by the way on which it holds. */
import type { Spread } from '../features/operations/weighted.ts';

/** Bins are 3 % wide, from a micrometre on; everything smaller is in the first. */
const least = 1e-3;
const ratio = Math.log(1.03);
const bins = 640;
/** Of the way, at either end: the tool coming into the material and going out of it. */
const leftOut = 0.05;

export class WayHistogram {
  readonly #weights = new Float64Array(bins);
  readonly #sums = new Float64Array(bins);
  #total = 0;

  add(value: number, weight: number): void {
    if (!(weight > 0) || !Number.isFinite(value)) return;
    const bin = value <= least ? 0 : Math.min(bins - 1, 1 + Math.floor(Math.log(value / least) / ratio));
    this.#weights[bin]! += weight;
    this.#sums[bin]! += value * weight;
    this.#total += weight;
  }

  /** `typical`: the mean of the three neighbouring bins that hold for the longest way. */
  spread(): Spread | undefined {
    if (this.#total === 0) return undefined;
    let best = 0;
    let most = -1;
    for (let bin = 0; bin < bins; bin++) {
      const weight = this.#around(this.#weights, bin);
      if (weight <= most) continue;
      most = weight;
      best = bin;
    }
    const min = this.#edge(1);
    const max = this.#edge(-1);
    const typical = this.#around(this.#sums, best) / most;
    return { min: Math.min(min, typical), max: Math.max(max, typical), typical };
  }

  #around(of: Float64Array, bin: number): number {
    return (of[bin - 1] ?? 0) + of[bin]! + (of[bin + 1] ?? 0);
  }

  #edge(direction: 1 | -1): number {
    let weight = 0;
    for (let i = 0; i < bins; i++) {
      const bin = direction > 0 ? i : bins - 1 - i;
      weight += this.#weights[bin]!;
      if (weight > leftOut * this.#total) return this.#sums[bin]! / this.#weights[bin]!;
    }
    return 0;
  }
}
