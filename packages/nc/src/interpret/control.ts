/** The state of a control while it carries out a program: everything that one block leaves to the next. */
import type { Collector, Place } from '../diagnostics/collector.ts';
import { type DialectName, systemADialects } from '../dialect/dialect.ts';
import type {
  CallFrame,
  CycleCall,
  FeedMode,
  MoveContext,
  Plane,
  SpindleState,
} from '../moves/move-context.ts';
import type { MachineProfile } from '../profile/machine-profile.ts';
import type { ProgramLibrary } from '../source/program.ts';
import { type Block, emptyBlock } from './block.ts';
import type { Limits } from './interpretation.ts';
import type { Variables } from './macro/variables.ts';
import { variables } from './macro/variables.ts';
import { type Compensator, compensator } from './motion/compensator.ts';
import { type CornerStage, cornerStage } from './motion/corner-stage.ts';
import { type MoveWriter, moveWriter, newRow, type Row } from './motion/move-writer.ts';
import { type Placing, placing } from './motion/placing.ts';
import type { ProgramFile, Spot } from './program/program-file.ts';
import type { Reading } from './program/reading.ts';

/** What `modal.motion` holds: a G code times ten, or none. */
export const noMotion = -1;

export interface Modal {
  /** G code × 10: 0, 10, 20, 30, 320, 330, a cycle (730 – 890, 900 …), or `noMotion`. */
  motion: number;
  plane: Plane;
  absolute: boolean;
  /** G90.1: I, J, K are coordinates and not distances. */
  absoluteCentre: boolean;
  inch: boolean;
  feedMode: FeedMode;
  /** In the units of `feedMode`, metric. */
  feed: number;
  spindle: SpindleState;
  surface: boolean;
  speed: number;
  speedLimit: number;
  flood: boolean;
  mist: boolean;
  /** In the spindle, and called for the next M6. */
  tool: number;
  nextTool: number;
  lengthOffset: number;
  radiusOffset: number;
  compensation: 'off' | 'left' | 'right';
  /** G98: true, back to the level before the cycle. */
  returnToInitial: boolean;
  exactStop: boolean;
  /** M29 or a rigid dialect: the next taps are synchronised. */
  rigid: boolean;
  /** G7 of LinuxCNC, or a lathe that programs diameters. */
  diameter: boolean;
}

export type PendingWrite =
  | { readonly name: string; readonly value: number }
  | { readonly number: number; readonly value: number };

/** A loop that is being gone through: WHILE … DO1 by its number, LinuxCNC's by the label of its O-word. */
export interface Loop {
  readonly label: number | string;
  /** The block that begins it. */
  readonly spot: Spot;
  readonly kind: 'while' | 'do' | 'repeat';
  /** Turns left of `repeat`. */
  remaining: number;
}

/** One level of calls, with where it goes on. */
export interface Level {
  readonly file: ProgramFile;
  readonly frame: CallFrame;
  readonly back: Spot;
  /** Where the program that was called begins. */
  readonly start: Spot;
  /** Turns that are left (M98 L). */
  repeats: number;
  /** G65 and G66 have locals of their own. */
  readonly ownLocals: boolean;
  readonly loops: readonly Loop[];
  readonly percents: number;
  /** M98, G65, LinuxCNC's `o… call`, or G66 behind a move. */
  readonly kind: 'subprogram' | 'macro' | 'sub' | 'modal';
}

/** While a rotary axis stands for a linear one. */
export type VirtualAxes =
  | { readonly kind: 'face'; readonly planeBefore: Plane }
  | {
      readonly kind: 'cylinder';
      readonly radiusMm: number;
      /** 3 – 5: the rotary axis; 0 or 1: the one that it stands for. */
      readonly rotary: number;
      readonly unrolled: number;
      /** Of G107 of Haas: lengths along that one are programmed, and not angles of the rotary axis. */
      readonly byLength: boolean;
      /** Where that one is in fact, mm. */
      readonly kept: number;
      /** G18 of a lathe has C where X is: its arcs turn the other way round. */
      readonly flipped: boolean;
      readonly planeBefore: Plane;
    };

