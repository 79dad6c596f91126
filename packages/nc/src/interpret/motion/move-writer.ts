/** Collects rows into a chunk's arrays, which grow only when one block makes more rows than a chunk has. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import type { MoveContext } from '../../moves/move-context.ts';

/** One row on its way. Reused by whoever makes it; stages that keep one copy it (`copyRow`). */
export interface Row {
  kind: number;
  flags: number;
  unplaced: number;
  /** Where it ends. */
  readonly end: Float64Array;
  centre1: number;
  centre2: number;
  turns: number;
  feed: number;
  value: number;
  source: number;
  line: number;
  context: MoveContext;
}

/** What takes rows: the writer, or a stage before it. */
export interface RowSink {
  take(row: Row): void;
}

export interface MoveWriter extends RowSink {
  /** Rows that wait. */
  readonly count: number;
  /** Whether it is time to hand over a chunk. */
  readonly full: boolean;
  /** Where the last row ended. */
  readonly at: Float64Array;
  /** The rows so far; the next row begins anew. */
  hand(): MoveChunk;
  /** Sets the start of the first row. */
  startAt(position: Float64Array): void;
}

const rowsPerChunk = 4096;
const mostContexts = 60_000;

export const copyRow = (row: Row): Row => ({ ...row, end: row.end.slice() });

export const newRow = (): Row => ({
  kind: 0,
  flags: 0,
  unplaced: 0,
  end: new Float64Array(6),
  centre1: 0,
  centre2: 0,
  turns: 0,
  feed: 0,
  value: 0,
  source: 0,
  line: 0,
  // A row is filled in before it is taken; there is no context without a program.
  context: undefined as unknown as MoveContext,
});

const arrays = (capacity: number) => ({
  kind: new Uint8Array(capacity),
  flags: new Uint16Array(capacity),
  unplaced: new Uint8Array(capacity),
  x: new Float64Array(capacity + 1),
  y: new Float64Array(capacity + 1),
  z: new Float64Array(capacity + 1),
  a: new Float64Array(capacity + 1),
  b: new Float64Array(capacity + 1),
  c: new Float64Array(capacity + 1),
  centre1: new Float64Array(capacity),
  centre2: new Float64Array(capacity),
  turns: new Int16Array(capacity),
  feed: new Float64Array(capacity),
  value: new Float64Array(capacity),
  source: new Float64Array(capacity),
  line: new Uint32Array(capacity),
  context: new Uint16Array(capacity),
});

export const moveWriter = (): MoveWriter => {
  // Most programs are short.
  let capacity = 640;
  let columns = arrays(capacity);
  let count = 0;
  let contexts: MoveContext[] = [];
  let lastContext: MoveContext | undefined;
  let handed = false;
  const at = new Float64Array(6);

  const setStart = (): void => {
    columns.x[0] = at[0]!;
    columns.y[0] = at[1]!;
    columns.z[0] = at[2]!;
    columns.a[0] = at[3]!;
    columns.b[0] = at[4]!;
    columns.c[0] = at[5]!;
  };
  const begin = (): void => {
    handed = false;
    count = 0;
    contexts = [];
    lastContext = undefined;
    setStart();
  };

  const grow = (): void => {
    capacity *= 2;
    const wider = arrays(capacity);
    for (const name of Object.keys(wider) as (keyof typeof wider)[]) wider[name].set(columns[name] as never);
    columns = wider;
  };

  return {
    get count() {
      return handed ? 0 : count;
    },
    get full() {
      return !handed && (count >= rowsPerChunk || contexts.length > mostContexts);
    },
    at,
    startAt(position) {
      at.set(position);
      setStart();
    },
    take(row) {
      if (handed) begin();
      if (count >= capacity) grow();
      const i = count++;
      const { end } = row;
      const { kind, flags, unplaced, x, y, z, a, b, c } = columns;
      kind[i] = row.kind;
      flags[i] = row.flags;
      unplaced[i] = row.unplaced;
      x[i + 1] = at[0] = end[0]!;
      y[i + 1] = at[1] = end[1]!;
      z[i + 1] = at[2] = end[2]!;
      a[i + 1] = at[3] = end[3]!;
      b[i + 1] = at[4] = end[4]!;
      c[i + 1] = at[5] = end[5]!;
      columns.centre1[i] = row.centre1;
      columns.centre2[i] = row.centre2;
      columns.turns[i] = row.turns;
      columns.feed[i] = row.feed;
      columns.value[i] = row.value;
      columns.source[i] = row.source;
      columns.line[i] = row.line;
      if (row.context !== lastContext) {
        lastContext = row.context;
        contexts.push(row.context);
      }
      columns.context[i] = contexts.length - 1;
    },
    hand() {
      if (handed) begin();
      handed = true;
      return { count, ...columns, contexts };
    },
  };
};
