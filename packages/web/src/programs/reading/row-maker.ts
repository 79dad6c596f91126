/** Collects what is told of rows into parts, and gives settings that occur again one number. */
import { feedPerS, firstEvent, type MoveChunk, type MoveContext, MoveKind } from '@mantinel/nc';
import type { RowPart, Setting } from './rows.ts';

export class RowMaker {
  #first = 0;
  readonly #numbers = new Map<string, number>();
  #settings: Setting[] = [];
  /** Of the contexts of a chunk, as far as they were asked. */
  readonly #ofContext = new Map<MoveContext, number>();

  /** Number of the chunk's first row in the stream. */
  get first(): number {
    return this.#first;
  }

  part(chunk: MoveChunk, operationOf: (row: number) => number): RowPart {
    const { count } = chunk;
    const part: RowPart = {
      first: this.#first,
      count,
      source: new Uint32Array(count),
      setting: new Uint32Array(count),
      operation: new Uint16Array(count),
      feed: new Float32Array(count),
      pathFeed: new Float32Array(count).fill(Number.NaN),
    };
    this.#ofContext.clear();
    for (let row = 0; row < count; row++) {
      const kind = chunk.kind[row]!;
      part.source[row] = chunk.source[row]!;
      part.setting[row] = this.#numberOf(chunk.contexts[chunk.context[row]!]!);
      part.operation[row] = operationOf(row);
      if (kind >= firstEvent || kind === MoveKind.rapid) continue;
      part.feed[row] = chunk.feed[row]!;
      const perS = feedPerS(chunk, row, lengthOf(chunk, row));
      if (perS > 0) part.pathFeed[row] = perS * 60;
    }
    this.#first += count;
    return part;
  }

  /** Those that are new since they were asked last. */
  newSettings(): Setting[] {
    const settings = this.#settings;
    this.#settings = [];
    return settings;
  }

  #numberOf(context: MoveContext): number {
    const known = this.#ofContext.get(context);
    if (known !== undefined) return known;
    const { tool, feedMode, spindle, speedMode, speed, frame } = context;
    const setting: Setting = { file: frame.file, tool, feedMode, spindle, speedMode, speed };
    const key = Object.values(setting).join('\n');
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(key, number);
      this.#settings.push(setting);
    }
    this.#ofContext.set(context, number);
    return number;
  }
}

/** Of inverse time, where only the length tells the feed; an arc's chord is near enough for a colour. */
const lengthOf = (chunk: MoveChunk, row: number): number => {
  const { x, y, z } = chunk;
  return Math.hypot(x[row + 1]! - x[row]!, y[row + 1]! - y[row]!, z[row + 1]! - z[row]!);
};
