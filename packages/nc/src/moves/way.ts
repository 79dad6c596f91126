/** The way of a row: how long it is, and where it heads at both ends. */
import type { MoveChunk } from './move-chunk.ts';
import { MoveKind } from './move-kind.ts';

const nothing = 1e-9;

/** Holds the row that was read last; one for each reader of a stream, because a million objects would cost more than the reading. */
export class Way {
  /** Of X – C, end minus start. */
  readonly deltas = new Float64Array(6);
  /** mm of the path of X, Y, Z; degrees where only rotary axes move. */
  length = 0;
  /** Only rotary axes move. */
  rotary = false;
  /** Unit vectors of X, Y, Z at the beginning and at the end; zero where only rotary axes move. */
  beginX = 0;
  beginY = 0;
  beginZ = 0;
  endX = 0;
  endY = 0;
  endZ = 0;
  /** Of an arc; infinite for a line. */
  radius = Number.POSITIVE_INFINITY;
  /** Of an arc, in the plane: radians, positive whichever way it turns. */
  sweep = 0;
  /** Halfway along an arc, along the plane's first and second axis. */
  middle1 = 0;
  middle2 = 0;

  /** False where nothing moves. */
  read(chunk: MoveChunk, row: number): boolean {
    const { x, y, z, a, b, c } = chunk;
    const { deltas } = this;
    deltas[0] = x[row + 1]! - x[row]!;
    deltas[1] = y[row + 1]! - y[row]!;
    deltas[2] = z[row + 1]! - z[row]!;
    deltas[3] = a[row + 1]! - a[row]!;
    deltas[4] = b[row + 1]! - b[row]!;
    deltas[5] = c[row + 1]! - c[row]!;
    if (chunk.kind[row] === MoveKind.arc) return this.#arc(chunk, row);
    this.radius = Number.POSITIVE_INFINITY;
    this.sweep = 0;
    const linear = length3(deltas[0]!, deltas[1]!, deltas[2]!);
    this.rotary = linear <= nothing;
    this.length = this.rotary ? length3(deltas[3]!, deltas[4]!, deltas[5]!) : linear;
    const scale = this.rotary ? 0 : 1 / linear;
    this.beginX = this.endX = deltas[0]! * scale;
    this.beginY = this.endY = deltas[1]! * scale;
    this.beginZ = this.endZ = deltas[2]! * scale;
    return this.length > nothing;
  }

  #arc(chunk: MoveChunk, row: number): boolean {
    const { plane } = chunk.contexts[chunk.context[row]!]!;
    const { x, y, z } = chunk;
    const [first, second, rise] =
      plane === 17
        ? [x, y, this.deltas[2]!]
        : plane === 18
          ? [z, x, this.deltas[1]!]
          : [y, z, this.deltas[0]!];
    const [c1, c2] = [chunk.centre1[row]!, chunk.centre2[row]!];
    const [s1, s2] = [first[row]! - c1, second[row]! - c2];
    const [e1, e2] = [first[row + 1]! - c1, second[row + 1]! - c2];
    const [from, to] = [length3(s1, s2, 0), length3(e1, e2, 0)];
    // Spirals are seldom and flat: their mean radius tells their length well enough.
    this.radius = (from + to) / 2;
    this.rotary = false;
    if (this.radius <= nothing) return false;
    const turns = chunk.turns[row]!;
    const way = turns < 0 ? -1 : 1;
    const angle = Math.atan2(s2, s1);
    let sweep = way * (Math.atan2(e2, e1) - angle);
    // A whole turn where it ends where it began.
    if (sweep <= nothing) sweep += 2 * Math.PI;
    this.sweep = sweep + 2 * Math.PI * (Math.abs(turns || 1) - 1);
    const middle = angle + (way * this.sweep) / 2;
    this.middle1 = c1 + from * Math.cos(middle);
    this.middle2 = c2 + from * Math.sin(middle);
    const flat = this.radius * this.sweep;
    this.length = length3(flat, rise, 0);
    const share = (way * flat) / this.length;
    const up = rise / this.length;
    const begin = share / (from || 1);
    const end = share / (to || 1);
    if (plane === 17) {
      this.#heads([-s2 * begin, s1 * begin, up], [-e2 * end, e1 * end, up]);
    } else if (plane === 18) this.#heads([s1 * begin, up, -s2 * begin], [e1 * end, up, -e2 * end]);
    else this.#heads([up, -s2 * begin, s1 * begin], [up, -e2 * end, e1 * end]);
    return true;
  }

  #heads(begin: readonly [number, number, number], end: readonly [number, number, number]): void {
    [this.beginX, this.beginY, this.beginZ] = begin;
    [this.endX, this.endY, this.endZ] = end;
  }
}

/** `Math.hypot` guards against overflow, at ten times the cost. */
const length3 = (x: number, y: number, z: number): number => Math.sqrt(x * x + y * y + z * z);
