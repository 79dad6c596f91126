/** Plans speeds over the pieces of a path as a control with look-ahead does, in bounded memory. */
import type { Piece } from './piece.ts';
import { cornerSpeed, reachable, trapezoidS } from './velocity.ts';

export interface Planner {
  /** The next piece; `tag` comes back with its time. */
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

interface Waiting {
  readonly piece: Piece;
  readonly tag: number;
  /** The highest speed at its beginning that the corner allows. */
  readonly corner: number;
  entry: number;
}

/** Not all of the window is planned at once, so that each piece always has `lookAhead` others ahead of it. */
export function planner(options: PlannerOptions): Planner {
  const { junctionDeviationMm, lookAhead, blockS, settleS, onTime } = options;
  let waiting: Waiting[] = [];
  /** Speed at which the first that waits begins: what was told before cannot change any more. */
  let begun = 0;

  /** Tells the times of the first `count`; the last that waits must be able to stop. */
  const plan = (count: number) => {
    let exit = 0;
    for (let i = waiting.length - 1; i >= 0; i--) {
      const { piece, corner } = waiting[i]!;
      waiting[i]!.entry = Math.min(corner, reachable(exit, piece.acceleration, piece.length));
      exit = waiting[i]!.entry;
    }
    let entry = begun;
    for (let i = 0; i < count; i++) {
      const { piece, tag } = waiting[i]!;
      const { length, nominal, acceleration } = piece;
      const wanted = waiting[i + 1]?.entry ?? 0;
      const exit = Math.min(wanted, reachable(entry, acceleration, length));
      const moving = trapezoidS(length, { entry, exit, nominal }, acceleration);
      onTime(tag, Math.max(blockS, moving) + (exit === 0 ? settleS : 0));
      entry = exit;
    }
    begun = entry;
    waiting = waiting.slice(count);
  };
  return {
    push(piece, tag) {
      const before = waiting.at(-1)?.piece;
      if (piece.fromRest || before?.toRest) this.rest();
      const previous = waiting.at(-1)?.piece;
      const corner = previous ? cornerOf(previous, piece, junctionDeviationMm) : begun;
      waiting.push({ piece, tag, corner, entry: 0 });
      if (waiting.length >= 2 * lookAhead) plan(lookAhead);
    },
    rest() {
      if (waiting.length > 0) plan(waiting.length);
      begun = 0;
    },
  };
}

function cornerOf(before: Piece, after: Piece, deviationMm: number): number {
  const [ax, ay, az] = before.ends;
  const [bx, by, bz] = after.begins;
  const acceleration = Math.min(before.acceleration, after.acceleration);
  const corner = cornerSpeed(ax * bx + ay * by + az * bz, acceleration, deviationMm);
  return Math.min(corner, before.nominal, after.nominal);
}
