/** A line or an arc in a plane, the same shifted to a side, and where two of them meet. */

export interface Path {
  readonly startU: number;
  readonly startV: number;
  readonly endU: number;
  readonly endV: number;
  /** 0: a line. */
  readonly turns: number;
  readonly centreU: number;
  readonly centreV: number;
  readonly radius: number;
  /** Directions of travel at start and end, of length one. */
  readonly inU: number;
  readonly inV: number;
  readonly outU: number;
  readonly outV: number;
}

interface Arc {
  readonly centreU: number;
  readonly centreV: number;
  readonly turns: number;
}

export const pathOf = (startU: number, startV: number, endU: number, endV: number, arc?: Arc): Path => {
  if (!arc) {
    const length = Math.hypot(endU - startU, endV - startV);
    const u = (endU - startU) / length;
    const v = (endV - startV) / length;
    const line = { turns: 0, centreU: 0, centreV: 0, radius: 0, inU: u, inV: v, outU: u, outV: v };
    return { startU, startV, endU, endV, ...line };
  }
  const { centreU, centreV, turns } = arc;
  const sign = turns > 0 ? 1 : -1;
  const radius = Math.hypot(endU - centreU, endV - centreV);
  const startRadius = Math.hypot(startU - centreU, startV - centreV) || 1;
  const ends = { startU, startV, endU, endV, turns, centreU, centreV, radius };
  return {
    ...ends,
    inU: (-sign * (startV - centreV)) / startRadius,
    inV: (sign * (startU - centreU)) / startRadius,
    outU: (-sign * (endV - centreV)) / (radius || 1),
    outV: (sign * (endU - centreU)) / (radius || 1),
  };
};

/** `side` 1: to the left of travel. The directions stay. */
export const shifted = (path: Path, side: number, distance: number): Path => {
  const d = side * distance;
  const startU = path.startU - path.inV * d;
  const startV = path.startV + path.inU * d;
  const endU = path.endU - path.outV * d;
  const endV = path.endV + path.outU * d;
  const radius = path.turns === 0 ? 0 : path.radius - (path.turns > 0 ? d : -d);
  return { ...path, startU, startV, endU, endV, radius };
};

export interface Meeting {
  readonly u: number;
  readonly v: number;
  /** On both paths, and not before the first begins or behind the second ends. */
  readonly inside: boolean;
}

/** Where the end of `first` and the start of `second` cross: of two points the one nearer to where they would have met. */
export const meet = (first: Path, second: Path): Meeting | undefined => {
  const points = crossings(first, second);
  let best: Meeting | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [u, v] of points) {
    const inside = reaches(first, u, v) && reaches(second, u, v);
    // A crossing outside of the paths counts only where there is no other.
    const distance =
      Math.hypot(u - first.endU, v - first.endV) + Math.hypot(u - second.startU, v - second.startV);
    if ((inside && !best?.inside) || (inside === (best?.inside ?? false) && distance < least)) {
      best = { u, v, inside };
      least = distance;
    }
  }
  return best;
};

/** Whether a point of the (endless) path lies between its ends. */
const reaches = (path: Path, u: number, v: number): boolean => {
  const slack = 1e-6;
  if (path.turns === 0) {
    const length = Math.hypot(path.endU - path.startU, path.endV - path.startV);
    const along = (u - path.startU) * path.inU + (v - path.startV) * path.inV;
    return along >= -slack && along <= length + slack;
  }
  if (path.radius <= 0) return false;
  const sign = path.turns > 0 ? 1 : -1;
  const angle = (pointU: number, pointV: number) => Math.atan2(pointV - path.centreV, pointU - path.centreU);
  const start = angle(path.startU, path.startV);
  const sweep = positive(sign * (angle(path.endU, path.endV) - start));
  const to = positive(sign * (angle(u, v) - start));
  const turn = 2 * Math.PI;
  const whole = Math.abs(path.turns) > 1 || sweep < 1e-9 ? turn : sweep;
  const give = slack / path.radius;
  return to <= whole + give || to >= turn - give;
};

/**
 * Whether going along the path from one of its points to another is going back. Inside corners at both ends cut off more than there is then: the tool
 * is larger than the way between them.
 */
export const goesBack = (path: Path, fromU: number, fromV: number, toU: number, toV: number): boolean => {
  // Rounding of a program's last digit is no turning round.
  const slack = 0.005;
  if (path.turns === 0) return (toU - fromU) * path.outU + (toV - fromV) * path.outV < -slack;
  // More than a whole turn has no ends to tell apart.
  if (path.radius <= 0 || Math.abs(path.turns) > 1) return false;
  const way = (u: number, v: number): number => {
    const sign = path.turns > 0 ? 1 : -1;
    const start = Math.atan2(path.startV - path.centreV, path.startU - path.centreU);
    const angle = positive(sign * (Math.atan2(v - path.centreV, u - path.centreU) - start));
    return angle > 2 * Math.PI - slack / path.radius ? 0 : angle;
  };
  const closed = Math.hypot(path.endU - path.startU, path.endV - path.startV) < slack;
  return !closed && (way(toU, toV) - way(fromU, fromV)) * path.radius < -slack;
};

const positive = (angle: number): number => {
  const turn = 2 * Math.PI;
  return ((angle % turn) + turn) % turn;
};

const crossings = (a: Path, b: Path): (readonly [number, number])[] => {
  if (a.turns === 0 && b.turns === 0) {
    const cross = a.outU * b.inV - a.outV * b.inU;
    if (Math.abs(cross) < 1e-12) return [];
    const t = ((b.startU - a.endU) * b.inV - (b.startV - a.endV) * b.inU) / cross;
    return [[a.endU + a.outU * t, a.endV + a.outV * t]];
  }
  if (a.turns === 0) return lineCircle(a, b);
  if (b.turns === 0) return lineCircle(b, a);
  const u = b.centreU - a.centreU;
  const v = b.centreV - a.centreV;
  const distance = Math.hypot(u, v);
  if (distance < 1e-12) return [];
  const along = (distance * distance + a.radius * a.radius - b.radius * b.radius) / (2 * distance);
  const height = a.radius * a.radius - along * along;
  if (height < -1e-9) return [];
  const h = Math.sqrt(Math.max(0, height));
  const footU = a.centreU + (u / distance) * along;
  const footV = a.centreV + (v / distance) * along;
  return [
    [footU - (v / distance) * h, footV + (u / distance) * h],
    [footU + (v / distance) * h, footV - (u / distance) * h],
  ];
};

const lineCircle = (line: Path, circle: Path): (readonly [number, number])[] => {
  const u = circle.centreU - line.startU;
  const v = circle.centreV - line.startV;
  const along = u * line.inU + v * line.inV;
  const apart = u * line.inV - v * line.inU;
  const half = circle.radius * circle.radius - apart * apart;
  if (half < -1e-9) return [];
  const h = Math.sqrt(Math.max(0, half));
  return [along - h, along + h].map((t) => [line.startU + line.inU * t, line.startV + line.inV * t] as const);
};
