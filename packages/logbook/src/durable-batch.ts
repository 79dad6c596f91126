/** Batches as readers get them: decoded when first asked for, once for all readers. */
import type { Event } from '@mantinel/domain';
import { openBatch } from './codec/open-batch.ts';
import type { DurableBatch } from './event-store.ts';
import type { SegmentFrame } from './segments/scan-segment.ts';

export interface FrameBatch {
  readonly node: string;
  readonly epoch: number;
  /** Contiguous. */
  readonly frames: readonly SegmentFrame[];
  readonly firstSeq: number;
  readonly lastSeq: number;
}

export function frameBatch({ node, epoch, frames, firstSeq, lastSeq }: FrameBatch): DurableBatch {
  let events: Event[] | undefined;
  const decode = (): Event[] =>
    frames.flatMap((frame) => {
      const batch = openBatch(frame.bytes);
      const rows: Event[] = [];
      const from = Math.max(0, firstSeq - frame.firstSeq);
      const to = Math.min(frame.count, lastSeq - frame.firstSeq + 1);
      for (let row = from; row < to; row++)
        rows.push({ node, epoch, seq: frame.firstSeq + row, ...batch.event(row) });
      return rows;
    });
  return {
    epoch,
    firstSeq,
    count: lastSeq - firstSeq + 1,
    events() {
      events ??= decode();
      return events;
    },
  };
}

/** Events read from blocks, split where retention has left a hole in seq. */
export function eventBatches(events: readonly Event[]): DurableBatch[] {
  const batches: DurableBatch[] = [];
  for (let from = 0; from < events.length; ) {
    const { epoch, seq: firstSeq } = events[from]!;
    let to = from + 1;
    while (to < events.length && events[to]!.epoch === epoch && events[to]!.seq === firstSeq + to - from)
      to++;
    const run = events.slice(from, to);
    batches.push({ epoch, firstSeq, count: run.length, events: () => run });
    from = to;
  }
  return batches;
}
