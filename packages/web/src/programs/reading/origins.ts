/** Where the zeros lie that a program cuts from. */
import { firstEvent, type MoveChunk, type MoveContext, MoveKind } from '@mantinel/nc';

export interface Origin {
  /** As `MoveContext.workOffset`. */
  readonly workOffset: number;
  /** mm in the stream's frame. */
  readonly at: readonly [number, number, number];
}

/** A program that shifts its zero for each part of a plate has hundreds; the first tell where they lie. */
const most = 24;

export class Origins {
  readonly #found = new Map<string, Origin>();
  #latest: MoveContext | undefined;

  take(chunk: MoveChunk): void {
    for (let row = 0; row < chunk.count; row++) {
      const context = chunk.contexts[chunk.context[row]!]!;
      if (context === this.#latest) continue;
      const kind = chunk.kind[row]!;
      if (kind >= firstEvent || kind === MoveKind.rapid) continue;
      this.#latest = context;
      if (this.#found.size >= most) continue;
      const [x, y, z] = context.placement.offsetMm;
      const origin: Origin = { workOffset: context.workOffset, at: [x, y, z] };
      const key = [origin.workOffset, ...origin.at].join(' ');
      if (!this.#found.has(key)) this.#found.set(key, origin);
    }
  }

  list(): Origin[] {
    return [...this.#found.values()];
  }
}

/** G54 – G59, G59.1 – G59.3, G54.1 Pn; machine coordinates. */
export const workOffsetName = (workOffset: number): string =>
  workOffset === 0
    ? 'G53'
    : workOffset <= 6
      ? `G${53 + workOffset}`
      : workOffset <= 9
        ? `G59.${workOffset - 6}`
        : `G54.1 P${workOffset - 100}`;
