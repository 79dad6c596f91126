/** What is in force while something moves. Changes seldom, so rows point to it and do not repeat it. */

export type Plane = 17 | 18 | 19;
export type FeedMode = 'per-minute' | 'per-revolution' | 'inverse-time';
export type SpindleState = 'off' | 'clockwise' | 'counterclockwise';

/** One level of calls: the main program, or what M98, G65, G66 or a cycle's contour runs. */
export interface CallFrame {
  readonly file: string;
  /** O number or name, where there is one. */
  readonly program: number | string | undefined;
  /** 0 for the main program. */
  readonly depth: number;
  readonly caller: CallFrame | undefined;
  /** Byte offset and line of the calling block, in the caller's file. */
  readonly calledAt: number;
  readonly calledLine: number;
}

/** A canned cycle as it is carried out. Lengths in mm, coordinates in the stream's frame. */
export interface CycleCall {
  /** 73, 74, 76, 81 … 89; on lathes also 70 – 79, 90, 92, 94 of the system in force. */
  readonly code: number;
  readonly kind:
    | 'drill'
    | 'spot'
    | 'peck'
    | 'chip-break'
    | 'tap'
    | 'bore'
    | 'rough-turn'
    | 'rough-face'
    | 'pattern'
    | 'finish'
    | 'groove'
    | 'thread'
    | 'turn';
  /** Along the drilling axis, from the R plane to the bottom; 0 where that has no meaning. */
  readonly depthMm: number;
  readonly retractMm: number;
  readonly bottomMm: number;
  readonly peckMm: number;
  readonly dwellS: number;
  /** Of tapping and threading; 0 else. */
  readonly pitchMm: number;
  readonly returnTo: 'initial' | 'r';
  /** Byte offset of the last block of the contour that is roughed, where that stands below the cycle. */
  readonly contourLast?: number;
}

/** From the program's coordinates to the stream's frame: p ↦ rotate(p, XY) + offset. Metric. */
export interface Placement {
  readonly offsetMm: readonly [number, number, number, number, number, number];
  readonly rotationDeg: number;
}

export interface MoveContext {
  readonly frame: CallFrame;
  /** As it was called; 0 before the first. */
  readonly tool: number;
  readonly plane: Plane;
  /** In which the program writes; the stream itself is always metric. */
  readonly units: 'mm' | 'inch';
  readonly feedMode: FeedMode;
  readonly spindle: SpindleState;
  /** `surface`: G96, constant cutting speed. */
  readonly speedMode: 'rpm' | 'surface';
  /** Turns per minute, or m/min with `surface`. */
  readonly speed: number;
  /** G50 S, G92 S: turns per minute that `surface` does not exceed; Infinity without. */
  readonly speedLimit: number;
  readonly flood: boolean;
  readonly mist: boolean;
  /** 1 – 6 are G54 – G59, 7 – 9 G59.1 – G59.3, 100 + n is G54.1 Pn; 0 is machine coordinates. */
  readonly workOffset: number;
  readonly placement: Placement;
  /** H, or the offset digits of a lathe's T; 0: none. */
  readonly lengthOffset: number;
  /** D, or the offset digits of a lathe's T; 0: none. */
  readonly radiusOffset: number;
  readonly compensation: 'off' | 'left' | 'right';
  readonly cycle: CycleCall | undefined;
}
