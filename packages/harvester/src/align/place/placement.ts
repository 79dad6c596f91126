/** Where a run is in its program at any of its moments, and how sure that is. */

import type { Timeline } from '../timeline/timeline.ts';
import type { Anchor } from './chain.ts';

export interface Place {
  readonly step: number;
  /** 0–1, of the operation; the line within it is as sure as its neighbours are near. */
  readonly confidence: number;
}

/** Asked in the order of time. */
export type Placement = (atS: number) => Place;

export interface Placing {
  readonly timeline: Timeline;
  readonly anchors: readonly Anchor[];
  /** Seconds of the program that the run took (`Progress`). */
  readonly totalS: number;
  /** It went to the program's end. */
  readonly complete: boolean;
  /** Of observations that the chain could not place: when they were made. */
  readonly contradictions: readonly number[];
}

interface Fixed {
  readonly atS: number;
  readonly step: number;
  readonly timeS: number;
  /** 0–1: how sure the run was here. */
  readonly sure: number;
}

/** A run that gives no sign of its place is told by time alone, which any program of that length would do. */
const byTimeAlone = 0.55;
const sure = 0.99;

export function placementOf({ timeline, anchors, totalS, complete, contradictions }: Placing): Placement {
  const fixed = fixedPoints({ timeline, anchors, totalS, complete });
  const { operation, startS, steps } = timeline;
  /** How often the operation changed before a step. */
  const changes = new Int32Array(steps);
  for (let step = 1; step < steps; step++)
    changes[step] = changes[step - 1]! + Number(operation[step] !== operation[step - 1]);
  let at = 0;
  let step = 0;
  return (atS) => {
    while (at + 2 < fixed.length && fixed[at + 1]!.atS <= atS) at += 1;
    const from = fixed[at]!;
    const to = fixed[at + 1]!;
    const span = to.atS - from.atS;
    const share = span > 0 ? Math.min(1, Math.max(0, (atS - from.atS) / span)) : 0;
    const timeS = from.timeS + share * (to.timeS - from.timeS);
    // What is seen at work ends where the next is seen, however little time the program gives it: a wait for a person takes none.
    const before = atS < to.atS ? to.step - 1 : to.step;
    if (step < from.step) step = from.step;
    if (to.timeS > from.timeS) {
      while (step < Math.min(before, steps - 1) && startS[step + 1]! <= timeS) step += 1;
    } else if (atS >= to.atS) step = Math.min(to.step, steps - 1);
    return { step, confidence: confidenceAt(step, atS, from, to) };
  };

  function confidenceAt(here: number, atS: number, from: Fixed, to: Fixed): number {
    const reliable = Math.min(from.sure, to.sure);
    // The step that is seen next begins there, so what is between is over before it.
    const last = atS < to.atS ? Math.max(from.step, to.step - 1) : Math.min(to.step, steps - 1);
    const [tookS, expectedS] = [to.atS - from.atS, to.timeS - from.timeS];
    const against = contradicted(from.atS, to.atS);
    if (changes[last] === changes[from.step]) return reliable * (against > 0.5 && tookS > 60 ? 0.7 : 1);
    // Another operation begins in between: the nearer to where that is expected, the less sure.
    const perS = expectedS > 0 ? tookS / expectedS : 0;
    let nearest = Number.POSITIVE_INFINITY;
    const begun = boundary(here, from.step, -1);
    const begins = boundary(here, last, 1);
    if (begun !== undefined) nearest = atS - (from.atS + (startS[begun]! - from.timeS) * perS);
    if (begins !== undefined)
      nearest = Math.min(nearest, from.atS + (startS[begins]! - from.timeS) * perS - atS);
    const slackS = 0.5 + 0.5 * Math.abs(tookS - expectedS) + 0.1 * Math.max(tookS, expectedS);
    const clear = Math.min(1, Math.max(0, nearest) / slackS);
    return reliable * (0.5 + 0.5 * clear) * (1 - 0.5 * against);
  }

  /** The next step in a direction at which the operation changes. */
  function boundary(here: number, end: number, direction: 1 | -1): number | undefined {
    const now = changes[here]!;
    if (changes[end] === now) return undefined;
    let [low, high] = direction > 0 ? [here, end] : [end, here];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (direction > 0 ? changes[middle]! > now : changes[middle]! >= now) high = middle;
      else low = middle;
    }
    return high;
  }

  /** Share of what was told in between that does not belong there; few tellings say nothing. */
  function contradicted(fromS: number, toS: number): number {
    let count = 0;
    for (const atS of contradictions) if (atS > fromS && atS < toS) count += 1;
    return count / (count + 5);
  }
}

function fixedPoints({ timeline, anchors, totalS, complete }: Omit<Placing, 'contradictions'>): Fixed[] {
  const { startS, steps } = timeline;
  const wholeS = startS[steps]!;
  const points: Fixed[] = anchors.map(({ atS, step }) => ({ atS, step, timeS: startS[step]!, sure }));
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) {
    const ratio = totalS / wholeS;
    const alone = complete && ratio > 0.6 && ratio < 1.7 ? byTimeAlone : byTimeAlone / 2;
    const end = complete ? wholeS : Math.min(wholeS, totalS);
    return [
      { atS: 0, step: 0, timeS: 0, sure: alone },
      { atS: totalS, step: stepAt(startS, steps, end), timeS: end, sure: alone },
    ];
  }
  // It began at the program's beginning, or somewhere within where nobody knows.
  const fromStart = first.timeS <= 2 * first.atS + 15;
  const beganS = fromStart ? 0 : Math.max(0, first.timeS - first.atS);
  points.unshift({
    atS: 0,
    step: stepAt(startS, steps, beganS),
    timeS: beganS,
    sure: fromStart ? sure : 0.7,
  });
  const leftS = totalS - last.atS;
  const toEnd = complete && wholeS - last.timeS <= 3 * leftS + 30;
  const endS = toEnd ? wholeS : Math.min(wholeS, last.timeS + leftS);
  points.push({
    atS: Math.max(totalS, last.atS),
    step: stepAt(startS, steps, endS),
    timeS: endS,
    // Longer without a sign than the program goes on: it does something else.
    sure: toEnd || leftS <= 3 * (endS - last.timeS) + 30 ? sure : 0.4,
  });
  return points;
}

function stepAt(startS: Float64Array, steps: number, timeS: number): number {
  let [low, high] = [0, steps];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (startS[middle]! <= timeS) low = middle;
    else high = middle;
  }
  return low;
}
