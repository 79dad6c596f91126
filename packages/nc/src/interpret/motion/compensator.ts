/** Cutter radius compensation: shifts a contour to the side, and joins what then no longer meets. Looks one move ahead. */
import { MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { type PlaneAxes, planeAxes } from '../../moves/plane-axes.ts';
import { copyAxes } from './copy-axes.ts';
import { copyRow, type MoveWriter, newRow, type Row, type RowSink } from './move-writer.ts';
import { goesBack, meet, type Path, pathOf, shifted } from './offset-path.ts';

export interface CompensatorStyle {
  /** Around outside corners along an arc (LinuxCNC) or by lines (Fanuc). */
  readonly arcJoints: boolean;
  /** The first move ends square to itself (LinuxCNC) or to the move behind it (Fanuc, start-up type A). */
  readonly entryBySelf: boolean;
  /** Corners up to this angle are none, and turning back within it goes around outside; radians (LinuxCNC: 0.05). */
  readonly cornerTolerance: number;
}

export interface Compensator extends RowSink {
  /**
   * G41, G42, G40. Left: 1, right: -1, off: 0. A negative radius changes the side. `tip`: from the centre of the nose to the point
   * that the control moves, along the axes of the plane.
   */
  set(side: -1 | 0 | 1, radius: number, tip?: Tip): void;
  flush(): void;
  /** Whether rows are held back or shifted. */
  readonly active: () => boolean;
  /** Told of a row into whose contour the tool would cut, and of arcs where none may be. */
  onTrouble:
    | ((code: 'compensation.gouge' | 'compensation.entry-arc', row: Row, radius: number) => void)
    | undefined;
}

export type Tip = readonly [first: number, second: number];
const noTip: Tip = [0, 0];

interface Held {
  readonly row: Row;
  /** As programmed. */
  readonly path: Path;
  /** Shifted; of the entry move undefined where the next move decides its end. */
  readonly offset: Path | undefined;
}

/** What the last digit of a program in inches is worth, at both ends and in two axes. */
const roundedMm = 0.01;
/** Moves out of the plane and events that a control reads ahead over. */
const mostBetween = 64;

export const compensator = (next: MoveWriter, style: CompensatorStyle): Compensator => {
  let side = 0;
  let radius = 0;
  let tip = noTip;
  let mode: 'off' | 'starting' | 'on' | 'ending' = 'off';
  let held: Held | undefined;
  let between: Row[] = [];
  let axes: PlaneAxes = planeAxes(17);
  /** The programmed point, and where the tool is. */
  const from = new Float64Array(6);
  const at = new Float64Array(6);
  const joint = newRow();

  const trouble = (code: 'compensation.gouge' | 'compensation.entry-arc', row: Row): void => {
    self.onTrouble?.(code, row, radius);
  };

  const put = (row: Row): void => {
    at.set(row.end);
    if (mode !== 'off') {
      row.end[axes.first]! += tip[0];
      row.end[axes.second]! += tip[1];
      row.centre1 += row.kind === MoveKind.arc ? tip[0] : 0;
      row.centre2 += row.kind === MoveKind.arc ? tip[1] : 0;
    }
    next.take(row);
  };

  /** Ends the held move at (u, v) and lets what waited behind it go. */
  const release = (u: number, v: number): void => {
    if (!held) return;
    const { row, offset } = held;
    held = undefined;
    // The tool would turn round and go against the contour (Fanuc PS0041): it is wider than what lies between two inside corners.
    if (offset && goesBack(offset, at[axes.first]!, at[axes.second]!, u, v))
      trouble('compensation.gouge', row);
    row.end[axes.first] = u;
    row.end[axes.second] = v;
    put(row);
    for (const other of between) {
      other.end[axes.first] = u;
      other.end[axes.second] = v;
      put(other);
    }
    between = [];
  };

  const releaseSquare = (): void => {
    if (!held) return;
    const { path, offset } = held;
    const end = offset ?? shifted(path, side, radius);
    release(end.endU, end.endV);
  };

  const insert = (row: Row, u: number, v: number, arc?: { centreU: number; centreV: number }): void => {
    Object.assign(joint, { ...row, end: joint.end });
    joint.end.set(at);
    joint.end[axes.first] = u;
    joint.end[axes.second] = v;
    joint.kind = arc ? MoveKind.arc : row.kind === MoveKind.rapid ? MoveKind.rapid : MoveKind.linear;
    joint.turns = arc ? -side : 0;
    joint.centre1 = arc?.centreU ?? 0;
    joint.centre2 = arc?.centreV ?? 0;
    joint.flags = row.flags | MoveFlag.compensated | MoveFlag.corner;
    put(joint);
  };

  /** Joins the held move to `path`, which begins at the programmed corner. */
  const join = (path: Path, offset: Path, row: Row): void => {
    if (!held) return;
    if (!held.offset) {
      release(offset.startU, offset.startV);
      return;
    }
    const before = held;
    const end = held.offset;
    const cross = before.path.outU * path.inV - before.path.outV * path.inU;
    const dot = before.path.outU * path.inU + before.path.outV * path.inV;
    // Positive: an inside corner.
    const turn = Math.atan2(cross * side, dot);
    if (Math.abs(turn) <= style.cornerTolerance) {
      release(end.endU, end.endV);
      return;
    }
    const back = Math.PI - Math.abs(turn) < style.cornerTolerance;
    const outside = path.turns !== 0 && path.turns * side < 0;
    if (back ? outside : turn > 0) {
      const point = meet(end, offset);
      if (point?.inside) {
        release(point.u, point.v);
        return;
      }
      // Tangents of which the last digit is rounded.
      if (Math.hypot(end.endU - offset.startU, end.endV - offset.startV) < roundedMm) {
        release(end.endU, end.endV);
        return;
      }
      trouble('compensation.gouge', row);
      if (point) {
        release(point.u, point.v);
        return;
      }
      release(end.endU, end.endV);
      insert(row, offset.startU, offset.startV);
      return;
    }
    if (style.arcJoints) {
      release(end.endU, end.endV);
      insert(row, offset.startU, offset.startV, { centreU: path.startU, centreV: path.startV });
      return;
    }
    const lines = before.path.turns === 0 && path.turns === 0;
    const r = Math.abs(radius);
    if (dot >= 0) {
      // Fanuc, up to a right angle: both lines are drawn out until they meet.
      const factor = 1 / (1 + dot);
      const u = path.startU + (end.endU + offset.startU - 2 * path.startU) * factor;
      const v = path.startV + (end.endV + offset.startV - 2 * path.startV) * factor;
      if (lines) {
        release(u, v);
        return;
      }
      release(end.endU, end.endV);
      insert(row, u, v);
      if (path.turns !== 0) insert(row, offset.startU, offset.startV);
      return;
    }
    const beyondU = end.endU + before.path.outU * r;
    const beyondV = end.endV + before.path.outV * r;
    if (before.path.turns === 0) release(beyondU, beyondV);
    else {
      release(end.endU, end.endV);
      insert(row, beyondU, beyondV);
    }
    insert(row, offset.startU - path.inU * r, offset.startV - path.inV * r);
    if (path.turns !== 0) insert(row, offset.startU, offset.startV);
  };

  const enter = (row: Row, path: Path): void => {
    row.flags |= MoveFlag.approach;
    if (path.turns === 0) {
      held = { row, path, offset: style.entryBySelf ? shifted(path, side, radius) : undefined };
      return;
    }
    if (!style.entryBySelf) trouble('compensation.entry-arc', row);
    // LinuxCNC: an arc through the tool's point that ends square to the programmed one.
    const end = shifted(path, side, radius);
    const normalU = -path.outV;
    const normalV = path.outU;
    const u = end.endU - at[axes.first]!;
    const v = end.endV - at[axes.second]!;
    const along = 2 * (u * normalU + v * normalV);
    if (Math.abs(along) > 1e-12) {
      const reach = (u * u + v * v) / along;
      row.centre1 = end.endU - normalU * reach;
      row.centre2 = end.endV - normalV * reach;
    }
    held = {
      row,
      path,
      offset: {
        ...end,
        centreU: row.centre1,
        centreV: row.centre2,
        startU: at[axes.first]!,
        startV: at[axes.second]!,
      },
    };
  };

  const self: Compensator = {
    onTrouble: undefined,
    active: () => mode !== 'off',
    set(newSide, newRadius, newTip = noTip) {
      const wanted = newRadius < 0 ? (-newSide as -1 | 0 | 1) : newSide;
      if (wanted === 0) {
        if (mode === 'starting') mode = 'off';
        else if (mode === 'on') mode = 'ending';
        return;
      }
      if (mode === 'on' && (wanted !== side || Math.abs(newRadius) !== radius)) releaseSquare();
      if (mode === 'off') {
        copyAxes(next.at, from);
        copyAxes(next.at, at);
      }
      side = wanted;
      radius = Math.abs(newRadius);
      tip = newTip;
      mode = mode === 'off' || mode === 'starting' ? 'starting' : 'on';
    },
    take(row) {
      if (mode === 'off') {
        next.take(row);
        return;
      }
      axes = held ? axes : planeAxes(row.context.plane);
      const startU = from[axes.first]!;
      const startV = from[axes.second]!;
      const endU = row.end[axes.first]!;
      const endV = row.end[axes.second]!;
      const arc = row.kind === MoveKind.arc;
      const inPlane = row.kind < 16 && (arc || Math.hypot(endU - startU, endV - startV) > 1e-9);
      from.set(row.end);
      if (!inPlane) {
        if (held) {
          between.push(copyRow(row));
          if (between.length > mostBetween) releaseSquare();
          return;
        }
        const copy = copyRow(row);
        copy.end[axes.first] = at[axes.first]!;
        copy.end[axes.second] = at[axes.second]!;
        put(copy);
        return;
      }
      const copy = copyRow(row);
      const path = pathOf(
        startU,
        startV,
        endU,
        endV,
        arc ? { centreU: row.centre1, centreV: row.centre2, turns: row.turns } : undefined,
      );
      if (mode === 'ending') {
        releaseSquare();
        if (arc && !style.entryBySelf) trouble('compensation.entry-arc', row);
        copy.flags |= MoveFlag.approach;
        mode = 'off';
        put(copy);
        return;
      }
      copy.flags |= MoveFlag.compensated;
      if (mode === 'starting') {
        mode = 'on';
        enter(copy, path);
        return;
      }
      const offset = shifted(path, side, radius);
      if (arc && offset.radius <= 1e-9 && radius > 0) trouble('compensation.gouge', row);
      join(path, offset, copy);
      if (arc && offset.radius <= 1e-9) {
        copy.kind = MoveKind.linear;
        copy.turns = 0;
      }
      held = { row: copy, path, offset };
    },
    flush() {
      releaseSquare();
    },
  };
  return self;
};
