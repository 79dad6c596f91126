/** Rows of a lathe's program as its models see them: radius and Z, and what kind of cut they are. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import type { MoveContext } from '../../moves/move-context.ts';
import { firstEvent, MoveKind } from '../../moves/move-kind.ts';

/** `along`: the radius holds or changes while Z goes on. `across`: Z stays. `centre`: a drill on the axis. */
export type Turned = 'along' | 'across' | 'centre' | 'thread';

const still = 1e-6;
const centreMm = 0.05;

/** One for each reading of a stream. */
export class TurnedRows {
  /** Of the row that was read last, mm; radii are never negative: tools of the other side turn the same part. */
  fromRadius = 0;
  toRadius = 0;
  fromZ = 0;
  toZ = 0;
  problem: string | undefined;
  #unplaced = 0b101;

  /** Undefined for events and where nothing moves in X and Z, and where `problem` says why. */
  read(chunk: MoveChunk, row: number, context: MoveContext): Turned | undefined {
    this.problem = undefined;
    const kind = chunk.kind[row]!;
    if (kind >= firstEvent) return undefined;
    const unplaced = (this.#unplaced | chunk.unplaced[row]!) & 0b101;
    this.#unplaced = chunk.unplaced[row]!;
    if (unplaced !== 0) {
      this.problem = 'Where it cuts is not known from the program alone.';
      return undefined;
    }
    const { x, y, z, c } = chunk;
    if (
      context.plane !== 18 ||
      Math.abs(y[row + 1]! - y[row]!) > still ||
      (kind !== MoveKind.rapid && Math.abs(c[row + 1]! - c[row]!) > still)
    ) {
      this.problem = 'Driven tools, and moves of Y and C, are not modelled on lathes.';
      return undefined;
    }
    const axis = context.placement.offsetMm[0];
    this.fromRadius = Math.abs(x[row]! - axis);
    this.toRadius = Math.abs(x[row + 1]! - axis);
    this.fromZ = z[row]!;
    this.toZ = z[row + 1]!;
    const dz = Math.abs(this.toZ - this.fromZ);
    const dr = Math.abs(this.toRadius - this.fromRadius);
    if (dz < still && dr < still) return undefined;
    if (kind === MoveKind.thread || kind === MoveKind.tap) return 'thread';
    if (this.fromRadius < centreMm && this.toRadius < centreMm) return 'centre';
    return dz < 0.02 * dr ? 'across' : 'along';
  }
}
