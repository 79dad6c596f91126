/** Rows of the stream for tests of its readers, without a program. */
import type { MoveChunk } from '../src/moves/move-chunk.ts';
import type { MoveContext } from '../src/moves/move-context.ts';
import { MoveKind } from '../src/moves/move-kind.ts';

export interface Row {
  readonly kind: number;
  /** X, Y, Z, A, B, C of the end; those left out stay. */
  readonly to?: readonly (number | undefined)[];
  readonly feed?: number;
  readonly value?: number;
  readonly flags?: number;
  readonly centre?: readonly [number, number];
  readonly turns?: number;
  readonly unplaced?: number;
  readonly context?: Partial<MoveContext>;
}

export const line = (to: Row['to'], feed: number): Row => ({ kind: MoveKind.linear, to: to!, feed });
export const rapid = (to: Row['to']): Row => ({ kind: MoveKind.rapid, to: to! });

const context: MoveContext = {
  frame: { file: 'test', program: 1, depth: 0, caller: undefined, calledAt: 0, calledLine: 0 },
  tool: 1,
  plane: 17,
  units: 'mm',
  feedMode: 'per-minute',
  spindle: 'clockwise',
  speedMode: 'rpm',
  speed: 1000,
  speedLimit: Number.POSITIVE_INFINITY,
  flood: false,
  mist: false,
  workOffset: 1,
  placement: { offsetMm: [0, 0, 0, 0, 0, 0], rotationDeg: 0 },
  lengthOffset: 0,
  radiusOffset: 0,
  compensation: 'off',
  cycle: undefined,
};

/** From `from`, the origin unless told. */
export function chunkOf(rows: readonly Row[], from: readonly number[] = [0, 0, 0, 0, 0, 0]): MoveChunk {
  const positions = [[...from]];
  const contexts: MoveContext[] = [];
  for (const { to = [] } of rows) positions.push(positions.at(-1)!.map((before, axis) => to[axis] ?? before));
  const column = (axis: number) => Float64Array.from(positions, (position) => position[axis]!);
  const values = (of: (row: Row) => number) => Float64Array.from(rows, of);
  const context_ = Uint16Array.from(rows, (row) => contexts.push({ ...context, ...row.context }) - 1);
  return {
    count: rows.length,
    kind: Uint8Array.from(rows, ({ kind }) => kind),
    flags: Uint16Array.from(rows, ({ flags }) => flags ?? 0),
    unplaced: Uint8Array.from(rows, ({ unplaced }) => unplaced ?? 0),
    ...{ x: column(0), y: column(1), z: column(2), a: column(3), b: column(4), c: column(5) },
    centre1: values(({ centre }) => centre?.[0] ?? 0),
    centre2: values(({ centre }) => centre?.[1] ?? 0),
    turns: Int16Array.from(rows, ({ turns }) => turns ?? 0),
    feed: values(({ feed }) => feed ?? 0),
    value: values(({ value }) => value ?? 0),
    source: values(() => 0),
    line: Uint32Array.from(rows, (_, i) => i + 1),
    context: context_,
    contexts,
  };
}
