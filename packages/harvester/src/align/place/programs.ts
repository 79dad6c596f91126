/** Which program a run is a run of: by what it did, and by its name where that does not tell. */

import type { MachineRun } from '../runs/run.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { type AlignedRun, alignRun, isRunOf } from './align.ts';

export interface Candidate {
  readonly id: string;
  readonly timeline: Timeline;
  /** The machine's name for the run is a name or the number of this program. */
  readonly named: boolean;
}

export interface Matched {
  readonly id: string;
  readonly aligned: AlignedRun;
}

/** Alike by so much, what the run did does not tell two programs apart. */
const indistinct = 0.03;
/** A name decides between programs that the run fits nearly alike. */
const nameCounts = 0.1;

/** The candidate that the run is a run of; undefined where none is, or where several are alike and no name tells which. */
export function matchRun(run: MachineRun, candidates: Iterable<Candidate>): Matched | undefined {
  const found: (Matched & { readonly named: boolean; readonly score: number })[] = [];
  for (const { id, timeline, named } of candidates) {
    const aligned = alignRun(run, timeline);
    // A run that tells nothing but its name and its length is believed its name.
    if (!isRunOf(aligned) && !(named && aligned.agreement.silent && aligned.confidence > 0)) continue;
    found.push({ id, aligned, named, score: aligned.agreement.whole + (named ? nameCounts : 0) });
  }
  const [best, next] = found.sort((a, b) => b.score - a.score);
  if (!best || (next && !best.named && best.score - next.score < indistinct)) return undefined;
  return { id: best.id, aligned: best.aligned };
}
