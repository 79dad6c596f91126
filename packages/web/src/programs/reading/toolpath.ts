/** The toolpath of a program as far as it has been read, and who wants to know when it grows. */
import { LineKind, type Piece } from './piece.ts';
import type { Part } from './read-program.ts';
import { Rows, type Setting } from './rows.ts';

/** X, Y, Z; mm. */
export interface Box {
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

export class Toolpath {
  readonly pieces: Piece[] = [];
  readonly rows = new Rows();
  readonly settings: Setting[] = [];
  /** Of the program's bytes, 0 – 1. */
  share = 0;
  readonly #cuts = new Extent();
  readonly #all = new Extent();
  readonly #listeners = new Set<() => void>();

  add({ rows, settings, piece, share }: Part): void {
    for (const part of rows) this.rows.append(part);
    this.settings.push(...settings);
    this.share = share;
    if (piece) {
      this.pieces.push(piece);
      this.#measure(piece);
    }
    for (const listener of this.#listeners) listener();
  }

  /** Returns how to stop listening. */
  onGrow(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Around what is cut, or where nothing is, around everything; undefined while there is nothing. */
  get box(): Box | undefined {
    return this.#cuts.box() ?? this.#all.box();
  }

  get wholeBox(): Box | undefined {
    return this.#all.box();
  }

  settingOf(row: number): Setting | undefined {
    return this.settings[this.rows.setting[row]!];
  }

  #measure({ positions, kinds }: Piece): void {
    for (let point = 0; point < kinds.length; point++) {
      const at = 3 * point;
      const [x, y, z] = [positions[at]!, positions[at + 1]!, positions[at + 2]!];
      this.#all.add(x, y, z);
      if (kinds[point] !== LineKind.cut) continue;
      this.#cuts.add(x, y, z);
      this.#cuts.add(positions[at - 3]!, positions[at - 2]!, positions[at - 1]!);
    }
  }
}

class Extent {
  readonly #min: [number, number, number] = [Infinity, Infinity, Infinity];
  readonly #max: [number, number, number] = [-Infinity, -Infinity, -Infinity];

  add(x: number, y: number, z: number): void {
    const [min, max] = [this.#min, this.#max];
    if (x < min[0]) min[0] = x;
    if (y < min[1]) min[1] = y;
    if (z < min[2]) min[2] = z;
    if (x > max[0]) max[0] = x;
    if (y > max[1]) max[1] = y;
    if (z > max[2]) max[2] = z;
  }

  box(): Box | undefined {
    return this.#min[0] <= this.#max[0] ? { min: [...this.#min], max: [...this.#max] } : undefined;
  }
}
