/** The chain of observations that best agrees with the order and the time of a program. */
import type { Observation } from './observations.ts';

export interface Anchor {
  readonly row: number;
  /** In seconds of the program as the run went, and the step that begins there. */
  readonly atS: number;
  readonly step: number;
  readonly kind: Observation['kind'];
}

export interface Chain {
  /** Steps never go back. */
  readonly anchors: readonly Anchor[];
  readonly score: number;
}

/** Observations looked back at; further ones are joined without a look at the time between. Fewer in loops, where each may be in many places. */
const farthestBack = 24;
const mostPairs = 30_000_000;
/** What a jump in time costs at most: less than what an observation weighs. */
const worstJump = 0.8;
const shiftChange = 0.4;

/** Sparse dynamic programming over what each observation may mean, as sequence aligners chain their seeds (Li, 2018, minimap2). */
export function chainOf(observations: readonly Observation[], startS: Float64Array): Chain {
  const told = observations.filter(({ places }) => places.length > 0);
  const first = new Int32Array(told.length + 1);
  for (const [at, { places }] of told.entries()) first[at + 1] = first[at]! + places.length;
  const count = first[told.length]!;
  if (count === 0) return { anchors: [], score: 0 };
  const pairs = told.reduce((sum, { places }) => sum + places.length ** 2, 0);
  const lookBack = Math.min(farthestBack, Math.max(3, Math.floor(mostPairs / pairs)));
  const best = new Float64Array(count);
  const before = new Int32Array(count).fill(-1);
  const upTo = greatestUpTo(startS.length, best);
  for (const [at, observation] of told.entries()) {
    for (const [which, { step, weight, shift }] of observation.places.entries()) {
      const node = first[at]! + which;
      const timeS = startS[step]!;
      let value = -0.3 * jump(timeS, observation.atS);
      let from = -1;
      for (let back = at - 1; back >= Math.max(0, at - lookBack); back--) {
        const earlier = told[back]!;
        for (let other = 0; other < earlier.places.length; other++) {
          const place = earlier.places[other]!;
          if (place.step > step) continue;
          const cost =
            jump(timeS - startS[place.step]!, observation.atS - earlier.atS) +
            (place.shift === shift ? 0 : shiftChange);
          const reached = best[first[back]! + other]! - cost;
          if (reached <= value) continue;
          value = reached;
          from = first[back]! + other;
        }
      }
      const far = upTo.find(step);
      if (far >= 0 && best[far]! - worstJump - shiftChange > value) {
        value = best[far]! - worstJump - shiftChange;
        from = far;
      }
      best[node] = value + weight;
      before[node] = from;
    }
    // Those of one observation exclude each other.
    for (const [which, { step }] of observation.places.entries()) upTo.add(step, first[at]! + which);
  }
  let last = 0;
  for (let node = 1; node < count; node++) if (best[node]! > best[last]!) last = node;
  const anchors: Anchor[] = [];
  let at = told.length - 1;
  for (let node = last; node >= 0; node = before[node]!) {
    while (first[at]! > node) at -= 1;
    const { row, atS, kind, places } = told[at]!;
    anchors.push({ row, atS, kind, step: places[node - first[at]!]!.step });
  }
  return { anchors: anchors.reverse(), score: best[last]! };
}

/** 0 – `worstJump`: how badly the time between agrees with what the program takes. */
function jump(expectedS: number, tookS: number): number {
  const off = Math.abs(expectedS - tookS);
  return (worstJump * off) / (off + 5 + 0.5 * Math.min(expectedS, tookS));
}

/** The best node at or before a step: a Fenwick tree of maxima. */
function greatestUpTo(steps: number, best: Float64Array) {
  const tree = new Int32Array(steps + 1).fill(-1);
  return {
    add(step: number, node: number) {
      for (let at = step + 1; at <= steps; at += at & -at)
        if (tree[at]! < 0 || best[tree[at]!]! < best[node]!) tree[at] = node;
    },
    find(step: number): number {
      let found = -1;
      for (let at = step + 1; at > 0; at -= at & -at)
        if (tree[at]! >= 0 && (found < 0 || best[tree[at]!]! > best[found]!)) found = tree[at]!;
      return found;
    },
  };
}
