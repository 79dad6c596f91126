/** Figures of a shift at a place, and of its machines. */
import type { Activity } from './activity.ts';
import type { AlarmSum } from './alarm-tally.ts';
import type { MachineSum, Stop } from './machine-tally.ts';
import type { Span } from './span.ts';

export interface StopOfMachine extends Stop {
  readonly machine: string;
}
export interface AlarmOfMachine extends AlarmSum {
  readonly machine: string;
}

/** Where the time of all machines went, and what came of it. */
export interface ShiftSum {
  readonly us: Readonly<Record<Activity, number>>;
  /** Of the time that is known; undefined when none is. */
  readonly runningShare: number | undefined;
  readonly stopCount: number;
  readonly alarmCount: number;
  /** Undefined where no machine counts. */
  readonly parts: number | undefined;
}

/** What a report is made of, before anything is said of it. */
export interface ShiftFindings {
  /** Accounted for; ends before the shift while that goes on. */
  readonly span: Span;
  readonly machines: readonly MachineSum[];
  readonly sum: ShiftSum;
  readonly longestStops: readonly StopOfMachine[];
  readonly topAlarms: readonly AlarmOfMachine[];
  /** The same of the shift before. */
  readonly before?: ShiftSum;
}
