/** Adds the seconds of a run up by operation. */
import type { Moments } from '../runs/moments.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Placement } from './placement.ts';
import { endOf, type Progress } from './progress.ts';

export interface OperationTime {
  /** `Operation.index` of the program. */
  readonly number: number;
  /** Active ones. */
  readonly seconds: number;
  /** As the planner expects them at 100 %. */
  readonly predictedS: number;
  /** Per cent, means over the active seconds that told it; undefined where none did. */
  readonly feedOverride: number | undefined;
  readonly loadMean: number | undefined;
  readonly loadMax: number | undefined;
}

/** A second of the run by the clock, from its beginning. */
export interface Second {
  /** −1: not active, or not assigned. */
  readonly operation: number;
  /** In its file; 0: none. */
  readonly line: number;
  readonly confidence: number;
  /** Share of it that was active. */
  readonly active: number;
}

export interface Ledger {
  readonly activeS: number;
  readonly assignedS: number;
  /** Of the active seconds, those of which nobody knows. */
  readonly unassignedS: number;
  /** Active seconds times their confidence. */
  readonly confidentS: number;
  /** Those that took time, in order. */
  readonly operations: readonly OperationTime[];
  readonly seconds: readonly Second[];
}

export interface Tallying {
  readonly timeline: Timeline;
  readonly moments: Moments;
  readonly lastS: number;
  readonly progress: Progress;
  readonly placement: Placement;
  /** 0–1: how much it is a run of this program at all. */
  readonly trust: number;
}

/** Below, a second is told as unassigned. */
const leastConfidence = 0.4;
/** Seconds kept one by one; a run is not longer (`runSplitter`). */
const mostSeconds = 48 * 3600;

class Sum {
  seconds = 0;
  overrideS = 0;
  overrideSum = 0;
  loadS = 0;
  loadSum = 0;
  loadMax = Number.NEGATIVE_INFINITY;
}

export function tally({ timeline, moments, lastS, progress, placement, trust }: Tallying): Ledger {
  const sums = timeline.operations.map(() => new Sum());
  const count = Math.min(mostSeconds, Math.ceil(lastS));
  const seconds = Array.from({ length: count }, () => ({ operation: -1, line: 0, confidence: 0, active: 0 }));
  /** Of the present second: how long each operation was at it. */
  let [second, longestS] = [-1, 0];
  let [activeS, assignedS, confidentS] = [0, 0, 0];
  const add = (row: number, fromS: number, toS: number, atS: number) => {
    const tookS = toS - fromS;
    const { step, confidence: placed } = placement(atS);
    const confidence = placed * trust;
    activeS += tookS;
    const at = Math.floor(fromS);
    if (at !== second) [second, longestS] = [at, 0];
    const told = seconds[at];
    if (told) told.active += tookS;
    if (confidence < leastConfidence) return;
    assignedS += tookS;
    confidentS += tookS * confidence;
    const sum = sums[timeline.operation[step]!]!;
    sum.seconds += tookS;
    const [override, load] = [moments.feedOverride[row]!, moments.load[row]!];
    if (!Number.isNaN(override)) {
      sum.overrideS += tookS;
      sum.overrideSum += tookS * override;
    }
    if (!Number.isNaN(load)) {
      sum.loadS += tookS;
      sum.loadSum += tookS * load;
      sum.loadMax = Math.max(sum.loadMax, load);
    }
    if (!told || tookS <= longestS) return;
    longestS = tookS;
    told.operation = timeline.operation[step]!;
    told.line = timeline.line[step]!;
    told.confidence = confidence;
  };
  for (let row = 0; row < moments.count; row++) {
    if (moments.active[row] === 0) continue;
    const [fromS, toS] = [moments.atS[row]!, endOf(moments, row, lastS)];
    const [begun, ended] = [progress.atS[row]!, progress.atS[row + 1]!];
    const perS = toS > fromS ? (ended - begun) / (toS - fromS) : 0;
    for (let at = fromS; at < toS; ) {
      const until = Math.min(toS, Math.floor(at) + 1);
      add(row, at, until, begun + ((at + until) / 2 - fromS) * perS);
      at = until;
    }
  }
  return {
    activeS,
    assignedS,
    unassignedS: activeS - assignedS,
    confidentS,
    operations: timeline.operations.flatMap(({ number, seconds: predictedS }, at) => {
      const sum = sums[at]!;
      if (sum.seconds === 0) return [];
      return [
        {
          number,
          seconds: sum.seconds,
          predictedS,
          feedOverride: sum.overrideS === 0 ? undefined : sum.overrideSum / sum.overrideS,
          loadMean: sum.loadS === 0 ? undefined : sum.loadSum / sum.loadS,
          loadMax: sum.loadS === 0 ? undefined : sum.loadMax,
        },
      ];
    }),
    seconds,
  };
}
