/** To each second of a run the block of a program, and so its operation. */

import type { Ending, MachineRun } from '../runs/run.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { type Agreement, agreementOf } from './agreement.ts';
import { type Chain, chainOf } from './chain.ts';
import { numberingsOf } from './numbering.ts';
import { type Numbering, type Observation, observationsOf, stepIndex } from './observations.ts';
import { type Placement, placementOf } from './placement.ts';
import { progressOf } from './progress.ts';
import { type Ledger, tally } from './tally.ts';

export interface AlignedRun extends Ledger {
  /** How well the run agrees with the program at all; see `isRunOf`. */
  readonly agreement: Agreement;
  /** What the control's lines turned out to be; undefined where it tells none. */
  readonly numbering: Numbering | undefined;
  /** 0–1: mean over active seconds, unassigned ones being 0. */
  readonly confidence: number;
  /** Share of the program's time at which the run ended. */
  readonly reached: number;
}

/** Below, it is a run of another program. */
const leastAgreement = 0.7;

export const isRunOf = ({ agreement }: AlignedRun): boolean => agreement.whole >= leastAgreement;

/** Where the control's word for the end leaves it open, what the run did tells whether it came to the program's end. */
export function endingOf({ ending, because }: MachineRun, { reached }: Pick<AlignedRun, 'reached'>): Ending {
  if (because === 'ready' && reached < reachedMost) return 'aborted';
  // Some controls wait at the end of a program for a reset.
  if (because === 'reset' && reached >= reachedAll) return 'complete';
  return ending;
}
const reachedMost = 0.9;
const reachedAll = 0.99;

export function alignRun(run: MachineRun, timeline: Timeline): AlignedRun {
  const { moments } = run;
  const lastS = (run.endedUs - run.beganUs) / 1e6;
  const progress = progressOf(moments, lastS);
  const index = stepIndex(timeline);
  const pace =
    run.ending === 'complete' ? timeline.startS[timeline.steps]! / Math.max(1, progress.totalS) : 1;
  const seen = { timeline, index, moments, progress, pace: Math.min(2, Math.max(0.5, pace)) };
  const numberings = numberingsOf(timeline, index, moments);
  let best: { chain: Chain; observations: Observation[]; numbering: Numbering | undefined } | undefined;
  for (const numbering of numberings.length > 0 ? numberings : [undefined]) {
    const observations = observationsOf({ ...seen, numbering });
    const chain = chainOf(observations, timeline.startS);
    // Those that are hardly worse and likelier come first.
    if (!best || chain.score > 1.02 * best.chain.score) best = { chain, observations, numbering };
  }
  const { chain, observations, numbering } = best!;
  const { anchors } = chain;
  // READY alone may be a reset: then it was seen last somewhere in the middle.
  const lastSeen = anchors.at(-1);
  const inTheMiddle =
    lastSeen && timeline.startS[lastSeen.step]! < reachedMost * timeline.startS[timeline.steps]!;
  const complete = run.ending === 'complete' && !(run.because === 'ready' && inTheMiddle);
  const placed = new Set(anchors.map(({ row }) => row));
  const contradictions = observations
    .filter(({ row, kind }) => kind !== 'tool' && !placed.has(row))
    .map(({ atS }) => atS);
  const placing = { timeline, anchors, totalS: progress.totalS, complete, contradictions };
  const placement: Placement = placementOf(placing);
  const agreement = agreementOf({
    ...{ timeline, moments, lastS, observations, anchors, complete },
    placement: placementOf(placing),
    progressS: progress.atS,
  });
  const ledger = tally({
    timeline,
    moments,
    lastS,
    progress,
    placement,
    // A run that tells nothing is placed by time alone, which is little enough.
    trust: agreement.silent ? 1 : Math.min(1, agreement.whole / 0.8),
  });
  const end = placementOf(placing)(progress.totalS).step;
  return {
    ...ledger,
    agreement,
    numbering,
    confidence: ledger.activeS === 0 ? 0 : ledger.confidentS / ledger.activeS,
    reached: timeline.startS[Math.min(end + 1, timeline.steps)]! / timeline.startS[timeline.steps]!,
  };
}
