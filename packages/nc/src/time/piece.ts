/** A row of the stream as the planner sees it: its way, and what limits the speed on it. */
import type { MoveChunk } from '../moves/move-chunk.ts';
import { MoveFlag, MoveKind } from '../moves/move-kind.ts';
import { type PlaneAxes, planeAxes } from '../moves/plane-axes.ts';
import { Way } from '../moves/way.ts';
import type { MachineDynamics } from './dynamics.ts';

export interface Going {
  readonly dynamics: MachineDynamics;
  /** How G0 goes. */
  readonly rapid: 'linear' | 'separate';
  /** 1 is 100 %. */
  readonly feedOverride: number;
}

/** Holds the row that was read last. */
export class Piece {
  readonly way = new Way();
  /** mm of the path of X, Y, Z; degrees where only rotary axes move; of a rapid the way of the axis that decides. */
  length = 0;
  /** mm/s or degrees/s along it; 0 where no feed is known. */
  nominal = 0;
  acceleration = 0;
  /** It begins, and ends, at rest. */
  fromRest = false;
  toRest = false;
  readonly #going: Going;

  constructor(going: Going) {
    this.#going = going;
  }

  /** False where nothing moves. */
  read(chunk: MoveChunk, row: number): boolean {
    const { way } = this;
    if (!way.read(chunk, row)) return false;
    const { dynamics, feedOverride } = this.#going;
    const kind = chunk.kind[row]!;
    this.length = way.length;
    if (kind === MoveKind.rapid) {
      this.#rapid();
      return true;
    }
    if (kind === MoveKind.arc) this.#alongArc(planeAxes(chunk.contexts[chunk.context[row]!]!.plane));
    else this.#alongAxes(dynamics.feedPerMin);
    const flags = chunk.flags[row]!;
    const override = (flags & MoveFlag.locked) === 0 ? feedOverride : 1;
    this.nominal = Math.min(this.nominal, feedPerS(chunk, row, way.length) * override);
    const byItself =
      kind === MoveKind.thread || kind === MoveKind.tap || kind === MoveKind.probe || way.rotary;
    this.fromRest = byItself;
    this.toRest = byItself || (flags & MoveFlag.exactStop) !== 0;
    return true;
  }

  /** Every axis by itself, and the slowest decides; or all together along the line. */
  #rapid(): void {
    this.fromRest = true;
    this.toRest = true;
    const { rapidPerMin, accelerationPerS2 } = this.#going.dynamics;
    if (this.#going.rapid === 'linear' || this.way.rotary) {
      this.#alongAxes(rapidPerMin);
      return;
    }
    let slowest = -1;
    for (let axis = 0; axis < 6; axis++) {
      const length = Math.abs(this.way.deltas[axis]!);
      if (length === 0) continue;
      const nominal = rapidPerMin[axis]! / 60;
      const acceleration = accelerationPerS2[axis]!;
      // Longer by what it takes to speed up and slow down.
      const seconds = length / nominal + Math.min(nominal / acceleration, Math.sqrt(length / acceleration));
      if (seconds <= slowest) continue;
      slowest = seconds;
      this.length = length;
      this.nominal = nominal;
      this.acceleration = acceleration;
    }
  }

  /** What the slowest axis allows along the way. */
  #alongAxes(perMin: readonly number[]): void {
    const { accelerationPerS2 } = this.#going.dynamics;
    const { deltas, length } = this.way;
    let [speed, acceleration] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let axis = 0; axis < 6; axis++) {
      const share = Math.abs(deltas[axis]!) / length;
      if (share <= 1e-9) continue;
      const [own, gained] = [perMin[axis]! / 60 / share, accelerationPerS2[axis]! / share];
      if (own < speed) speed = own;
      if (gained < acceleration) acceleration = gained;
    }
    this.nominal = speed;
    this.acceleration = acceleration;
  }

  /** Both axes of the plane come by their limits on the way; centripetal acceleration is v²/r. */
  #alongArc({ first, second }: PlaneAxes): void {
    const { feedPerMin, accelerationPerS2 } = this.#going.dynamics;
    this.acceleration = Math.min(accelerationPerS2[first]!, accelerationPerS2[second]!);
    const speed = Math.min(feedPerMin[first]!, feedPerMin[second]!) / 60;
    this.nominal = Math.min(speed, Math.sqrt(this.acceleration * this.way.radius));
  }
}

/** Programmed speed along a way of this length in mm/s (degrees/s of rotary axes alone); 0 where none is known. */
export function feedPerS(chunk: MoveChunk, row: number, length: number): number {
  const context = chunk.contexts[chunk.context[row]!]!;
  const kind = chunk.kind[row]!;
  const feed = chunk.feed[row]!;
  if (kind === MoveKind.thread || kind === MoveKind.tap) return (feed * spindleRpm(chunk, row)) / 60;
  switch (context.feedMode) {
    case 'per-minute':
      return feed / 60;
    case 'per-revolution':
      return (feed * spindleRpm(chunk, row)) / 60;
    case 'inverse-time':
      return (length * feed) / 60;
  }
}

/** At constant cutting speed n = 1000·vc / (π·D), D the mean of both ends, within the limit of G50 or G92. */
export function spindleRpm(chunk: MoveChunk, row: number): number {
  const { speed, speedMode, speedLimit, placement } = chunk.contexts[chunk.context[row]!]!;
  if (speedMode === 'rpm') return speed;
  const limit = Number.isFinite(speedLimit) ? speedLimit : unlimitedRpm;
  const centre = placement.offsetMm[0];
  const diameter = Math.abs(chunk.x[row]! - centre) + Math.abs(chunk.x[row + 1]! - centre);
  return diameter <= 1e-9 ? limit : Math.min(limit, (1000 * speed) / (Math.PI * diameter));
}

/** Where the program sets no limit the chuck does: of no machine known. */
const unlimitedRpm = 4000;
