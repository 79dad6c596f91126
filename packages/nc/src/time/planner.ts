/** Plans speeds over the pieces of a path as a control with look-ahead does, in bounded memory. */
import type { Piece } from './piece.ts';
import { cornerSpeed, reachable, trapezoidS } from './velocity.ts';

export interface Planner {
  /** The next piece, copied; `tag` comes back with its time. */
  push(piece: Piece, tag: number): void;
  /** The axes come to rest here: what waits is planned to its end. */
  rest(): void;
}

export interface PlannerOptions {
  readonly junctionDeviationMm: number;
  readonly lookAhead: number;
  readonly blockS: number;
  readonly settleS: number;
  /** Of each piece in order; not more than two windows behind. */
  readonly onTime: (tag: number, seconds: number) => void;
}

/** Not all of the window is planned at once, so that each piece always has `lookAhead` others ahead of it. */
export function planner(options: PlannerOptions): Planner {
  const { junctionDeviationMm, blockS, settleS, onTime } = options;
  const lookAhead = Math.max(1, Math.floor(options.lookAhead));
  const column = () => new Float64Array(2 * lookAhead + 1);
  const [length, nominal, acceleration, tags] = [column(), column(), column(), column()];
  /** The highest speed at the beginning of a piece that the corner allows, and the planned one. */
  const [corner, entry] = [column(), column()];
  let waiting = 0;
  /** Speed at which the first that waits begins: what was told before cannot change any more. */
  let begun = 0;
  /** Where the last that waits heads, and whether it ends at rest. */
  let [lastX, lastY, lastZ] = [0, 0, 0];
  let endsAtRest = false;

  /** Tells the times of the first `count`; the last that waits must be able to stop. */
  const plan = (count: number) => {
    let next = 0;
    for (let i = waiting - 1; i >= 0; i--) {
      next = Math.min(corner[i]!, reachable(next, acceleration[i]!, length[i]!));
      entry[i] = next;
    }
    entry[waiting] = 0;
    let speed = begun;
    for (let i = 0; i < count; i++) {
      const exit = Math.min(entry[i + 1]!, reachable(speed, acceleration[i]!, length[i]!));
      const moving = trapezoidS(length[i]!, { entry: speed, exit, nominal: nominal[i]! }, acceleration[i]!);
      onTime(tags[i]!, (moving > blockS ? moving : blockS) + (exit === 0 ? settleS : 0));
      speed = exit;
    }
    begun = speed;
    for (const values of [length, nominal, acceleration, tags, corner]) values.copyWithin(0, count, waiting);
    waiting -= count;
  };
  const rest = () => {
    if (waiting > 0) plan(waiting);
    begun = 0;
    endsAtRest = false;
  };
  return {
    rest,
    push(piece, tag) {
      if (piece.fromRest || endsAtRest) rest();
      const { way } = piece;
      const at = waiting++;
      length[at] = piece.length;
      nominal[at] = piece.nominal;
      acceleration[at] = piece.acceleration;
      tags[at] = tag;
      if (at === 0) corner[at] = begun;
      else {
        const cosine = lastX * way.beginX + lastY * way.beginY + lastZ * way.beginZ;
        const gained = Math.min(acceleration[at - 1]!, piece.acceleration);
        const limit = cornerSpeed(cosine, gained, junctionDeviationMm);
        corner[at] = Math.min(limit, nominal[at - 1]!, piece.nominal);
      }
      lastX = way.endX;
      lastY = way.endY;
      lastZ = way.endZ;
      endsAtRest = piece.toRest;
      if (waiting >= 2 * lookAhead) plan(lookAhead);
    },
  };
}
