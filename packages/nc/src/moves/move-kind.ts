/** What a row of the stream is: a motion (below 16) or an event that takes no way. */

export const MoveKind = {
  /** G0, and every retract that a control makes at rapid. */
  rapid: 0,
  /** G1 and what cycles do at feed. */
  linear: 1,
  /** G2/G3: an arc, a helix, or (with a differing end radius) a spiral. */
  arc: 2,
  /** A pass of a thread: the axes follow the spindle, `feed` is the lead in mm per revolution. */
  thread: 3,
  /** Rigid tapping, one row into the hole and one out of it; `feed` is the pitch in mm per revolution. */
  tap: 4,
  /** G31, G38.x: feeds until something is touched, at most to the end point. */
  probe: 5,

  /** `value`: seconds; NaN for a dwell counted in turns of a spindle that stands. */
  dwell: 16,
  /** `value`: the tool that now is in the spindle or in the working position. */
  toolChange: 17,
  /** Spindle started, stopped or given another speed: see the context. */
  spindle: 18,
  coolant: 19,
  /** M0. */
  stop: 20,
  /** M1. */
  optionalStop: 21,
  /** M2, M30, M99 of a main program, or the end of the file. */
  programEnd: 22,
  /** Work offset, G52, G92, rotation or tool length changed. Nothing moves, but the controlled point may be another one: start and end differ then. */
  offsets: 23,
  /** Any other M code; `value`: its number. */
  mCode: 24,
  /** #3000: the program itself raises an alarm; `value`: its number. */
  alarm: 25,
} as const;

export type MoveKind = (typeof MoveKind)[keyof typeof MoveKind];

/** The first kind that is an event. */
export const firstEvent = 16;

/** Bits of `MoveChunk.flags`. */
export const MoveFlag = {
  /** Made by a cycle and not by an axis word of its block. */
  cycle: 1,
  /** The first row of a hole (or of a pass, for turning cycles). */
  cycleStart: 2,
  /** Shifted by cutter compensation. */
  compensated: 4,
  /** Inserted by cutter compensation to go around a corner. */
  corner: 8,
  /** Towards or away from a contour: the block that begins or ends cutter compensation. */
  approach: 16,
  /** The end point is in machine coordinates (G53, G28, G30). */
  machine: 32,
  /** G28, G30: the end point is a reference position. */
  reference: 64,
  /** The control ignores feed override and feed hold: threading and tapping. */
  locked: 128,
  /** The tool was to come to rest at the end (G9, G61). */
  exactStop: 256,
} as const;
