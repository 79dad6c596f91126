/** From the program's coordinates to the frame and back: work offset, G52, G92, mirror, scale, rotation, tool length. */
import type { Placement, Plane } from '../../moves/move-context.ts';
import type { MachineProfile } from '../../profile/machine-profile.ts';

/** Angle and centre of G68, in program coordinates, and the plane that it turns in. */
interface Rotation {
  readonly plane: Plane;
  readonly centre1: number;
  readonly centre2: number;
  readonly angleDeg: number;
}

/** G68.2: coordinates that stand aslant in the work offset's. */
export interface Tilt {
  /** mm, in the work offset's coordinates. */
  readonly origin: readonly [number, number, number];
  /** By rows. */
  readonly matrix: readonly number[];
}

export interface Placing {
  readonly offsets: Map<number, Float64Array>;
  /** LinuxCNC turns each work offset about Z (G10 L2 R), in degrees. */
  readonly offsetRotations: Map<number, number>;
  readonly local: Float64Array;
  /** G92: added to the work offset. */
  readonly shift: Float64Array;
  /** Of G51 about `scaleCentre`; -1 mirrors. */
  readonly scale: Float64Array;
  readonly scaleCentre: Float64Array;
  readonly mirrorCentre: Float64Array;
  /** Bits of axes that G51.1 mirrors. */
  mirrored: number;
  rotation: Rotation | undefined;
  tilt: Tilt | undefined;
  /** Whether mirror, scale or rotation is in force. */
  readonly bent: () => boolean;
  readonly workOffset: () => number;
  select(offset: number): void;
  /** After a change of any field above. */
  changed(): void;
  toFrame(program: Float64Array, frame: Float64Array): void;
  toProgram(frame: Float64Array, program: Float64Array): void;
  placement(): Placement;
  /** Of the work offset in force, degrees. */
  readonly turn: () => number;
}

const firstAxis = { 17: 0, 18: 2, 19: 1 } as const;
const secondAxis = { 17: 1, 18: 0, 19: 2 } as const;

