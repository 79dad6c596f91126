/** Fits what the planner believes of a machine to the runs that it made by itself. */
import {
  copyChunk,
  fitDynamics,
  interpret,
  type MachineDynamics,
  type MoveChunk,
  type NcProgram,
} from '@mantinel/nc';

export interface CleanRun {
  /** Runs of one revision say one thing: their median counts. */
  readonly revision: string;
  readonly activeS: number;
  /** Per cent. */
  readonly feedOverride: number | undefined;
}

export interface FittedMachine {
  readonly dynamics: MachineDynamics;
  /** Runs that it rests on. */
  readonly runs: number;
  /** Median of |estimate ÷ measured − 1| over the programs. */
  readonly residual: number;
}

/** What there is, and what it would take at least. */
export interface FitRefused {
  readonly refused: 'too-few-runs' | 'too-few-programs';
  readonly runs: number;
  readonly leastRuns: number;
  readonly programs: number;
  readonly leastPrograms: number;
}

export type Fit = { readonly fitted: FittedMachine } | FitRefused;

export interface FitMachineOptions {
  readonly id: string;
  readonly from: MachineDynamics;
  readonly rapid: 'linear' | 'separate';
}

/** Five factors are fitted: with fewer programs their values would be the chance of one job. */
const leastPrograms = 3;
const leastRuns = 6;
/** Rows of moves kept while a machine is fitted: 150 bytes each. */
const mostRows = 400_000;

/** `programOf` answers the text of a revision; those that are too long for all to be kept are left out. */
export function fitMachine(
  runs: readonly CleanRun[],
  programOf: (revision: string) => NcProgram | undefined,
  options: FitMachineOptions,
): Fit {
  const byRevision = Map.groupBy(
    runs.filter(({ activeS }) => activeS > 0),
    ({ revision }) => revision,
  );
  const measured: { chunks: MoveChunk[]; seconds: number; feedOverride: number; runs: number }[] = [];
  let rows = 0;
  // Those that ran most often first.
  for (const [revision, own] of [...byRevision].sort(([, a], [, b]) => b.length - a.length)) {
    const program = programOf(revision);
    const chunks = program && movesOf(program, mostRows - rows);
    if (!chunks) continue;
    rows += chunks.reduce((sum, { count }) => sum + count, 0);
    measured.push({
      chunks,
      seconds: median(own.map(({ activeS }) => activeS)),
      feedOverride: median(own.map(({ feedOverride = 100 }) => feedOverride)) / 100,
      runs: own.length,
    });
  }
  const counted = measured.reduce((sum, each) => sum + each.runs, 0);
  const programs = measured.length;
  const has = { runs: counted, leastRuns, programs, leastPrograms };
  if (programs < leastPrograms) return { refused: 'too-few-programs', ...has };
  if (counted < leastRuns) return { refused: 'too-few-runs', ...has };
  const { dynamics, residuals } = fitDynamics(measured, options);
  return { fitted: { dynamics, runs: counted, residual: median(residuals.map(Math.abs)) } };
}

function movesOf(program: NcProgram, most: number): MoveChunk[] | undefined {
  const kept: MoveChunk[] = [];
  let rows = 0;
  for (const chunk of interpret(program).chunks) {
    rows += chunk.count;
    if (rows > most) return undefined;
    kept.push(copyChunk(chunk));
  }
  return kept;
}

/** The lower of two in the middle. */
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;
