/** A row of the stream as a way to go: its length, its directions at both ends, and what limits its speed. */
import type { MoveChunk } from '../moves/move-chunk.ts';
import { MoveFlag, MoveKind } from '../moves/move-kind.ts';
import type { MachineDynamics } from './dynamics.ts';

/** Unit vector of X, Y, Z; zero where only rotary axes move. */
export type Direction = readonly [number, number, number];

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

const rest: Direction = [0, 0, 0];

export interface Going {
  readonly dynamics: MachineDynamics;
  /** How G0 goes. */
  readonly rapid: 'linear' | 'separate';
  /** 1 is 100 %. */
  readonly feedOverride: number;
}

/** Undefined where nothing moves. */
export function pieceOf(chunk: MoveChunk, row: number, going: Going): Piece | undefined {
  const { dynamics, rapid, feedOverride } = going;
  const way = deltasOf(chunk, row);
  const kind = chunk.kind[row]!;
  const linear = Math.hypot(way[0]!, way[1]!, way[2]!);
  const rotary = Math.hypot(way[3]!, way[4]!, way[5]!);
  if (kind === MoveKind.arc) return arcPiece(chunk, row, { way, ...going });
  const length = linear > 1e-9 ? linear : rotary;
  if (length <= 1e-9) return undefined;
  if (kind === MoveKind.rapid) return rapidPiece(way, { length, linear, dynamics, rapid });
  const direction: Direction = linear > 1e-9 ? [way[0]! / linear, way[1]! / linear, way[2]! / linear] : rest;
  const override = (chunk.flags[row]! & MoveFlag.locked) === 0 ? feedOverride : 1;
  const limits = alongAxes(way, length, dynamics.feedPerMin, dynamics.accelerationPerS2);
  const atRest = kind === MoveKind.thread || kind === MoveKind.tap || kind === MoveKind.probe;
  return {
    length,
    begins: direction,
    ends: direction,
    nominal: Math.min(limits.speed, feedPerS(chunk, row, length) * override),
    acceleration: limits.acceleration,
    fromRest: atRest || linear <= 1e-9,
    toRest: atRest || linear <= 1e-9 || (chunk.flags[row]! & MoveFlag.exactStop) !== 0,
  };
}

/** Every axis by itself, and the slowest decides; or all together along the line. */
function rapidPiece(
  way: readonly number[],
  {
    length,
    linear,
    dynamics,
    rapid,
  }: {
    length: number;
    linear: number;
    dynamics: MachineDynamics;
    rapid: 'linear' | 'separate';
  },
): Piece {
  const { rapidPerMin, accelerationPerS2 } = dynamics;
  const straight = { begins: rest, ends: rest, fromRest: true, toRest: true };
  if (rapid === 'linear' || linear <= 1e-9) {
    const { speed, acceleration } = alongAxes(way, length, rapidPerMin, accelerationPerS2);
    return { length, nominal: speed, acceleration, ...straight };
  }
  let slowest = { seconds: -1, length: 0, nominal: 1, acceleration: 1 };
  for (let axis = 0; axis < 6; axis++) {
    const own = Math.abs(way[axis]!);
    if (own <= 1e-9) continue;
    const [nominal, acceleration] = [rapidPerMin[axis]! / 60, accelerationPerS2[axis]!];
    // Longer by what it takes to speed up and slow down.
    const seconds = own / nominal + Math.min(nominal / acceleration, Math.sqrt(own / acceleration));
    if (seconds > slowest.seconds) slowest = { seconds, length: own, nominal, acceleration };
  }
  return { ...slowest, ...straight };
}

function arcPiece(
  chunk: MoveChunk,
  row: number,
  { way, dynamics, feedOverride }: { way: readonly number[] } & Going,
): Piece | undefined {
  const [first, second, normal] = planeAxes[chunk.contexts[chunk.context[row]!]!.plane]!;
  const at = [chunk.x, chunk.y, chunk.z];
  const [c1, c2] = [chunk.centre1[row]!, chunk.centre2[row]!];
  const [s1, s2] = [at[first]![row]! - c1, at[second]![row]! - c2];
  const [e1, e2] = [at[first]![row + 1]! - c1, at[second]![row + 1]! - c2];
  const turns = chunk.turns[row]!;
  const way2 = Math.sign(turns) || 1;
  const radius = (Math.hypot(s1, s2) + Math.hypot(e1, e2)) / 2;
  if (radius <= 1e-9) return undefined;
  let sweep = way2 * (Math.atan2(e2, e1) - Math.atan2(s2, s1));
  // A whole turn where it ends where it began.
  if (sweep <= 1e-9) sweep += 2 * Math.PI;
  sweep += 2 * Math.PI * (Math.abs(turns) - 1);
  const rise = way[normal]!;
  const flat = radius * sweep;
  const length = Math.hypot(flat, rise);
  const tangent = (d1: number, d2: number): Direction => {
    const size = Math.hypot(d1, d2) || 1;
    const direction = [0, 0, 0];
    direction[first] = ((-way2 * d2) / size) * (flat / length);
    direction[second] = ((way2 * d1) / size) * (flat / length);
    direction[normal] = rise / length;
    return direction as unknown as Direction;
  };
  const speeds = [dynamics.feedPerMin[first]!, dynamics.feedPerMin[second]!];
  const acceleration = Math.min(dynamics.accelerationPerS2[first]!, dynamics.accelerationPerS2[second]!);
  return {
    length,
    begins: tangent(s1, s2),
    ends: tangent(e1, e2),
    nominal: Math.min(
      feedPerS(chunk, row, length) * feedOverride,
      Math.min(...speeds) / 60,
      // Centripetal acceleration v²/r.
      Math.sqrt(acceleration * radius),
    ),
    acceleration,
    fromRest: false,
    toRest: (chunk.flags[row]! & MoveFlag.exactStop) !== 0,
  };
}

const planeAxes = { 17: [0, 1, 2], 18: [2, 0, 1], 19: [1, 2, 0] } as const;

function deltasOf(chunk: MoveChunk, row: number): readonly number[] {
  const { x, y, z, a, b, c } = chunk;
  return [x, y, z, a, b, c].map((axis) => axis[row + 1]! - axis[row]!);
}

/** What the slowest axis allows along the way. */
function alongAxes(
  way: readonly number[],
  length: number,
  perMin: readonly number[],
  perS2: readonly number[],
): { speed: number; acceleration: number } {
  let [speed, acceleration] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let axis = 0; axis < 6; axis++) {
    const share = Math.abs(way[axis]!) / length;
    if (share <= 1e-9) continue;
    speed = Math.min(speed, perMin[axis]! / 60 / share);
    acceleration = Math.min(acceleration, perS2[axis]! / share);
  }
  return { speed, acceleration };
}

/** Programmed speed along the way in mm/s; 0 where none is known. */
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
  const centre = placement.offsetMm[0];
  const diameter = Math.abs(chunk.x[row]! - centre) + Math.abs(chunk.x[row + 1]! - centre);
  return diameter <= 1e-9
    ? finite(speedLimit)
    : Math.min(finite(speedLimit), (1000 * speed) / (Math.PI * diameter));
}

/** Where the program sets no limit the chuck does: of no machine known. */
const finite = (limit: number): number => (Number.isFinite(limit) ? limit : 4000);
