/** One piece of way under a limit of acceleration: how fast it can begin and end, and how long it takes. SI units but for mm. */

/** The highest speed from which `lengthMm` is enough to come down to `exit`, or up from it; mm/s. */
export const reachable = (exit: number, accelerationPerS2: number, lengthMm: number): number =>
  Math.sqrt(exit * exit + 2 * accelerationPerS2 * lengthMm);

/**
 * Seconds for a trapezoid, or a triangle where the length does not allow the nominal speed. `entry` and `exit` must lie within each
 * other's reach and not exceed `nominal`.
 */
export function trapezoidS(
  lengthMm: number,
  { entry, exit, nominal }: { entry: number; exit: number; nominal: number },
  accelerationPerS2: number,
): number {
  const peak = Math.sqrt((2 * accelerationPerS2 * lengthMm + entry * entry + exit * exit) / 2);
  if (peak <= nominal) return Math.max(0, (2 * peak - entry - exit) / accelerationPerS2);
  const ramped = (2 * nominal * nominal - entry * entry - exit * exit) / (2 * accelerationPerS2);
  return (2 * nominal - entry - exit) / accelerationPerS2 + (lengthMm - ramped) / nominal;
}

/**
 * Speed at a corner that a path rounded by `deviationMm` allows: the arc that touches both legs and comes so near to the corner has radius
 * r = δ·sin(θ/2)/(1 − sin(θ/2)), θ between the legs, and v² = a·r (centripetal; the rule of most motion controls since Sonny Jeon's
 * description of it for Grbl, 2011).
 *
 * `cosine`: of the angle between the directions of the two ways; 1 goes straight on (no limit), −1 turns back.
 */
export function cornerSpeed(cosine: number, accelerationPerS2: number, deviationMm: number): number {
  if (cosine >= 0.999999) return Number.POSITIVE_INFINITY;
  // Half of the angle between the legs: sin(θ/2) with θ = 180° − the change of direction.
  const sine = Math.sqrt(Math.max(0, (1 + cosine) / 2));
  if (sine <= 1e-9) return 0;
  return Math.sqrt((accelerationPerS2 * deviationMm * sine) / (1 - sine));
}
