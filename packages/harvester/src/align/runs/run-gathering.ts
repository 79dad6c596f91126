/** What is kept of a run while it is under way. */

import type { MachineSample } from '../samples/sample.ts';
import { MomentGathering } from './moments.ts';
import type { MachineRun, RunKind } from './run.ts';
import { isWarmUp } from './warm-up.ts';

/** Away from 100 % by more than this is a decision of the operator. */
const overrideTolerance = 2;
const materialShare = 0.1;
/** The name follows the start on some controls. */
const nameSettlesUs = 5_000_000;
/** A touch of the button. */
const leastActiveS = 1;
/** Held so often, each time after moments: let go block by block. */
const singleBlockHolds = 8;
const singleBlockActiveS = 3;

type Counter = 'parts' | 'scrap' | 'rework';
const counters: readonly Counter[] = ['parts', 'scrap', 'rework'];

export class RunGathering {
  readonly beganUs: number;
  readonly firstLine: number;
  readonly byHand: boolean;
  lastActiveUs: number;
  /** Greatest of the last ones told while active. */
  lastLine: number | undefined;
  #program: string | undefined;
  readonly #moments = new MomentGathering();
  readonly #first: MachineSample;
  #last: MachineSample;
  #activeS = 0;
  #pausedS = 0;
  #unknownS = 0;
  /** Since it was last active: the run's only if it goes on. */
  #waitingS = { paused: 0, unknown: 0 };
  #toldS = 0;
  #overrideSum = 0;
  #awayS = 0;
  #singleBlockS = 0;
  #holds = 0;
  #wasActive = true;
  #counterAnew = false;

  constructor(sample: MachineSample) {
    this.beganUs = sample.timeUs;
    this.firstLine = sample.line ?? 0;
    this.byHand = sample.mode !== undefined && !/^(SEMI_)?AUTOMATIC$/.test(sample.mode);
    this.lastActiveUs = sample.timeUs;
    this.#program = nameOf(sample.program);
    this.#first = sample;
    this.#last = sample;
  }

  isSameProgram(name: string | undefined): boolean {
    const told = nameOf(name);
    return told === undefined || this.#program === undefined || told === this.#program;
  }

  /** After a moment in which it was ready or not heard: the same program, further on. */
  goesOn({ program, line, mode }: MachineSample): boolean {
    const byHand = mode !== undefined && !/^(SEMI_)?AUTOMATIC$/.test(mode);
    if (byHand !== this.byHand || !this.isSameProgram(program)) return false;
    return line !== undefined && this.lastLine !== undefined && line > 0 && line >= this.lastLine;
  }

  /** So much time passed while the machine stood as `sample` told. */
  spend(us: number, activity: string, sample: MachineSample): void {
    const seconds = us / 1e6;
    if (activity === 'active') {
      this.#goOn();
      this.#activeS += seconds;
      this.lastActiveUs = Math.max(this.lastActiveUs, sample.timeUs + us);
      if (sample.singleBlock || sample.mode === 'SEMI_AUTOMATIC') this.#singleBlockS += seconds;
      const { feedOverride } = sample;
      if (feedOverride === undefined) return;
      this.#toldS += seconds;
      this.#overrideSum += seconds * feedOverride;
      if (Math.abs(feedOverride - 100) > overrideTolerance) this.#awayS += seconds;
    } else if (activity === 'unknown') this.#waitingS.unknown += seconds;
    else this.#waitingS.paused += seconds;
  }

  tell(sample: MachineSample, active: boolean): void {
    if (sample.timeUs - this.beganUs <= nameSettlesUs)
      this.#program = nameOf(sample.program) ?? this.#program;
    this.#program ??= nameOf(sample.program);
    if (active && sample.line !== undefined) this.lastLine = sample.line;
    if (this.#wasActive && !active) this.#holds += 1;
    this.#wasActive = active;
    for (const counter of counters) {
      const [before, now] = [this.#last[counter], sample[counter]];
      if (before !== undefined && now !== undefined && now < before) this.#counterAnew = true;
    }
    this.#moments.add((sample.timeUs - this.beganUs) / 1e6, active, sample);
    this.#last = sample;
  }

  /** Undefined for what is none. */
  finish(
    endedUs: number,
    ending: MachineRun['ending'],
    because: MachineRun['because'],
  ): MachineRun | undefined {
    if (this.#activeS < leastActiveS) return undefined;
    if (endedUs > this.lastActiveUs) this.#goOn();
    const feedOverride = this.#toldS > 0.5 * this.#activeS ? this.#overrideSum / this.#toldS : undefined;
    return {
      kind: this.#kind(),
      beganUs: this.beganUs,
      endedUs: Math.max(endedUs, this.lastActiveUs),
      ending,
      because,
      programName: this.#program,
      activeS: this.#activeS,
      pausedS: this.#pausedS,
      unknownS: this.#unknownS,
      feedOverride,
      overridden: this.#awayS > materialShare * this.#activeS,
      moments: this.#moments.finish(),
      parts: this.#counted('parts'),
      scrap: this.#counted('scrap'),
      rework: this.#counted('rework'),
    };
  }

  #goOn(): void {
    this.#pausedS += this.#waitingS.paused;
    this.#unknownS += this.#waitingS.unknown;
    this.#waitingS = { paused: 0, unknown: 0 };
  }

  #counted(counter: Counter): number | undefined {
    const [from, to] = [this.#first[counter], this.#last[counter]];
    return from === undefined || to === undefined || this.#counterAnew ? undefined : to - from;
  }

  #kind(): RunKind {
    if (this.byHand) return 'by-hand';
    if (this.#program !== undefined && isWarmUp(this.#program)) return 'warm-up';
    const blockByBlock =
      this.#singleBlockS > 0.5 * this.#activeS ||
      (this.#holds >= singleBlockHolds && this.#activeS / this.#holds < singleBlockActiveS);
    return blockByBlock ? 'single-block' : 'program';
  }
}

const nameOf = (name: string | undefined): string | undefined => name?.trim() || undefined;
