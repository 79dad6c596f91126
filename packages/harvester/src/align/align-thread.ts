/** A thread that lays runs over programs and fits machines: programs are long, and events must not wait for them. */
import { parentPort } from 'node:worker_threads';
import { zstdDecompressSync } from 'node:zlib';
import { assumedDynamics, bytesInMemory, type MachineDynamics, type NcProgram } from '@mantinel/nc';
import { keyOfCalled } from '../keep/calls-of.ts';
import { inOneByte } from '../read/read-program.ts';
import { type CleanRun, type Fit, fitMachine } from './fit.ts';
import { type AlignedRun, endingOf } from './place/align.ts';
import { matchRun } from './place/programs.ts';
import type { Ending, MachineRun } from './runs/run.ts';
import { type Timeline, timelineOf } from './timeline/timeline.ts';

export interface ProgramText {
  readonly path: string;
  /** zstd. */
  readonly compressed: Uint8Array;
}

export interface AlignJob {
  readonly run: MachineRun;
  readonly candidates: readonly (ProgramText & { readonly revision: string; readonly named: boolean })[];
  /** Subprograms in other files, by number or by the stem of their name. */
  readonly subprograms: ReadonlyMap<string, Uint8Array>;
  /** Fitted to the machine. */
  readonly dynamics: MachineDynamics | undefined;
}

export interface FitJob {
  readonly machine: string;
  readonly runs: readonly CleanRun[];
  readonly texts: ReadonlyMap<string, ProgramText>;
}

export type AlignedTo = Omit<AlignedRun, 'seconds'> & { readonly revision: string; readonly ending: Ending };
export type ThreadJob = { readonly align: AlignJob } | { readonly fit: FitJob };
export type ThreadAnswer = { readonly aligned?: AlignedTo } | { readonly fit: Fit };

parentPort?.on('message', (job: ThreadJob | 'end') => {
  if (job === 'end') parentPort?.close();
  else parentPort?.postMessage('align' in job ? align(job.align) : fit(job.fit));
});

/** Timelines of the programs that ran last: a series is one program again and again. */
const known = new Map<string, Timeline>();
const mostKnownSteps = 600_000;

function align({ run, candidates, subprograms, dynamics }: AlignJob): ThreadAnswer {
  const library = {
    find(program: number | string): NcProgram | undefined {
      const compressed = subprograms.get(keyOfCalled(program));
      const path = typeof program === 'number' ? `O${program}` : program;
      return compressed && programOf({ path, compressed });
    },
  };
  const timeline = (candidate: AlignJob['candidates'][number]): Timeline => {
    const key = `${candidate.revision} ${dynamics?.id ?? ''}`;
    const found = known.get(key) ?? timelineOf(programOf(candidate), { library, dynamics });
    known.delete(key);
    known.set(key, found);
    let steps = 0;
    for (const [each, { steps: own }] of [...known].reverse()) {
      steps += own;
      if (steps > mostKnownSteps && each !== key) known.delete(each);
    }
    return found;
  };
  const matched = matchRun(
    run,
    candidates.map((each) => ({ id: each.revision, named: each.named, timeline: timeline(each) })),
  );
  if (!matched) return {};
  const { seconds: _, ...aligned } = matched.aligned;
  return { aligned: { ...aligned, revision: matched.id, ending: endingOf(run, aligned) } };
}

const fit = ({ machine, runs, texts }: FitJob): ThreadAnswer => ({
  fit: fitMachine(
    runs,
    (revision) => {
      const text = texts.get(revision);
      return text && programOf(text);
    },
    { id: `fitted-${machine}`, from: assumedDynamics('mill'), rapid: 'separate' },
  ),
});

const programOf = ({ path, compressed }: ProgramText): NcProgram => ({
  name: path,
  source: bytesInMemory(inOneByte(zstdDecompressSync(compressed))),
});