export interface Control {
  readonly profile: MachineProfile;
  readonly dialect: DialectName;
  readonly lathe: boolean;
  readonly linuxcnc: boolean;
  /** G-code system A of lathes: G90 turns, U and W are incremental. */
  readonly systemA: boolean;
  readonly library: ProgramLibrary | undefined;
  readonly limits: Limits;
  readonly found: Collector;
  readonly block: Block;
  readonly modal: Modal;
  readonly placing: Placing;
  readonly variables: Variables;
  readonly writer: MoveWriter;
  readonly corners: CornerStage;
  readonly compensator: Compensator;
  /** Where the program has the tool: program coordinates (X as radius), mm and degrees, before scaling, rotation and offsets. */
  readonly programmed: Float64Array;
  /** The same point in the frame. */
  readonly position: Float64Array;
  /** Where the block at hand goes, in program coordinates and in the frame. */
  readonly goal: Float64Array;
  readonly target: Float64Array;
  /** For a moment. */
  readonly scratch: Float64Array;
  /** G92 as it was before G92.2. */
  readonly savedShift: Float64Array;
  /** The row that is being made. */
  readonly row: Row;
  /** Reference positions of G28 and G30, in the frame. */
  readonly references: Float64Array[];
  /** Length that is taken into account: how far the controlled point lies below the spindle's nose, along Z. */
  toolLengthMm: number;
  /** G16: X is a radius and Y an angle. */
  polar: boolean;
  /** Level of the drilling axis before a cycle began, in program coordinates. */
  initialLevel: number;
  initialLevelSet: boolean;
  /** R and depth of the cycle in force were given as increments. */
  rIsIncrement: boolean;
  depthIsIncrement: boolean;
  /** Bits of axes whose place is not known. */
  unplaced: number;
  /** G12.1 or G7.1 is in force. */
  virtual: VirtualAxes | undefined;
  /** G20 or G21 was met, or the profile was given with units. */
  unitsKnown: boolean;
  /** A call has led somewhere. */
  called: boolean;
  /** Calls that have not, and where they stand; the first of very many. */
  readonly missing: { readonly program: string; readonly place: Place }[];
  /** Files that were opened, so that a program called a thousand times is looked for once. */
  readonly opened: Map<string, ProgramFile>;
  file: ProgramFile;
  frame: CallFrame;
  levels: Level[];
  loops: Loop[];
  cycle: CycleCall | undefined;
  /** What the cycle in force has been told (R, Z, Q …), by letter; NaN: nothing. */
  readonly sticky: Float64Array;
  /** G66: program to call behind each move. */
  modalCall:
    | { readonly program: number | string; readonly values: Float64Array; readonly repeats: number }
    | undefined;
  context: MoveContext | undefined;
  /** Assignments of LinuxCNC that take effect behind the block. */
  readonly pendingWrites: PendingWrite[];
  steps: number;
  /** Turns of loops since something moved or changed: a control whose state stays the same will not leave its loop. */
  quiet: number;
  /** A common or system variable that was read in the loop: the machine may change it; 0: none. */
  asked: number;
  /** #3001: milliseconds; goes on with every look at it, so that who waits for the clock goes on. */
  clockMs: number;
  /** A macro without its arguments, or a program of the control that is not here, should have set variables: what follows from them is not known. */
  valuesMissing: boolean;
  ended: boolean;
  /** An O number was met within a program: it ended without M30 or M99. */
  fellThrough: boolean;
  /** LinuxCNC: an `if` did not hold, and the next `else` or `elseif` decides. */
  branching: boolean;
  /** `%` met in the program at hand: the second one ends it. */
  percents: number;
  /** The blocks of a turning cycle's contour are being gone through. */
  walking: boolean;
  /** While the contour of a turning cycle is read: moves go here and not into the stream. */
  recording: ((kind: number, end: Float64Array, arc: RecordedArc) => void) | undefined;
  /** Reads the next block, and carries it out: handed in, because cycles and calls do both within a block. */
  read: () => Reading;
  carryOut: (state: Control) => void;
  /** What the first line of a two-line turning cycle has said. */
  readonly turning: TurningWords;
}

export interface RecordedArc {
  readonly centre1: number;
  readonly centre2: number;
  readonly turns: number;
}

/** Lengths in mm, along X as radius; NaN: not said. */
export interface TurningWords {
  depthMm: number;
  retractMm: number;
  patternXMm: number;
  patternZMm: number;
  patternCount: number;
  grooveRetractMm: number;
  threadFinishPasses: number;
  threadAngleDeg: number;
  threadLeastMm: number;
  threadFinishMm: number;
  /** How long before its end a thread runs out, in leads; 0: not at all. */
  threadChamferLeads: number;
}

