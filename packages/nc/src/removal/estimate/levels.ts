/** Levels that an operation has cut so far, in order. */

const levelMm = 0.005;
/** A surface of free form has no levels. */
const most = 512;

export class Levels {
  /** Ascending. */
  #levels: number[] = [];

  clear(): void {
    this.#levels = [];
  }

  add(level: number): void {
    const at = this.#at(level - levelMm);
    const known = this.#levels[at];
    if (known !== undefined && known <= level + levelMm) return;
    if (this.#levels.length < most) this.#levels.splice(at, 0, level);
  }

  /** The nearest one above; undefined without. */
  above(level: number): number | undefined {
    return this.#levels[this.#at(level + levelMm)];
  }

  /** Index of the first that is not below. */
  #at(level: number): number {
    let low = 0;
    let high = this.#levels.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#levels[middle]! < level) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
