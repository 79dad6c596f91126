/** One run of a program on a machine, as its events tell it. */
import type { Moments } from './moments.ts';

/** `complete`: to its end; `aborted`: reset, emergency stop, alarm, another program; `cut-off`: the recording or the connection ended first. */
export type Ending = 'complete' | 'aborted' | 'cut-off';

/**
 * `program`: by itself; `single-block`: a person let it go block by block; `warm-up`: its name says so; `by-hand`: what was typed or moved by
 * hand (MDI, manual), which is no run of a program.
 */
export type RunKind = 'program' | 'single-block' | 'warm-up' | 'by-hand';

export interface MachineRun {
  readonly kind: RunKind;
  /** By the machine's clock, microseconds. */
  readonly beganUs: number;
  readonly endedUs: number;
  readonly ending: Ending;
  /** What ended it. */
  readonly because:
    | 'completed'
    | 'ready'
    | 'reset'
    | 'emergency-stop'
    | 'alarm'
    | 'other-program'
    | 'restarted'
    | 'silence'
    | 'end';
  /** As the machine gives it: path, case and extension are its own. */
  readonly programName: string | undefined;
  /** Seconds in which the control executed, as far as it was heard. */
  readonly activeS: number;
  /** Held or stopped, by a person or the program. */
  readonly pausedS: number;
  /** Not heard: neither active nor paused. */
  readonly unknownS: number;
  /** Mean over active seconds, per cent; undefined where the machine does not tell. */
  readonly feedOverride: number | undefined;
  /** The override was away from 100 % for a material share of the active time. */
  readonly overridden: boolean;
  readonly moments: Moments;
  /** What the machine's own counters added; undefined where it has none, or where one began anew. */
  readonly parts: number | undefined;
  readonly scrap: number | undefined;
  readonly rework: number | undefined;
}