export interface ControlParts {
  readonly profile: MachineProfile;
  readonly library: ProgramLibrary | undefined;
  readonly limits: Limits;
  readonly found: Collector;
  readonly file: ProgramFile;
  readonly unitsKnown: boolean;
}

export const control = ({ profile, library, limits, found, file, unitsKnown }: ControlParts): Control => {
  const { dialect } = profile;
  const linuxcnc = dialect === 'linuxcnc';
  const writer = moveWriter();
  const cutter = compensator(writer, {
    arcJoints: linuxcnc,
    entryBySelf: linuxcnc,
    cornerTolerance: linuxcnc ? 0.05 : 1e-6,
  });
  const state: Control = {
    profile,
    dialect,
    lathe: profile.kind === 'lathe',
    linuxcnc,
    systemA: systemADialects.includes(dialect),
    library,
    limits,
    found,
    block: emptyBlock(),
    modal: {
      motion: linuxcnc ? noMotion : 0,
      plane: profile.plane,
      absolute: true,
      absoluteCentre: false,
      inch: profile.units === 'inch',
      feedMode: profile.feedMode,
      feed: 0,
      spindle: 'off',
      surface: false,
      speed: 0,
      speedLimit: Number.POSITIVE_INFINITY,
      flood: false,
      mist: false,
      tool: 0,
      nextTool: 0,
      lengthOffset: 0,
      radiusOffset: 0,
      compensation: 'off',
      returnToInitial: true,
      exactStop: false,
      rigid: false,
      diameter: profile.diameter,
    },
    placing: placing(profile),
    variables: variables(),
    writer,
    corners: cornerStage(cutter),
    compensator: cutter,
    programmed: new Float64Array(6),
    position: new Float64Array(6),
    goal: new Float64Array(6),
    target: new Float64Array(6),
    scratch: new Float64Array(6),
    savedShift: new Float64Array(6),
    row: newRow(),
    references: profile.referencesMm
      .map((axes) => axes.map((value, axis) => value + profile.machineZeroMm[axis]!))
      .map((axes) => Float64Array.from(axes)),
    toolLengthMm: 0,
    polar: false,
    initialLevel: 0,
    initialLevelSet: false,
    rIsIncrement: false,
    depthIsIncrement: false,
    unplaced: profile.startsAtZero ? 0 : 0b111111,
    virtual: undefined,
    unitsKnown,
    called: false,
    missing: [],
    opened: new Map([[file.name, file]]),
    file,
    frame: { file: file.name, program: undefined, depth: 0, caller: undefined, calledAt: 0, calledLine: 0 },
    levels: [],
    loops: [],
    cycle: undefined,
    sticky: new Float64Array(26).fill(Number.NaN),
    modalCall: undefined,
    context: undefined,
    pendingWrites: [],
    steps: 0,
    quiet: 0,
    asked: 0,
    clockMs: 0,
    valuesMissing: false,
    ended: false,
    fellThrough: false,
    percents: 0,
    branching: false,
    walking: false,
    recording: undefined,
    // Set by the interpreter before the first block.
    read: () => 'end',
    carryOut: () => {},
    turning: {
      depthMm: Number.NaN,
      retractMm: profile.roughingRetractMm,
      patternXMm: 0,
      patternZMm: 0,
      patternCount: 1,
      grooveRetractMm: 0,
      threadFinishPasses: 1,
      threadAngleDeg: 60,
      threadLeastMm: 0,
      threadFinishMm: 0,
      threadChamferLeads: profile.threadChamferLeads,
    },
  };
  for (let axis = 0; axis < 6; axis++) state.position[axis] = profile.machineZeroMm[axis]!;
  state.placing.toProgram(state.position, state.programmed);
  return state;
};

/** The context in force, made anew after something of it has changed (`control.context = undefined`). */
export const contextOf = (state: Control): MoveContext => {
  if (state.context) return state.context;
  const { modal } = state;
  state.context = {
    frame: state.frame,
    tool: modal.tool,
    plane: modal.plane,
    units: modal.inch ? 'inch' : 'mm',
    feedMode: modal.feedMode,
    spindle: modal.spindle,
    speedMode: modal.surface ? 'surface' : 'rpm',
    speed: modal.speed,
    speedLimit: modal.speedLimit,
    flood: modal.flood,
    mist: modal.mist,
    workOffset: state.placing.workOffset(),
    placement: state.placing.placement(),
    lengthOffset: modal.lengthOffset,
    radiusOffset: modal.radiusOffset,
    compensation: modal.compensation,
    cycle: state.cycle,
  };
  return state.context;
};
