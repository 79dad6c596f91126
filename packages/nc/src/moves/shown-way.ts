/** The way of a row as it is drawn: arcs in chords, and nothing where the program does not say where it is. */
import type { MoveChunk } from './move-chunk.ts';
import { firstEvent, MoveFlag, MoveKind } from './move-kind.ts';
import { planeAxes } from './plane-axes.ts';
import { Way } from './way.ts';

const still = 1e-9;
const mostChords = 720;

/** Holds the row that was read last. Has to read every row of the stream, events too. */
export class ShownWay {
  /** X, Y, Z in the stream's frame, mm. */
  readonly from = new Float64Array(3);
  readonly to = new Float64Array(3);
  /** It moves, and begins or ends where the program does not say: before the first position, after G28. */
  assumed = false;
  readonly #way = new Way();
  readonly #columns: Float64Array[] = [];
  #toleranceMm: number;
  #unplaced = 0b111;
  /** Axes that have been placed; axes that move by increments and were not. */
  #placed = 0;
  #relative = 0;
  #arc = false;

  /** How far a chord may lie off its arc. */
  constructor(toleranceMm: number) {
    this.#toleranceMm = toleranceMm;
  }

  set toleranceMm(value: number) {
    this.#toleranceMm = value;
  }

  /** False where there is nothing to draw. */
  read(chunk: MoveChunk, row: number): boolean {
    const before = this.#unplaced;
    const after = chunk.unplaced[row]! & 0b111;
    this.#unplaced = after;
    this.assumed = false;
    const kind = chunk.kind[row]!;
    const event = kind >= firstEvent;
    const context = chunk.contexts[chunk.context[row]!]!;
    this.#arc = kind === MoveKind.arc && this.#way.read(chunk, row);
    const plane = this.#arc ? planeAxes(context.plane) : undefined;
    this.#columns[0] = chunk.x;
    this.#columns[1] = chunk.y;
    this.#columns[2] = chunk.z;
    let moves = false;
    for (let axis = 0; axis < 3; axis++) {
      const bit = 1 << axis;
      const column = this.#columns[axis]!;
      const from = column[row]!;
      const to = column[row + 1]!;
      this.from[axis] = from;
      this.to[axis] = to;
      const known = (after & bit) === 0;
      const turns = plane !== undefined && (axis === plane.first || axis === plane.second);
      if (!event && (turns || Math.abs(to - from) > still)) {
        moves = true;
        const knew = (before & bit) === 0;
        if (knew !== known || (!known && this.#isElsewhere(chunk, row, bit))) this.assumed = true;
        else if (!known) this.#relative |= bit;
      } else if (!known && !event) {
        if ((this.#placed & bit) !== 0) this.assumed = true;
        // What a program never names (Z of a plotter, Y of a lathe) is drawn in the part's zero.
        else if ((this.#relative & bit) === 0)
          this.from[axis] = this.to[axis] = context.placement.offsetMm[axis]!;
      }
      if (known) this.#placed |= bit;
    }
    this.assumed &&= moves;
    return moves && !this.assumed;
  }

  #isElsewhere(chunk: MoveChunk, row: number, bit: number): boolean {
    return (this.#placed & bit) !== 0 || (chunk.flags[row]! & MoveFlag.machine) !== 0;
  }

  /** The points behind the start, the end last. */
  eachPoint(chunk: MoveChunk, row: number, take: (x: number, y: number, z: number) => void): void {
    const { to } = this;
    if (this.#arc) this.#eachChord(chunk, row, take);
    take(to[0]!, to[1]!, to[2]!);
  }

  #eachChord(chunk: MoveChunk, row: number, take: (x: number, y: number, z: number) => void): void {
    const { from, to } = this;
    const { radius, sweep } = this.#way;
    const { first, second, normal } = planeAxes(chunk.contexts[chunk.context[row]!]!.plane);
    const count = chordsOf(radius, sweep, this.#toleranceMm);
    const [c1, c2] = [chunk.centre1[row]!, chunk.centre2[row]!];
    const [s1, s2] = [from[first]! - c1, from[second]! - c2];
    const begin = Math.sqrt(s1 * s1 + s2 * s2);
    const [e1, e2] = [to[first]! - c1, to[second]! - c2];
    const end = Math.sqrt(e1 * e1 + e2 * e2);
    const angle = Math.atan2(s2, s1);
    const turn = chunk.turns[row]! < 0 ? -sweep : sweep;
    const at = [0, 0, 0];
    for (let i = 1; i < count; i++) {
      const share = i / count;
      const r = begin + (end - begin) * share;
      at[first] = c1 + r * Math.cos(angle + turn * share);
      at[second] = c2 + r * Math.sin(angle + turn * share);
      at[normal] = from[normal]! + (to[normal]! - from[normal]!) * share;
      take(at[0]!, at[1]!, at[2]!);
    }
  }
}

/** A chord of the angle φ lies r·(1 − cos(φ/2)) off; of an arc that is smaller than that an eighth of a turn is enough. */
const chordsOf = (radius: number, sweep: number, toleranceMm: number): number => {
  const angle = toleranceMm < radius * 0.07 ? 2 * Math.acos(1 - toleranceMm / radius) : Math.PI / 4;
  return Math.max(1, Math.min(mostChords, Math.ceil(sweep / angle - 1e-9)));
};
