/** Every event after a place in received order: from blocks, from segments without blocks, then as they become durable. */
import { comparePositions, type Position } from '@mantinel/domain';
import type { AppendLog } from './append-log.ts';
import type { Blocks } from './blocks/open-blocks.ts';
import { eventBatches, frameBatch } from './durable-batch.ts';
import type { DurableBatch, ReadOptions } from './event-store.ts';
import type { MemorySegment } from './log/segment.ts';
import type { SegmentFrame } from './segments/scan-segment.ts';

const defaultMaxBatch = 5000;

export async function* readEvents(
  { log, blocks }: { log: AppendLog; blocks: Blocks },
  after: Position,
  { signal, maxBatch = defaultMaxBatch }: ReadOptions,
): AsyncGenerator<DurableBatch> {
  let at = after;
  const lastOf = ({ epoch, firstSeq, count }: DurableBatch) => ({ epoch, seq: firstSeq + count - 1 });
  while (!signal.aborted) {
    const segment = segmentAfter(log, at);
    if (segment && segment.epoch === at.epoch && segment.firstSeq <= at.seq + 1) {
      const batch = batchFrom(segment, { at, maxBatch, node: log.node });
      if (batch) yield batch;
      // Without one the rest of the segment cannot be read; its hole is told as an event.
      at = batch ? lastOf(batch) : { epoch: segment.epoch, seq: segment.lastSeq };
      continue;
    }
    const batches = eventBatches(await blocks.readFrom(at, maxBatch, log.node));
    for (const batch of batches) {
      if (signal.aborted) return;
      yield batch;
      at = lastOf(batch);
    }
    if (batches.length > 0) continue;
    // Nothing in blocks when they were asked: whatever comes next began with this segment, wherever it stands by now.
    if (segment) at = { epoch: segment.epoch, seq: segment.firstSeq - 1 };
    else if (!segmentAfter(log, at)) await nextDurable(log, signal);
  }
}

/** The first segment without blocks that holds something after a place. */
const segmentAfter = (log: AppendLog, at: Position): MemorySegment | undefined =>
  log
    .unsealed()
    .find(
      ({ epoch, firstSeq, lastSeq }) =>
        lastSeq >= firstSeq && comparePositions({ epoch, seq: lastSeq }, at) > 0,
    );

function batchFrom(
  segment: MemorySegment,
  { at, maxBatch, node }: { at: Position; maxBatch: number; node: string },
): DurableBatch | undefined {
  const all = segment.frames;
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]!.firstSeq + all[middle]!.count - 1 > at.seq) high = middle;
    else low = middle + 1;
  }
  const first = all[low];
  if (!first) return undefined;
  const firstSeq = Math.max(first.firstSeq, at.seq + 1);
  const frames: SegmentFrame[] = [];
  let lastSeq = firstSeq - 1;
  for (let index = low; index < all.length && lastSeq - firstSeq + 1 < maxBatch; index++) {
    const frame = all[index]!;
    if (index > low && frame.firstSeq !== lastSeq + 1) break;
    frames.push(frame);
    lastSeq = Math.min(frame.firstSeq + frame.count - 1, firstSeq + maxBatch - 1);
  }
  return frameBatch({ node, epoch: segment.epoch, frames, firstSeq, lastSeq });
}

function nextDurable(log: AppendLog, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const stop = log.onDurable(done);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}
