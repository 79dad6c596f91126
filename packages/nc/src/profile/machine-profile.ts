/** What a control's parameters decide and a program does not say. */
import { type DialectName, latheDialects } from '../dialect/dialect.ts';
import type { FeedMode, Plane } from '../moves/move-context.ts';

/** mm and degrees. */
export type Axes = readonly [x: number, y: number, z: number, a: number, b: number, c: number];

export type AxisName = 'x' | 'y' | 'z' | 'a' | 'b' | 'c';

/** Ends of travel in machine coordinates, mm and degrees, X as radius; an end that is left out is open. */
export interface AxisTravel {
  readonly min?: number;
  readonly max?: number;
}

export interface ToolOffset {
  /** Along Z, from the nose of the spindle or the turret's own point to the tip. */
  readonly lengthMm: number;
  /** Of the cutter (mill) or of the nose (lathe). */
  readonly radiusMm: number;
  /** Lathe: the same along X, as radius. */
  readonly xMm?: number;
  /** Lathe: imaginary nose, 0 – 9. */
  readonly nose?: number;
}

export interface MachineProfile {
  /** Stands beside everything that is computed with it. */
  readonly id: string;
  readonly dialect: DialectName;
  readonly kind: 'mill' | 'lathe';
  /** What changes the tool: `M6` to the one that T made ready, or T itself. */
  readonly toolCall: 'M6' | 'T';
  /** Numbers without a point: `calculator` reads X100 as 100 mm, `least-increment` as 0.1 mm (Fanuc parameter 3401 bit 0). */
  readonly decimals: 'calculator' | 'least-increment';
  readonly leastIncrementMm: number;
  readonly leastIncrementInch: number;
  /** X, and the X of offsets, are programmed as diameters. */
  readonly diameter: boolean;
  readonly units: 'mm' | 'inch';
  readonly plane: Plane;
  readonly feedMode: FeedMode;
  /** `linear`: axes of a G0 arrive together; `separate`: each goes at its own speed, the way is a dog-leg (Fanuc parameter 1401 bit 1). */
  readonly rapid: 'linear' | 'separate';
  /** How far the end of an IJK arc may lie off its circle, in mm (Fanuc parameter 3410). */
  readonly arcToleranceMm: number;
  /** Where the machine's zero lies in the stream's frame. The frame is the machine's own when the work offsets are known. */
  readonly machineZeroMm: Axes;
  /** Reference positions of G28 and of G30 P2, P3, P4, in machine coordinates. */
  readonly referencesMm: readonly Axes[];
  /** By `MoveContext.workOffset`. Without, every work offset is zero and what ends at machine coordinates is unplaced. */
  readonly workOffsetsMm: Readonly<Record<number, Axes>> | undefined;
  /** Of axes that have ends; what moves beyond them is told by `checkReducer`. */
  readonly travel: Readonly<Partial<Record<AxisName, AxisTravel>>>;
  /** By H, D or the offset digits of T. */
  readonly toolOffsets: Readonly<Record<number, ToolOffset>>;
  /** Whether the position at the start is known, and to be the machine's zero (LinuxCNC begins there). */
  readonly startsAtZero: boolean;
  /** The switches of `/`, `/2` … that are on. */
  readonly blockSkip: readonly number[];
  /** The way a peck stops short of where it was (G83, parameter 5115) and retracts to break the chip (G73, parameter 5114). */
  readonly peckClearanceMm: number;
  readonly chipBreakMm: number;
  /** G71/G72 retract (parameter 5133), and the threading chamfer in leads (parameter 5130). */
  readonly roughingRetractMm: number;
  readonly threadChamferLeads: number;
}

/** What is assumed of a control of this kind while nobody has said more. */
export const defaultProfile = (dialect: DialectName): MachineProfile => {
  const lathe = latheDialects.includes(dialect);
  const zero: Axes = [0, 0, 0, 0, 0, 0];
  const linuxcnc = dialect === 'linuxcnc';
  return {
    id: `assumed-${dialect}`,
    dialect,
    kind: lathe ? 'lathe' : 'mill',
    toolCall: lathe ? 'T' : 'M6',
    decimals: 'calculator',
    leastIncrementMm: 0.001,
    leastIncrementInch: 0.0001,
    diameter: lathe,
    units: 'mm',
    plane: lathe ? 18 : 17,
    feedMode: lathe ? 'per-revolution' : 'per-minute',
    rapid: linuxcnc ? 'linear' : 'separate',
    arcToleranceMm: 0.05,
    // A tool that waits 200 mm above the part is nearer to the truth than one that waits in it.
    machineZeroMm: linuxcnc ? zero : lathe ? [100, 0, 200, 0, 0, 0] : [0, 0, 200, 0, 0, 0],
    referencesMm: [zero, zero, zero, zero],
    workOffsetsMm: linuxcnc ? {} : undefined,
    travel: {},
    toolOffsets: {},
    startsAtZero: linuxcnc,
    blockSkip: [],
    peckClearanceMm: 0.5,
    chipBreakMm: 0.5,
    roughingRetractMm: 0.5,
    threadChamferLeads: 1,
  };
};
