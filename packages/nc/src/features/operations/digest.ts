/** A short name for a path: alike for alike ways, whatever speeds, feeds, block numbers and notes. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { MoveKind } from '../../moves/move-kind.ts';
import { hash64 } from '../fingerprint/hash.ts';

export class Digest {
  readonly #hash = hash64();

  row(chunk: MoveChunk, row: number): void {
    const { offsetMm } = chunk.contexts[chunk.context[row]!]!.placement;
    const { number } = this.#hash;
    const kind = chunk.kind[row]!;
    number(kind);
    number(Math.round((chunk.x[row + 1]! - offsetMm[0]) * 1000));
    number(Math.round((chunk.y[row + 1]! - offsetMm[1]) * 1000));
    number(Math.round((chunk.z[row + 1]! - offsetMm[2]) * 1000));
    number(Math.round((chunk.a[row + 1]! + 3 * chunk.b[row + 1]! + 7 * chunk.c[row + 1]!) * 1000));
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
