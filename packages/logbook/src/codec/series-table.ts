/** Numbers for tuples of numbers: what a series consists of once its strings and its shape have numbers of their own. */

/** Words of a series: site, machine + 1, path + 1, code, shape, kind | severity << 8 | quality << 16. */
export const seriesWords = 6;

export class SeriesTable {
  count = 0;
  words = new Int32Array(seriesWords * 256);
  #slots = new Int32Array(512).fill(-1);
  #mask = 511;

  /** Forgets everything; slots for so many series are made at once. */
  clear(expected: number): void {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(4, expected * 2)));
    if (slots > this.#slots.length) this.#slots = new Int32Array(slots);
    this.#mask = slots - 1;
    this.#slots.fill(-1, 0, slots);
    this.count = 0;
  }

  /** The number of the tuple: `count` before the call when it is new. */
  index(a: number, b: number, c: number, d: number, e: number, f: number): number {
    const { words } = this;
    let slot = this.#hash(a, b, c, d, e, f);
    for (let index = this.#slots[slot]!; index !== -1; index = this.#slots[slot]!) {
      const at = index * seriesWords;
      if (
        words[at] === a &&
        words[at + 1] === b &&
        words[at + 2] === c &&
        words[at + 3] === d &&
        words[at + 4] === e &&
        words[at + 5] === f
      )
        return index;
      slot = (slot + 1) & this.#mask;
    }
    this.#slots[slot] = this.count;
    this.#append(a, b, c, d, e, f);
    if (this.count * 2 > this.#mask) this.#grow();
    return this.count - 1;
  }

  #append(...tuple: number[]): void {
    const at = this.count++ * seriesWords;
    if (at + seriesWords > this.words.length) {
      const more = new Int32Array(this.words.length * 2);
      more.set(this.words);
      this.words = more;
    }
    this.words.set(tuple, at);
  }

  #grow(): void {
    const slots = (this.#mask + 1) * 2;
    if (slots > this.#slots.length) this.#slots = new Int32Array(slots);
    this.#slots.fill(-1, 0, slots);
    this.#mask = slots - 1;
    const { words } = this;
    for (let index = 0; index < this.count; index++) {
      const at = index * seriesWords;
      let slot = this.#hash(
        words[at]!,
        words[at + 1]!,
        words[at + 2]!,
        words[at + 3]!,
        words[at + 4]!,
        words[at + 5]!,
      );
      while (this.#slots[slot] !== -1) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = index;
    }
  }

  #hash(a: number, b: number, c: number, d: number, e: number, f: number): number {
    let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
    hash ^= Math.imul(d, 0x27d4eb2f) ^ Math.imul(e, 0x165667b1) ^ Math.imul(f, 0x1b873593);
    return (hash ^ (hash >>> 15)) & this.#mask;
  }
}
