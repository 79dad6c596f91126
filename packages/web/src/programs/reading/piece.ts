/** Toolpath as lines: what the reader makes of the stream of moves, piece by piece, and the screen draws. */

/** Of the line that ends at a point. */
export const LineKind = {
  /** None ends here: a path begins. */
  none: 0,
  rapid: 1,
  cut: 2,
} as const;

/** Points of a polyline: some ten thousand, and as many as a block made. */
export interface Piece {
  /** X, Y, Z of each; mm in the stream's frame. */
  readonly positions: Float32Array<ArrayBuffer>;
  /** `LineKind`. */
  readonly kinds: Uint8Array<ArrayBuffer>;
  /** Number of the row in the stream (counted from its beginning, events too) of the line that ends here. Ascending. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** A sphere (X, Y, Z, radius) around the lines of each `pointsPerSphere` points. */
  readonly spheres: Float32Array<ArrayBuffer>;
}

export const pointsPerSphere = 256;

/** Spheres around the lines that end at the points `from` … `from + pointsPerSphere` of each stretch. */
export function spheresOf(positions: Float32Array): Float32Array<ArrayBuffer> {
  const points = positions.length / 3;
  const spheres = new Float32Array(4 * Math.ceil(points / pointsPerSphere));
  for (let stretch = 0; stretch * pointsPerSphere < points; stretch++) {
    // A line begins at the point before.
    const first = Math.max(0, stretch * pointsPerSphere - 1);
    const end = Math.min(points, (stretch + 1) * pointsPerSphere);
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    for (let point = first; point < end; point++)
      for (let axis = 0; axis < 3; axis++) {
        const value = positions[3 * point + axis]!;
        if (value < low[axis]!) low[axis] = value;
        if (value > high[axis]!) high[axis] = value;
      }
    let square = 0;
    for (let axis = 0; axis < 3; axis++) {
      spheres[4 * stretch + axis] = (low[axis]! + high[axis]!) / 2;
      square += ((high[axis]! - low[axis]!) / 2) ** 2;
    }
    spheres[4 * stretch + 3] = Math.sqrt(square);
  }
  return spheres;
}
