/** Lines on a grid of pixels that grows coarser as the drawing grows: at most as many lines as there are pixels. */

export interface GridLine {
  /** Places on the grid, from its lower left corner. */
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** mm; of anything that is seen. */
const finest = 1e-4;

export class PixelGrid {
  readonly #size: number;
  /** mm of a pixel, a power of two of `finest`. */
  #cell = finest;
  /** In pixels from zero. */
  #minX = 0;
  #minY = 0;
  #maxX = -1;
  #maxY = -1;
  /** Four numbers a line, in pixels from zero. */
  #lines: number[] = [];
  readonly #covered = new Set<number>();

  /** Pixels at most in both directions. */
  constructor(size: number) {
    this.#size = size;
  }

  get cellMm(): number {
    return this.#cell;
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0;
  }

  /** mm. A line that covers no pixel that was not covered before is left out. */
  add(fromX: number, fromY: number, toX: number, toY: number): void {
    this.#reach(fromX, fromY);
    this.#reach(toX, toY);
    const cell = this.#cell;
    this.#draw(
      Math.floor(fromX / cell),
      Math.floor(fromY / cell),
      Math.floor(toX / cell),
      Math.floor(toY / cell),
    );
  }

  /** Pixels of twice the size. */
  coarsen(): void {
    this.#cell *= 2;
    this.#minX = Math.floor(this.#minX / 2);
    this.#minY = Math.floor(this.#minY / 2);
    this.#maxX = Math.floor(this.#maxX / 2);
    this.#maxY = Math.floor(this.#maxY / 2);
    const lines = this.#lines;
    this.#lines = [];
    this.#covered.clear();
    for (let i = 0; i < lines.length; i += 4)
      this.#draw(lines[i]! >> 1, lines[i + 1]! >> 1, lines[i + 2]! >> 1, lines[i + 3]! >> 1);
  }

  /** In the order in which they came. */
  lines(): GridLine[] {
    const found: GridLine[] = [];
    for (let i = 0; i < this.#lines.length; i += 4)
      found.push({
        fromX: this.#lines[i]! - this.#minX,
        fromY: this.#lines[i + 1]! - this.#minY,
        toX: this.#lines[i + 2]! - this.#minX,
        toY: this.#lines[i + 3]! - this.#minY,
      });
    return found;
  }

  /** Pixels, and mm of the lower left corner. */
  extent(): { width: number; height: number; leftMm: number; bottomMm: number } {
    return {
      width: Math.max(1, this.#maxX - this.#minX + 1),
      height: Math.max(1, this.#maxY - this.#minY + 1),
      leftMm: this.#minX * this.#cell,
      bottomMm: this.#minY * this.#cell,
    };
  }

  #reach(x: number, y: number): void {
    for (;;) {
      const [i, j] = [Math.floor(x / this.#cell), Math.floor(y / this.#cell)];
      const empty = this.#maxX < this.#minX;
      const [minX, maxX] = empty ? [i, i] : [Math.min(this.#minX, i), Math.max(this.#maxX, i)];
      const [minY, maxY] = empty ? [j, j] : [Math.min(this.#minY, j), Math.max(this.#maxY, j)];
      // Beyond 2³⁰ pixels from zero bits would be lost.
      const far = Math.max(Math.abs(minX), Math.abs(maxX), Math.abs(minY), Math.abs(maxY)) > 2 ** 30;
      if (!far && maxX - minX < this.#size && maxY - minY < this.#size) {
        this.#minX = minX;
        this.#maxX = maxX;
        this.#minY = minY;
        this.#maxY = maxY;
        return;
      }
      if (empty) this.#cell *= 2;
      else this.coarsen();
    }
  }

  #draw(fromX: number, fromY: number, toX: number, toY: number): void {
    if (!this.#cover(fromX, fromY, toX, toY)) return;
    this.#lines.push(fromX, fromY, toX, toY);
  }

  /** Whether a pixel of the line (Bresenham's) was not covered yet. */
  #cover(fromX: number, fromY: number, toX: number, toY: number): boolean {
    const dx = Math.abs(toX - fromX);
    const dy = -Math.abs(toY - fromY);
    const stepX = fromX < toX ? 1 : -1;
    const stepY = fromY < toY ? 1 : -1;
    let [x, y, error] = [fromX, fromY, dx + dy];
    let fresh = false;
    for (;;) {
      // Within the grid, both differences stay below its size; the key need only tell neighbours apart.
      const key = wrapped(x) * 4096 + wrapped(y);
      if (!this.#covered.has(key)) {
        this.#covered.add(key);
        fresh = true;
      }
      if (x === toX && y === toY) return fresh;
      const twice = 2 * error;
      if (twice >= dy) {
        error += dy;
        x += stepX;
      }
      if (twice <= dx) {
        error += dx;
        y += stepY;
      }
    }
  }
}

/** Of places less than 4096 apart no two are alike. */
const wrapped = (place: number): number => place & 4095;
