/** Fits what is assumed of a machine to jobs whose time was measured. */
import type { MoveChunk } from '../moves/move-chunk.ts';
import type { MachineDynamics } from './dynamics.ts';
import { type TimeOptions, timeReducer } from './estimate.ts';

export interface MeasuredRun {
  /** The program's moves, kept (`copyChunk`). */
  readonly chunks: readonly MoveChunk[];
  readonly seconds: number;
  /** As the operator had it set: 1 is 100 %. */
  readonly feedOverride?: number;
}

export interface FitOptions {
  /** What is believed until runs say otherwise. */
  readonly from: MachineDynamics;
  /** Of the profile that is fitted. */
  readonly id: string;
  readonly rapid: TimeOptions['rapid'];
}

export interface FittedDynamics {
  readonly dynamics: MachineDynamics;
  /** Of each run: estimate ÷ measurement − 1. */
  readonly residuals: readonly number[];
}

/** Factors on what is assumed; each is believed to be right within a factor of about three. */
const fitted = ['acceleration', 'junctionDeviationMm', 'settleS', 'blockS', 'toolChangeS'] as const;
type Factors = Readonly<Record<(typeof fitted)[number], number>>;
const asAssumed: Factors = { acceleration: 1, junctionDeviationMm: 1, settleS: 1, blockS: 1, toolChangeS: 1 };
/** A factor of e away from the assumption weighs as much as a run that is three percent off. */
const believed = 0.03;
const firstStep = Math.log(2);
const lastStep = Math.log(1.01);
/** Nine of ten of a normal distribution. */
const ninety = 1.645;
/** What is believed of the spread before any run weighs as much as two: runs fewer than unknowns can be met exactly and prove nothing. */
const priorRuns = 2;

/**
 * Least squares of log(estimate ÷ measurement), held to the assumption where runs say nothing: few programs cannot tell five
 * unknowns apart. A pattern search (Hooke and Jeeves, 1961): the estimate has no derivative at its corners.
 */
export function fitDynamics(runs: readonly MeasuredRun[], { from, id, rapid }: FitOptions): FittedDynamics {
  const estimate = (factors: Factors, { chunks, feedOverride = 1 }: MeasuredRun) => {
    const reducer = timeReducer({ dynamics: scaled(from, factors), rapid, feedOverride });
    for (const chunk of chunks) reducer.take(chunk);
    return reducer.finish().total;
  };
  const cost = (factors: Factors) =>
    runs.reduce((sum, run) => sum + Math.log(estimate(factors, run) / run.seconds) ** 2, 0) +
    fitted.reduce((sum, name) => sum + (believed * Math.log(factors[name])) ** 2, 0);
  let best = asAssumed;
  let least = cost(best);
  for (let step = firstStep; step >= lastStep; ) {
    let better = false;
    for (const name of fitted) {
      for (const by of [step, -step]) {
        const tried = { ...best, [name]: best[name] * Math.exp(by) };
        const costs = cost(tried);
        if (costs >= least) continue;
        [best, least, better] = [tried, costs, true];
        break;
      }
    }
    if (!better) step /= 2;
  }
  const residuals = runs.map((run) => estimate(best, run) / run.seconds - 1);
  const squares = residuals.reduce((sum, each) => sum + (ninety * each) ** 2, 0);
  const uncertainty = Math.sqrt((priorRuns * from.uncertainty ** 2 + squares) / (priorRuns + runs.length));
  return { dynamics: { ...scaled(from, best), id, uncertainty }, residuals };
}

const scaled = (from: MachineDynamics, factors: Factors): MachineDynamics => {
  const [x, y, z, a, b, c] = from.accelerationPerS2.map((limit) => limit * factors.acceleration);
  return {
    ...from,
    accelerationPerS2: [x!, y!, z!, a!, b!, c!],
    junctionDeviationMm: from.junctionDeviationMm * factors.junctionDeviationMm,
    settleS: from.settleS * factors.settleS,
    blockS: from.blockS * factors.blockS,
    toolChangeS: from.toolChangeS * factors.toolChangeS,
  };
};
