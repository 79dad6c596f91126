/** A row of the stream as the planner sees it: its way, and what limits the speed on it. */
import type { MoveChunk } from '../moves/move-chunk.ts';
import { MoveFlag, MoveKind } from '../moves/move-kind.ts';
import { type Direction, planeAxes, type Way, wayOf } from '../moves/way.ts';
import type { MachineDynamics } from './dynamics.ts';

export interface Piece {
  /** mm of the path of X, Y, Z; degrees where only rotary axes move. */
  readonly length: number;
  readonly begins: Direction;
  readonly ends: Direction;
  /** mm/s or degrees/s along it. */
  readonly nominal: number;
  readonly acceleration: number;
  /** It begins, and ends, at rest. */
  readonly fromRest: boolean;
  readonly toRest: boolean;
}

export interface Going {
  readonly dynamics: MachineDynamics;
  /** How G0 goes. */
  readonly rapid: 'linear' | 'separate';
  /** 1 is 100 %. */
  readonly feedOverride: number;
}

/** Undefined where nothing moves. */
export function pieceOf(chunk: MoveChunk, row: number, going: Going): Piece | undefined {
  const way = wayOf(chunk, row);
  if (!way) return undefined;
  const { dynamics, feedOverride } = going;
  const kind = chunk.kind[row]!;
  if (kind === MoveKind.rapid) return rapidPiece(way, going);
  const flags = chunk.flags[row]!;
  const { length, begins, ends } = way;
  const limits =
    kind === MoveKind.arc
      ? alongArc(way, planeAxes[chunk.contexts[chunk.context[row]!]!.plane], dynamics)
      : alongAxes(way, dynamics.feedPerMin, dynamics.accelerationPerS2);
  const override = (flags & MoveFlag.locked) === 0 ? feedOverride : 1;
  const byItself =
    kind === MoveKind.thread || kind === MoveKind.tap || kind === MoveKind.probe || isRotary(way);
  return {
    ...{ length, begins, ends },
    nominal: Math.min(limits.speed, feedPerS(chunk, row, length) * override),
    acceleration: limits.acceleration,
    fromRest: byItself,
    toRest: byItself || (flags & MoveFlag.exactStop) !== 0,
  };
}

const isRotary = ({ begins }: Way): boolean => begins[0] === 0 && begins[1] === 0 && begins[2] === 0;

/** Every axis by itself, and the slowest decides; or all together along the line. */
function rapidPiece(way: Way, { dynamics: { rapidPerMin, accelerationPerS2 }, rapid }: Going): Piece {
  const { begins, ends } = way;
  const straight = { begins, ends, fromRest: true, toRest: true };
  if (rapid === 'linear' || isRotary(way)) {
    const { speed, acceleration } = alongAxes(way, rapidPerMin, accelerationPerS2);
    return { length: way.length, nominal: speed, acceleration, ...straight };
  }
  let slowest = { seconds: -1, length: 0, nominal: 1, acceleration: 1 };
  for (let axis = 0; axis < 6; axis++) {
    const length = Math.abs(way.deltas[axis]!);
    if (length === 0) continue;
    const [nominal, acceleration] = [rapidPerMin[axis]! / 60, accelerationPerS2[axis]!];
    // Longer by what it takes to speed up and slow down.
    const seconds = length / nominal + Math.min(nominal / acceleration, Math.sqrt(length / acceleration));
    if (seconds > slowest.seconds) slowest = { seconds, length, nominal, acceleration };
  }
  return { ...slowest, ...straight };
}

interface AlongWay {
  readonly speed: number;
  readonly acceleration: number;
}

/** What the slowest axis allows along the way. */
function alongAxes({ deltas, length }: Way, perMin: readonly number[], perS2: readonly number[]): AlongWay {
  let [speed, acceleration] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let axis = 0; axis < 6; axis++) {
    const share = Math.abs(deltas[axis]!) / length;
    if (share <= 1e-9) continue;
    speed = Math.min(speed, perMin[axis]! / 60 / share);
    acceleration = Math.min(acceleration, perS2[axis]! / share);
  }
  return { speed, acceleration };
}

/** Both axes of the plane come by their limits on the way; centripetal acceleration is v²/r. */
function alongArc(
  { radius }: Way,
  [first, second]: readonly [number, number, number],
  { feedPerMin, accelerationPerS2 }: MachineDynamics,
): AlongWay {
  const acceleration = Math.min(accelerationPerS2[first]!, accelerationPerS2[second]!);
  const speed = Math.min(feedPerMin[first]!, feedPerMin[second]!) / 60;
  return { speed: Math.min(speed, Math.sqrt(acceleration * radius)), acceleration };
}

/** Programmed speed along the way in mm/s; 0 where none is known. */
function feedPerS(chunk: MoveChunk, row: number, length: number): number {
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
