/** A quantity along the way: its range, and the value that holds for the longest of it. */

export interface Spread {
  readonly min: number;
  readonly max: number;
  /** Of the longest way. */
  readonly typical: number;
}

const mostValues = 256;

export class Weighted {
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  readonly #values = new Map<number, number>();

  /** The value at hand, which most rows repeat. */
  #last = Number.NaN;
  #lastWeight = 0;

  add(value: number, weight: number): void {
    if (value === this.#last) {
      this.#lastWeight += weight;
      return;
    }
    if (!Number.isFinite(value)) return;
    this.#put();
    this.#last = value;
    this.#lastWeight = weight;
  }

  #put(): void {
    const value = this.#last;
    const weight = this.#lastWeight;
    if (Number.isNaN(value)) return;
    this.#last = Number.NaN;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    const known = this.#values.get(value);
    // A feed that changes with every block has no typical value; the first hundreds stand for the rest.
    if (known !== undefined) this.#values.set(value, known + weight);
    else if (this.#values.size < mostValues) this.#values.set(value, weight);
  }

  spread(): Spread | undefined {
    this.#put();
    if (this.#values.size === 0) return undefined;
    let typical = 0;
    let most = Number.NEGATIVE_INFINITY;
    for (const [value, weight] of this.#values) {
      if (weight <= most) continue;
      most = weight;
      typical = value;
    }
    return { min: this.#min, max: this.#max, typical };
  }
}

/** `of` applied to all three. */
export const spreadOf = (spread: Spread | undefined, of: (value: number) => number): Spread | undefined =>
  spread && { min: of(spread.min), max: of(spread.max), typical: of(spread.typical) };