export const placing = (profile: MachineProfile): Placing => {
  const offsets = new Map<number, Float64Array>();
  for (const [number, axes] of Object.entries(profile.workOffsetsMm ?? {})) {
    offsets.set(Number(number), Float64Array.from(axes));
  }
  const offsetRotations = new Map<number, number>();
  let selected = 1;
  /** Work offset, G52, G92 and the machine's zero in one. */
  const sum = new Float64Array(6);
  let turnDeg = 0;
  let cosine = 1;
  let sine = 0;
  let isBent = false;
  let placement: Placement | undefined;

  const self: Placing = {
    offsets,
    offsetRotations,
    local: new Float64Array(6),
    shift: new Float64Array(6),
    scale: new Float64Array(6).fill(1),
    scaleCentre: new Float64Array(6),
    mirrorCentre: new Float64Array(6),
    mirrored: 0,
    rotation: undefined,
    tilt: undefined,
    bent: () => isBent,
    workOffset: () => selected,
    select(offset) {
      selected = offset;
      self.changed();
    },
    changed() {
      const work = offsets.get(selected);
      turnDeg = offsetRotations.get(selected) ?? 0;
      cosine = Math.cos((turnDeg * Math.PI) / 180);
      sine = Math.sin((turnDeg * Math.PI) / 180);
      for (let axis = 0; axis < 6; axis++) {
        // Without known work offsets the part's zero is the frame's, and the machine's zero is assumed to be elsewhere.
        const zero = profile.workOffsetsMm || selected === 0 ? profile.machineZeroMm[axis]! : 0;
        sum[axis] = zero + (work?.[axis] ?? 0);
      }
      // LinuxCNC turns G92 with the work offset.
      const x = self.local[0]! + self.shift[0]!;
      const y = self.local[1]! + self.shift[1]!;
      sum[0]! += x * cosine - y * sine;
      sum[1]! += x * sine + y * cosine;
      for (let axis = 2; axis < 6; axis++) sum[axis]! += self.local[axis]! + self.shift[axis]!;
      isBent =
        self.rotation !== undefined || self.mirrored !== 0 || self.scale.some((factor) => factor !== 1);
      placement = undefined;
    },
    toFrame(program, frame) {
      for (let axis = 0; axis < 6; axis++) frame[axis] = program[axis]!;
      if (isBent) bend(frame);
      if (self.tilt) raise(frame, self.tilt);
      if (turnDeg !== 0) {
        const x = frame[0]!;
        const y = frame[1]!;
        frame[0] = x * cosine - y * sine;
        frame[1] = x * sine + y * cosine;
      }
      for (let axis = 0; axis < 6; axis++) frame[axis]! += sum[axis]!;
    },
    toProgram(frame, program) {
      for (let axis = 0; axis < 6; axis++) program[axis] = frame[axis]! - sum[axis]!;
      if (turnDeg !== 0) {
        const x = program[0]!;
        const y = program[1]!;
        program[0] = x * cosine + y * sine;
        program[1] = -x * sine + y * cosine;
      }
      if (self.tilt) lower(program, self.tilt);
      if (isBent) straighten(program);
    },
    placement() {
      placement ??= {
        offsetMm: [sum[0]!, sum[1]!, sum[2]!, sum[3]!, sum[4]!, sum[5]!],
        rotationDeg: turnDeg,
      };
      return placement;
    },
    turn: () => turnDeg,
  };

  const rotate = (point: Float64Array, by: Rotation, sign: number): void => {
    const first = firstAxis[by.plane];
    const second = secondAxis[by.plane];
    const angle = (sign * by.angleDeg * Math.PI) / 180;
    const u = point[first]! - by.centre1;
    const v = point[second]! - by.centre2;
    point[first] = by.centre1 + u * Math.cos(angle) - v * Math.sin(angle);
    point[second] = by.centre2 + u * Math.sin(angle) + v * Math.cos(angle);
  };

  const raise = (point: Float64Array, { origin, matrix }: Tilt): void => {
    const [x, y, z] = [point[0]!, point[1]!, point[2]!];
    for (let row = 0; row < 3; row++)
      point[row] = origin[row]! + matrix[3 * row]! * x + matrix[3 * row + 1]! * y + matrix[3 * row + 2]! * z;
  };

  // The inverse of a rotation is its transpose.
  const lower = (point: Float64Array, { origin, matrix }: Tilt): void => {
    const [x, y, z] = [point[0]! - origin[0], point[1]! - origin[1], point[2]! - origin[2]];
    for (let row = 0; row < 3; row++)
      point[row] = matrix[row]! * x + matrix[3 + row]! * y + matrix[6 + row]! * z;
  };

  const mirror = (point: Float64Array): void => {
    for (let axis = 0; axis < 6; axis++) {
      if (self.mirrored & (1 << axis)) point[axis] = 2 * self.mirrorCentre[axis]! - point[axis]!;
    }
  };

  // The order of Fanuc's manuals: mirror, scale, rotation.
  const bend = (point: Float64Array): void => {
    mirror(point);
    for (let axis = 0; axis < 6; axis++) {
      const centre = self.scaleCentre[axis]!;
      if (self.scale[axis] !== 1) point[axis] = centre + (point[axis]! - centre) * self.scale[axis]!;
    }
    if (self.rotation) rotate(point, self.rotation, 1);
  };

  const straighten = (point: Float64Array): void => {
    if (self.rotation) rotate(point, self.rotation, -1);
    for (let axis = 0; axis < 6; axis++) {
      const centre = self.scaleCentre[axis]!;
      if (self.scale[axis] !== 1) point[axis] = centre + (point[axis]! - centre) / self.scale[axis]!;
    }
    mirror(point);
  };

  self.changed();
  return self;
};
