/** Which side of a wall a lathe tool works on: by where it draws back to, and by which way its passes wander. */
import type { MoveChunk } from '../../moves/move-chunk.ts';

const still = 1e-6;
/** More at feed is no withdrawal but a shoulder or a groove (mm, of radius). */
const drawnBackMm = 1.5;
/** Less at feed is the way to the wall and no plunge (mm, of radius). */
const plungedMm = 0.3;

export class Walls {
  /** Moves across right behind one along Z that go towards the centre, and away from it. */
  retractsIn = 0;
  retractsOut = 0;
  /** Passes farther from the centre than the one before, and nearer to it. */
  wider = 0;
  narrower = 0;
  /** Steps within a pass: towards the chuck a shaft grows wider, and a bore narrower. */
  #shaftSteps = 0;
  #boreSteps = 0;
  /** Nothing but feed since the way along Z that was cut last. */
  #joined = false;
  /** Its direction; 0 where none was cut since a rapid. The other way is the way back, which some programs feed. */
  #direction = 0;
  /** It has been left already; its length, and the way across since. */
  #left = true;
  #alongMm = 0;
  #acrossMm = 0;
  /** Passes that begin with a plunge across, and the foremost of them. */
  plunges = 0;
  plungedAtZ = Number.NEGATIVE_INFINITY;
  #plunge: 'none' | 'in' | 'over' = 'none';
  /** Direction of the way along Z that was cut last; 0 behind any other. */
  #along = 0;
  #lastRadius = Number.NaN;

  rapid(chunk: MoveChunk, row: number): void {
    this.#retract(chunk, row, false);
    this.#leave(chunk, row);
    this.#joined = false;
    this.#direction = 0;
    this.#plunge = 'none';
  }

  /** `radius`: of the way, where it is known and long enough to tell. */
  feed(
    chunk: MoveChunk,
    row: number,
    { dx, dz, radius }: { dx: number; dz: number; radius: number | undefined },
  ): void {
    this.#retract(chunk, row, true);
    this.#plunged(chunk, row, dx, dz);
    this.#acrossMm += Math.abs(dx);
    if (Math.abs(dz) <= 2 * Math.abs(dx)) return;
    this.#along = Math.sign(dz);
    if (radius === undefined) return;
    if (this.#direction === -Math.sign(dz)) {
      this.#leave(chunk, row);
      this.#joined = false;
      return;
    }
    this.#direction = Math.sign(dz);
    // Turning goes from the outside inwards, boring the other way.
    const more = radius > this.#lastRadius + 0.05;
    if (more || radius < this.#lastRadius - 0.05) {
      if (this.#joined && more === dz < 0) this.#shaftSteps += 1;
      else if (this.#joined) this.#boreSteps += 1;
      else if (more) this.wider += 1;
      else this.narrower += 1;
    }
    this.#joined = true;
    this.#left = false;
    this.#alongMm = Math.abs(dz);
    this.#acrossMm = 0;
    this.#lastRadius = radius;
  }

  /** Above 0 it works inside, below outside. */
  get inside(): number {
    const steps = this.#boreSteps - this.#shaftSteps;
    return this.wider - this.narrower + steps + 3 * (this.retractsIn - this.retractsOut);
  }

  /** The move behind one along Z, where it does not go on. Programs may be on either side of the centre. */
  #retract({ x, z, contexts, context }: MoveChunk, row: number, fed: boolean): void {
    const along = this.#along;
    this.#along = 0;
    if (along === 0 || (z[row + 1]! - z[row]!) * along > still) return;
    const offset = contexts[context[row]!]!.placement.offsetMm[0];
    const across = Math.abs(x[row + 1]! - offset) - Math.abs(x[row]! - offset);
    if (Math.abs(across) < still || (fed && Math.abs(across) > drawnBackMm)) return;
    if (across < 0) this.retractsIn += 1;
    else this.retractsOut += 1;
    this.#left = true;
  }

  /** Back along Z, however the tool came off the wall: nearer to the centre than that there is no way out but a bore. */
  #leave({ x, z, contexts, context }: MoveChunk, row: number): void {
    if (this.#left || Math.abs(z[row + 1]! - z[row]!) <= 2 * Math.abs(x[row + 1]! - x[row]!)) return;
    const radius = Math.abs(x[row]! - contexts[context[row]!]!.placement.offsetMm[0]);
    this.#left = true;
    if (2 * this.#acrossMm > this.#alongMm) return;
    if (radius < this.#lastRadius - 0.05) this.retractsIn += 1;
    else if (radius > this.#lastRadius + 0.05) this.retractsOut += 1;
  }

  /** A pass that begins straight into the material and goes on beside: what turns begins before the front. */
  #plunged({ x, z, contexts, context }: MoveChunk, row: number, dx: number, dz: number): void {
    const { offsetMm } = contexts[context[row]!]!.placement;
    const across = Math.abs(x[row + 1]! - offsetMm[0]) - Math.abs(x[row]! - offsetMm[0]);
    if (Math.abs(dz) < still) {
      // Coming off a little before it goes on is part of the plunge.
      if (across < -plungedMm && this.#plunge === 'none') this.#plunge = 'in';
      else if (across > plungedMm) this.#plunge = 'over';
    } else if (this.#plunge === 'in' && Math.abs(dz) > 2 * Math.abs(dx)) {
      this.plunges += 1;
      this.plungedAtZ = Math.max(this.plungedAtZ, z[row]! - offsetMm[2]);
      this.#plunge = 'over';
    } else this.#plunge = 'over';
  }
}
