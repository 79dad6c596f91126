/** A polyline made of fewer points, point by point and without keeping any. */

/**
 * Leaves out what lies within the tolerance of a straight line from the last point that was kept (the sleeve of Williams and Sklansky):
 * the directions that pass all points since are one sector, which each point narrows.
 */
export class Simplifier {
  #anchorX = 0;
  #anchorY = 0;
  #lastX = 0;
  #lastY = 0;
  /** Of the sector, seen from the anchor; without a sector everything is still possible. */
  #open = true;
  #axisX = 0;
  #axisY = 0;
  #low = 0;
  #high = 0;
  #farthest = 0;
  #down = false;
  readonly #keep: (fromX: number, fromY: number, toX: number, toY: number) => void;

  tolerance: number;

  constructor(tolerance: number, keep: (fromX: number, fromY: number, toX: number, toY: number) => void) {
    this.tolerance = tolerance;
    this.#keep = keep;
  }

  moveTo(x: number, y: number): void {
    if (this.#down && x === this.#lastX && y === this.#lastY) return;
    this.finish();
    this.#anchorX = this.#lastX = x;
    this.#anchorY = this.#lastY = y;
    this.#begin();
    this.#down = true;
  }

  lineTo(x: number, y: number): void {
    if (!this.#fits(x, y)) {
      this.#put();
      this.#fits(x, y);
    }
    this.#lastX = x;
    this.#lastY = y;
  }

  /** Hands over what is still held. */
  finish(): void {
    if (this.#down) this.#put();
    this.#down = false;
  }

  #put(): void {
    if (this.#lastX !== this.#anchorX || this.#lastY !== this.#anchorY)
      this.#keep(this.#anchorX, this.#anchorY, this.#lastX, this.#lastY);
    this.#anchorX = this.#lastX;
    this.#anchorY = this.#lastY;
    this.#begin();
  }

  #begin(): void {
    this.#open = true;
    this.#farthest = 0;
  }

  #fits(x: number, y: number): boolean {
    const dx = x - this.#anchorX;
    const dy = y - this.#anchorY;
    const distance = Math.sqrt(dx * dx + dy * dy);
    // Going back is a way of its own.
    if (distance < this.#farthest - this.tolerance) return false;
    if (distance <= this.tolerance) return true;
    const half = Math.asin(Math.min(1, this.tolerance / distance));
    if (this.#open) {
      this.#axisX = dx / distance;
      this.#axisY = dy / distance;
      this.#low = -half;
      this.#high = half;
      this.#open = false;
    } else {
      const along = dx * this.#axisX + dy * this.#axisY;
      const across = dy * this.#axisX - dx * this.#axisY;
      const angle = Math.atan2(across, along);
      if (angle < this.#low || angle > this.#high) return false;
      this.#low = Math.max(this.#low, angle - half);
      this.#high = Math.min(this.#high, angle + half);
    }
    this.#farthest = Math.max(this.#farthest, distance);
    return true;
  }
}
