/** Removes what nobody has to keep any more: whole blocks of a class, by the age of their newest event as received. */
import { comparePositions, type Position } from '@mantinel/domain';
import type { Tombstone } from './blocks/catalogue.ts';
import type { Blocks } from './blocks/open-blocks.ts';
import type { RetentionPolicy } from './event-store.ts';

const dayUs = 86_400_000_000;

export interface RetainOptions {
  readonly policy: RetentionPolicy;
  /** Where the slowest required consumer stands; nothing behind it that it has not dealt with is removed. */
  readonly required: Position | undefined;
  /** Adds to a tombstone what proves it. */
  readonly sealed: (tombstone: Tombstone) => Tombstone;
  /** Told before anything is removed. */
  readonly beforeRemoval: () => Promise<void>;
}

export async function retain(
  blocks: Blocks,
  { policy, required, sealed, beforeRemoval }: RetainOptions,
): Promise<{ removedEvents: number; freedBytes: number }> {
  const gone = blocks.sources().filter((block) => {
    const { site, class: level } = block.meta;
    const keptUs = (policy.sites?.[site]?.[level] ?? policy.days[level]) * dayUs;
    const isOld = block.maxReceivedUs < policy.nowUs - keptUs;
    const isDone = !required || comparePositions({ epoch: block.epoch, seq: block.maxSeq }, required) <= 0;
    return isOld && isDone;
  });
  if (gone.length > 0) await beforeRemoval();
  await blocks.remove(gone, { nowUs: policy.nowUs, sealed });
  return {
    removedEvents: gone.reduce((sum, block) => sum + block.rows, 0),
    freedBytes: gone.reduce((sum, block) => sum + block.bytes, 0),
  };
}
