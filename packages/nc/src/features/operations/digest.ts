/** A short name for a path: alike for alike ways, whatever speeds, feeds, block numbers and notes. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { MoveKind } from '../../moves/move-kind.ts';
import { hash64 } from '../fingerprint/hash.ts';

/** More rapids than these between two cuts are told by their first. */
const mostWaiting = 64 * 6;

export class Digest {
  readonly #hash = hash64();
  /** Rapids that wait for the cut behind them: the way to and from the operation depends on what is before and behind it. */
  readonly #waiting: number[] = [];
  #begun = false;

  row(chunk: MoveChunk, row: number): void {
    const { number } = this.#hash;
    const kind = chunk.kind[row]!;
    if (kind === MoveKind.rapid) {
      if (this.#begun && this.#waiting.length < mostWaiting)
        point(chunk, row, row + 1, (value) => this.#waiting.push(value));
      return;
    }
    if (!this.#begun) point(chunk, row, row, number);
    this.#begun = true;
    for (const value of this.#waiting) number(value);
    this.#waiting.length = 0;
    point(chunk, row, row + 1, number);
    if (kind !== MoveKind.arc) return;
    // A hundredth: I and J are often rounded otherwise than R.
    number(chunk.turns[row]!);
    number(Math.round((chunk.centre1[row]! - chunk.x[row + 1]!) * 100));
    number(Math.round((chunk.centre2[row]! - chunk.y[row + 1]!) * 100));
  }

  text(): string {
    return this.#hash.text();
  }
}

/** In the program's coordinates, to a thousandth. */
function point(chunk: MoveChunk, row: number, at: number, number: (value: number) => void): void {
  const { offsetMm } = chunk.contexts[chunk.context[row]!]!.placement;
  number(chunk.kind[row]!);
  number(Math.round((chunk.x[at]! - offsetMm[0]) * 1000));
  number(Math.round((chunk.y[at]! - offsetMm[1]) * 1000));
  number(Math.round((chunk.z[at]! - offsetMm[2]) * 1000));
  number(Math.round((chunk.a[at]! + 3 * chunk.b[at]! + 7 * chunk.c[at]!) * 1000));
}
