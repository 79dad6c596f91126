/** How long a program takes: one reducer over the stream of moves, in memory that does not grow with it. */
import type { MoveChunk } from '../moves/move-chunk.ts';
import { firstEvent, MoveKind } from '../moves/move-kind.ts';
import type { MachineDynamics } from './dynamics.ts';
import { Piece, spindleRpm } from './piece.ts';
import { planner } from './planner.ts';

/** What time is spent on. */
export type Spent = 'cutting' | 'rapid' | 'dwell' | 'toolChange' | 'spindle';

export interface Seconds extends Readonly<Record<Spent, number>> {
  readonly total: number;
}

export interface TimeEstimate extends Seconds {
  /** The interval that holds nine of ten jobs (`MachineDynamics.uncertainty`), in seconds. */
  readonly lowS: number;
  readonly highS: number;
  /** `MachineDynamics.id`. */
  readonly dynamics: string;
  /** Seconds of ways with an end that the program does not tell (`MoveChunk.unplaced`): part of the total, and an assumption. */
  readonly assumedS: number;
  /** M0 and M1: what people take there is in no estimate. */
  readonly stops: number;
  /** Moves at feed without a feed, or in turns of a spindle that stands: they take no time here. */
  readonly withoutFeed: number;
  /** By the group that `groupOf` gave. */
  readonly groups: ReadonlyMap<number, Seconds>;
}

export interface TimeOptions {
  readonly dynamics: MachineDynamics;
  /** `MachineProfile.rapid`. */
  readonly rapid: 'linear' | 'separate';
  /** As the operator has it set, 1 being 100 %: of feeds, not of rapids, threads and taps. */
  readonly feedOverride?: number;
  /** Group of a row, asked once in the order of the stream: a tool, an operation. Everything is group 0 unless told. */
  readonly groupOf?: (chunk: MoveChunk, row: number) => number;
}

export interface TimeReducer {
  take(chunk: MoveChunk): void;
  /** After the last chunk. */
  finish(): TimeEstimate;
}

const spent: readonly Spent[] = ['cutting', 'rapid', 'dwell', 'toolChange', 'spindle'];
const assumed = 8;

export function timeReducer(options: TimeOptions): TimeReducer {
  const { dynamics, rapid, feedOverride = 1, groupOf = () => 0 } = options;
  const groups = new Map<number, Float64Array>();
  let assumedS = 0;
  let stops = 0;
  let withoutFeed = 0;
  let turning = 0;
  let inSpindle = Number.NaN;
  const piece = new Piece({ dynamics, rapid, feedOverride });
  /** Tag of a piece: its group, what it is, and whether its end is assumed. */
  let latest = -1;
  let sums: Float64Array = new Float64Array(spent.length);
  const add = (group: number, what: number, seconds: number) => {
    // Rows of a group come together.
    if (group !== latest) {
      sums = groups.get(group) ?? new Float64Array(spent.length);
      groups.set(group, sums);
      latest = group;
    }
    sums[what]! += seconds;
  };
  const plan = planner({
    ...dynamics,
    onTime(tag, seconds) {
      add(Math.floor(tag / 16), tag % assumed, seconds);
      if ((tag & assumed) !== 0) assumedS += seconds;
    },
  });
  const event = (chunk: MoveChunk, row: number, group: number) => {
    const value = chunk.value[row]!;
    switch (chunk.kind[row]) {
      case MoveKind.dwell:
        plan.rest();
        if (Number.isFinite(value)) add(group, 2, value);
        break;
      case MoveKind.toolChange:
        plan.rest();
        // Which tool is in the spindle at the start nobody tells; one that is there need not come again.
        if (value !== inSpindle) add(group, 3, dynamics.toolChangeS);
        inSpindle = value;
        break;
      case MoveKind.spindle: {
        const { spindle } = chunk.contexts[chunk.context[row]!]!;
        const rpm = spindle === 'off' ? 0 : spindleRpm(chunk, row) * (spindle === 'clockwise' ? 1 : -1);
        // The control waits for the speed: from one sense to the other it goes through standstill.
        const change = Math.abs(rpm - turning);
        if (change > 0) plan.rest();
        add(group, 4, (change / 1000) * dynamics.spindleSPer1000Rpm);
        turning = rpm;
        break;
      }
      case MoveKind.stop:
      case MoveKind.optionalStop:
        plan.rest();
        stops += 1;
        break;
      case MoveKind.programEnd:
        plan.rest();
        break;
    }
  };
  return {
    take(chunk) {
      for (let row = 0; row < chunk.count; row++) {
        const kind = chunk.kind[row]!;
        const group = groupOf(chunk, row);
        if (kind >= firstEvent) {
          event(chunk, row, group);
          continue;
        }
        if (!piece.read(chunk, row)) continue;
        if (!(piece.nominal > 0)) {
          plan.rest();
          withoutFeed += 1;
          continue;
        }
        const what = kind === MoveKind.rapid ? 1 : 0;
        plan.push(piece, group * 16 + what + (chunk.unplaced[row] === 0 ? 0 : assumed));
        // Out of the hole the spindle turns the other way round.
        if (kind === MoveKind.tap)
          add(group, 4, (spindleRpm(chunk, row) / 1000) * dynamics.spindleSPer1000Rpm);
      }
    },
    finish() {
      plan.rest();
      const all = new Float64Array(spent.length);
      for (const sums of groups.values()) for (let i = 0; i < all.length; i++) all[i]! += sums[i]!;
      const whole = secondsOf(all);
      return {
        ...whole,
        lowS: whole.total * (1 - dynamics.uncertainty),
        highS: whole.total * (1 + dynamics.uncertainty),
        dynamics: dynamics.id,
        assumedS,
        stops,
        withoutFeed,
        groups: new Map([...groups].map(([group, sums]) => [group, secondsOf(sums)])),
      };
    },
  };
}

const secondsOf = (sums: Float64Array): Seconds => ({
  ...(Object.fromEntries(spent.map((what, i) => [what, sums[i]!])) as Record<Spent, number>),
  total: sums.reduce((sum, each) => sum + each, 0),
});
