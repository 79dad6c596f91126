/** Where an operation goes straight down, by cycles or by moves. */

const mostHoles = 1000;

export class Holes {
  /** Of each place, to a twentieth of a millimetre. */
  readonly places = new Set<number>();
  /** How often it goes down, at all places together. */
  strokes = 0;
  /** Of the deepest, and the longest way down at feed. */
  bottomMm = Number.POSITIVE_INFINITY;
  depthMm = 0;

  add(x: number, y: number, { bottomMm, depthMm }: { bottomMm: number; depthMm: number }): void {
    this.strokes += 1;
    if (this.places.size < mostHoles) this.places.add(Math.round(x * 20) * 1e7 + Math.round(y * 20));
    if (bottomMm < this.bottomMm) this.bottomMm = bottomMm;
    if (depthMm > this.depthMm) this.depthMm = depthMm;
  }
}
