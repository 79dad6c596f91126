/** A batch as listeners get it: decoded when first asked for, once for all of them. */
import type { Event } from '@mantinel/domain';
import type { DurableBatch, EncodedBatch } from '@mantinel/logbook';
import { openBatch } from '@mantinel/logbook/store-parts';

export interface Stored {
  readonly node: string;
  readonly epoch: number;
  readonly firstSeq: number;
  readonly batch: EncodedBatch;
}

export function durableBatch({ node, epoch, firstSeq, batch }: Stored): DurableBatch {
  let events: Event[] | undefined;
  const decode = (): Event[] => {
    const rows = openBatch(batch.bytes);
    return Array.from({ length: rows.count }, (_, row) => ({
      node,
      epoch,
      seq: firstSeq + row,
      ...rows.event(row),
    }));
  };
  return {
    epoch,
    firstSeq,
    count: batch.count,
    events() {
      events ??= decode();
      return events;
    },
  };
}
