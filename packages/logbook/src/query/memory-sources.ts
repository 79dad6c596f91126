/** Keeps the index of every segment that has no blocks yet, in step with the append side. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SeriesRegistry } from '../codec/series-registry.ts';
import { type MemorySegment, type SegmentIndex, segmentIndex } from './memory-source.ts';
import type { Source } from './source.ts';

/** Frames indexed between two turns of the event loop: some milliseconds. */
const framesPerTurn = 200;

export interface MemorySources {
  /** Resolves when nearly everything is indexed, so that `sources` has little left to do. */
  catchUp(): Promise<void>;
  /** Every durable row of the unsealed segments, as of now. */
  sources(): Source[];
}

export function memorySources(
  unsealed: () => readonly MemorySegment[],
  registry: SeriesRegistry,
): MemorySources {
  let indexes = new Map<string, SegmentIndex>();
  const current = (): SegmentIndex[] => {
    const kept = new Map<string, SegmentIndex>();
    for (const segment of unsealed())
      kept.set(segment.name, indexes.get(segment.name) ?? segmentIndex(segment, registry));
    indexes = kept;
    return [...kept.values()];
  };
  return {
    async catchUp() {
      for (;;) {
        const behind = current().find((index) => !index.advance(framesPerTurn));
        if (!behind) return;
        await nextTurn();
      }
    },
    sources: () =>
      current().map((index) => {
        index.advance(Number.POSITIVE_INFINITY);
        return index.source();
      }),
  };
}
