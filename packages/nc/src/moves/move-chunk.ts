/** Some thousand rows of the stream, one typed array per property. */
import type { MoveContext } from './move-context.ts';

/**
 * Row `i` goes from `x[i]` to `x[i + 1]`, so positions have one entry more than there are rows.
 *
 * The frame is the machine's, in mm and degrees, right-handed, with the machine's zero at `MachineProfile.machineZeroMm`; the
 * point is the tool's controlled point. X is geometric: on a lathe half the programmed diameter.
 *
 * A chunk is the reader's until it asks for the next one, which reuses the arrays; `copyChunk` keeps one.
 */
export interface MoveChunk {
  /** Rows; the arrays are longer. */
  readonly count: number;
  /** `MoveKind`. */
  readonly kind: Uint8Array;
  /** `MoveFlag`s. */
  readonly flags: Uint16Array;
  /**
   * Bit 0 – 5 for X – C: where the axis ends is not known from the program alone (before its first absolute position, or after
   * G28 or G53 without known work offsets). Lengths and collisions along such an axis are assumptions.
   */
  readonly unplaced: Uint8Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;
  /** Of an arc, absolute, along the plane's first and second axis: G17 X Y, G18 Z X, G19 Y Z. */
  readonly centre1: Float64Array;
  readonly centre2: Float64Array;
  /** Of an arc: 1 counter-clockwise, -1 clockwise, seen from the plane's positive normal; ±n with n - 1 whole turns more. 0 for the rest. */
  readonly turns: Int16Array;
  /**
   * mm/min, mm per revolution or 1/min after `feedMode` of the context; for thread and tap the lead in mm. 0 where none was
   * programmed; not meaningful for rapids and events.
   */
  readonly feed: Float64Array;
  /** Of an event: see `MoveKind`. */
  readonly value: Float64Array;
  /** Byte offset of the block in its file (`contexts[…].frame.file`). */
  readonly source: Float64Array;
  /** Of the block, from 1. */
  readonly line: Uint32Array;
  /** Index into `contexts`. */
  readonly context: Uint16Array;
  readonly contexts: readonly MoveContext[];
}

export const copyChunk = (chunk: MoveChunk): MoveChunk => {
  const { count } = chunk;
  return {
    count,
    kind: chunk.kind.slice(0, count),
    flags: chunk.flags.slice(0, count),
    unplaced: chunk.unplaced.slice(0, count),
    x: chunk.x.slice(0, count + 1),
    y: chunk.y.slice(0, count + 1),
    z: chunk.z.slice(0, count + 1),
    a: chunk.a.slice(0, count + 1),
    b: chunk.b.slice(0, count + 1),
    c: chunk.c.slice(0, count + 1),
    centre1: chunk.centre1.slice(0, count),
    centre2: chunk.centre2.slice(0, count),
    turns: chunk.turns.slice(0, count),
    feed: chunk.feed.slice(0, count),
    value: chunk.value.slice(0, count),
    source: chunk.source.slice(0, count),
    line: chunk.line.slice(0, count),
    context: chunk.context.slice(0, count),
    contexts: [...chunk.contexts],
  };
};
