/** How well a run agrees with a program that it may be a run of. */

import type { Moments } from '../runs/moments.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Anchor } from './chain.ts';
import type { Observation } from './observations.ts';
import type { Placement } from './placement.ts';
import { endOf } from './progress.ts';

/** Each 0–1; undefined where the run says nothing of it. */
export interface Agreement {
  /** Share of lines and blocks that have their place in the order of the program. */
  readonly blocks: number | undefined;
  /** Of the time between them with what the program takes. */
  readonly time: number | undefined;
  /** Of the tools in the spindle with those of the program. */
  readonly tools: number | undefined;
  /** Share of the turning time at a speed that the program has there. */
  readonly spindle: number | undefined;
  /** How much of the program a run that was completed went through. */
  readonly extent: number | undefined;
  /** Their weighted mean; 0 where the run says nothing. */
  readonly whole: number;
  /** The run says nothing by which it could be told from a run of another program. */
  readonly silent: boolean;
}

export interface Agreeing {
  readonly timeline: Timeline;
  readonly moments: Moments;
  readonly lastS: number;
  readonly observations: readonly Observation[];
  readonly anchors: readonly Anchor[];
  readonly placement: Placement;
  readonly progressS: Float64Array;
  readonly complete: boolean;
}

const weights = { blocks: 0.3, time: 0.2, tools: 0.25, spindle: 0.15, extent: 0.1 } as const;
/** Fewer lines or blocks say nothing. */
const leastTold = 5;
const binS = 5;
/** The real speed lies this near to the programmed one. */
const speedTolerance = 0.03;
/** Slower, it speeds up or stands. */
const turning = 50;

export function agreementOf(agreeing: Agreeing): Agreement {
  const parts = {
    blocks: ofBlocks(agreeing),
    time: ofTime(agreeing),
    tools: ofTools(agreeing),
    spindle: ofSpindle(agreeing),
    extent: ofExtent(agreeing),
  };
  let [sum, weight] = [0, 0];
  for (const [name, part] of Object.entries(parts) as [keyof typeof weights, number | undefined][]) {
    if (part === undefined) continue;
    sum += weights[name] * part;
    weight += weights[name];
  }
  // The tools of another program, another order of its blocks, or times that have nothing to do with it are no run of this one, however much
  // else is alike: lines count up in every program. An estimate may well be off by half.
  const worst = Math.min(parts.tools ?? 1, parts.blocks ?? 1, 1.5 * (parts.time ?? 1));
  const silent = weight === 0;
  return { ...parts, whole: silent ? 0 : (sum / weight) * (worst < 0.5 ? worst : 1), silent };
}

function ofBlocks({ observations, anchors }: Agreeing): number | undefined {
  const told = observations.filter(({ kind }) => kind !== 'tool').length;
  if (told < leastTold) return undefined;
  return anchors.filter(({ kind }) => kind !== 'tool').length / told;
}

function ofTime({ anchors, timeline: { startS } }: Agreeing): number | undefined {
  let [less, more] = [0, 0];
  let from = anchors[0];
  for (const anchor of anchors) {
    const [tookS, expectedS] = [anchor.atS - from!.atS, startS[anchor.step]! - startS[from!.step]!];
    if (tookS < binS && expectedS < binS && anchor !== anchors.at(-1)) continue;
    less += Math.min(tookS, expectedS);
    more += Math.max(tookS, expectedS);
    from = anchor;
  }
  return more < binS ? undefined : less / more;
}

/** Of the changes of the run those that the program makes, and of those of the program, where the run went, those that were made. */
function ofTools({ timeline, moments, anchors, complete }: Agreeing): number | undefined {
  const seen = sequence(moments.count, (row) => (moments.active[row] === 1 ? moments.tool[row]! : 0));
  if (seen.length === 0) return undefined;
  const [from, to] = [
    complete ? 0 : (anchors[0]?.step ?? 0),
    complete ? timeline.steps : (anchors.at(-1)?.step ?? 0) + 1,
  ];
  const meant = sequence(to - from, (at) => timeline.tool[from + at]!);
  if (meant.length === 0) return 0;
  // The tool of before may stand in the spindle until the program calls its first.
  const common = longestCommon(seen, meant);
  const without = seen[0] === meant[0] ? common : Math.max(common, longestCommon(seen.slice(1), meant));
  const foreign = seen.length - (seen[0] === meant[0] || seen.length === 1 ? 0 : 1);
  // One tool that is never changed may be told never.
  const expected =
    seen[0] === meant[0] || meant.length === seen.length ? meant.length : Math.max(1, meant.length - 1);
  return without / Math.max(1, foreign, Math.min(expected, meant.length));
}

/** Values above 0, each told once while it lasts. */
function sequence(count: number, told: (at: number) => number): number[] {
  const found: number[] = [];
  for (let at = 0; at < count; at++) {
    const value = told(at);
    if (value > 0 && value !== found.at(-1) && found.length < 500) found.push(value);
  }
  return found;
}

function longestCommon(a: readonly number[], b: readonly number[]): number {
  let row = new Int32Array(b.length + 1);
  for (const value of a) {
    const next = new Int32Array(b.length + 1);
    for (let at = 0; at < b.length; at++)
      next[at + 1] = value === b[at] ? row[at]! + 1 : Math.max(row[at + 1]!, next[at]!);
    row = next;
  }
  return row[b.length]!;
}

function ofSpindle({ timeline, moments, lastS, placement, progressS }: Agreeing): number | undefined {
  let [turningS, agreesS] = [0, 0];
  for (let row = 0; row < moments.count; row++) {
    const rpm = moments.spindleRpm[row]!;
    if (moments.active[row] === 0 || !(rpm > turning)) continue;
    const [fromS, toS] = [moments.atS[row]!, endOf(moments, row, lastS)];
    const perS = toS > fromS ? (progressS[row + 1]! - progressS[row]!) / (toS - fromS) : 0;
    // A speed holds for long, and the program may be anywhere meanwhile.
    for (let at = fromS; at < toS; at += 1) {
      const speed = timeline.spindleRpm[placement(progressS[row]! + (at - fromS) * perS).step]!;
      if (speed <= turning) continue;
      const seconds = Math.min(1, toS - at);
      turningS += seconds;
      agreesS += seconds * speedsAgree(rpm, speed);
    }
  }
  return turningS < 5 ? undefined : agreesS / turningS;
}

/** 1 at the programmed speed, half at one that an override of the spindle makes, in steps of ten per cent. */
function speedsAgree(rpm: number, programmed: number): number {
  const share = rpm / programmed;
  const nearest = Math.min(1.2, Math.max(0.5, Math.round(share * 10) / 10));
  if (Math.abs(share / nearest - 1) >= speedTolerance) return 0;
  return nearest === 1 ? 1 : 0.5;
}

function ofExtent({ timeline: { startS, steps }, anchors, complete }: Agreeing): number | undefined {
  const last = anchors.at(-1);
  if (!complete || !last) return undefined;
  return startS[last.step]! / startS[steps]!;
}
