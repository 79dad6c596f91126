/** In which clamping a row is cut, and whether it can be modelled there. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import type { MoveContext } from '../../moves/move-context.ts';
import { firstEvent, MoveFlag, MoveKind } from '../../moves/move-kind.ts';

/** A work offset, with the rotary axes as they are indexed. */
export interface Clamping {
  readonly index: number;
  readonly workOffset: number;
  /** A, B, C in degrees. */
  readonly rotary: readonly [number, number, number];
}

/** More make no model: a program that indexes so often cuts a form all around. */
const mostClampings = 24;
const degrees = 0.01;

/** One for each reading of a stream, because it remembers where the rows before ended. */
export class Clampings {
  readonly list: Clamping[] = [];
  /** M0 and M1 so far: somebody may have turned the part. */
  stops = 0;
  /** M0 alone: M1 stands before most changes of a tool. */
  halts = 0;
  /** Why the row that was read last is not modelled; a sentence. */
  problem: string | undefined;
  #unplaced = 0b111;
  #last: Clamping | undefined;

  /** Undefined for events, and where `problem` says why. */
  read(chunk: MoveChunk, row: number, context: MoveContext): Clamping | undefined {
    const kind = chunk.kind[row]!;
    this.problem = undefined;
    if (kind >= firstEvent) {
      if (kind === MoveKind.stop || kind === MoveKind.optionalStop) this.stops += 1;
      if (kind === MoveKind.stop) this.halts += 1;
      if (kind === MoveKind.offsets) this.#unplaced |= chunk.unplaced[row]!;
      return undefined;
    }
    const unplaced = (this.#unplaced | chunk.unplaced[row]!) & 0b111;
    this.#unplaced = chunk.unplaced[row]!;
    if (unplaced !== 0) {
      this.problem = 'Where it cuts is not known from the program alone.';
      return undefined;
    }
    const { a, b, c } = chunk;
    if (
      Math.abs(a[row + 1]! - a[row]!) + Math.abs(b[row + 1]! - b[row]!) + Math.abs(c[row + 1]! - c[row]!) >
      degrees
    ) {
      this.problem = 'Rotary axes move while it cuts.';
      return undefined;
    }
    if (context.plane !== 17 && (chunk.flags[row]! & MoveFlag.cycle) !== 0) {
      this.problem = `A cycle in G${context.plane} does not drill along Z.`;
      return undefined;
    }
    return this.#find(context.workOffset, a[row]!, b[row]!, c[row]!);
  }

  #find(workOffset: number, a: number, b: number, c: number): Clamping | undefined {
    const fits = (one: Clamping): boolean =>
      one.workOffset === workOffset &&
      Math.abs(one.rotary[0] - a) + Math.abs(one.rotary[1] - b) + Math.abs(one.rotary[2] - c) < degrees;
    if (this.#last && fits(this.#last)) return this.#last;
    this.#last = this.list.find(fits);
    if (!this.#last && this.list.length < mostClampings) {
      this.#last = { index: this.list.length, workOffset, rotary: [a, b, c] };
      this.list.push(this.#last);
    }
    if (!this.#last) this.problem = `The program turns the part into more than ${mostClampings} positions.`;
    return this.#last;
  }
}
