/** Numbers for the shapes of attributes: shape 0 has none, each other one adds an attribute to an earlier shape. */

/** Places in `attributeTypes` fit three bits. */
export const attributeEntry = (keyString: number, type: number): number => keyString * 8 + type;
export const keyOfEntry = (entry: number): number => Math.floor(entry / 8);
export const typeOfEntry = (entry: number): number => entry % 8;

export class ShapeTable {
  /** The shape before, and the attribute that it adds, as `attributeEntry`. */
  readonly parents: number[] = [0];
  readonly entries: number[] = [0];
  readonly #known = new Map<number, number>();

  get count(): number {
    return this.parents.length;
  }

  clear(): void {
    this.parents.length = this.entries.length = 1;
    this.#known.clear();
  }

  /** The shape with one attribute more: `count` before the call when it is new. */
  with(parent: number, entry: number): number {
    const address = parent * 2 ** 32 + entry;
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    this.#known.set(address, this.parents.length);
    this.entries.push(entry);
    return this.parents.push(parent) - 1;
  }
}
