/** Collects points of lines into pieces. */
import { LineKind, type Piece, spheresOf } from './piece.ts';

const capacity = 1 << 15;
/** Room for the longest row: an arc of many chords, and the start of a path. */
const slack = 1024;

export class PieceMaker {
  readonly #positions = new Float32Array(3 * (capacity + slack));
  readonly #kinds = new Uint8Array(capacity + slack);
  readonly #rows = new Uint32Array(capacity + slack);
  #count = 0;
  /** Points of all pieces. */
  points = 0;

  get waiting(): number {
    return this.#count;
  }

  get full(): boolean {
    return this.#count >= capacity;
  }

  add(x: number, y: number, z: number, kind: number, row: number): void {
    const at = this.#count++;
    this.points += 1;
    this.#positions[3 * at] = x;
    this.#positions[3 * at + 1] = y;
    this.#positions[3 * at + 2] = z;
    this.#kinds[at] = kind;
    this.#rows[at] = row;
  }

  /** What was collected; the next piece goes on where it ends. */
  hand(): Piece {
    const count = this.#count;
    const positions = this.#positions.slice(0, 3 * count);
    const piece = {
      positions,
      kinds: this.#kinds.slice(0, count),
      rows: this.#rows.slice(0, count),
      spheres: spheresOf(positions),
    };
    this.#count = 0;
    if (count > 0) {
      const last = count - 1;
      const [x, y, z] = positions.subarray(3 * last);
      this.add(x!, y!, z!, LineKind.none, piece.rows[last]!);
      this.points -= 1;
    }
    return piece;
  }
}
