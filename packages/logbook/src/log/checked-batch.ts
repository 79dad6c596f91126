/** What may become one frame. */
import { AppError } from '@mantinel/contract/app-error';
import { openBatch } from '../codec/open-batch.ts';
import type { EncodedBatch } from '../event-store.ts';

/** A segment grows for a frame larger than itself; beyond this a reader of the frame would need too much memory. */
const maxBatchBytes = 64 * 1024 * 1024;

/** Throws AppError `logbook.badBatch`, `logbook.formatTooNew`. */
export function checkedBatch(batch: EncodedBatch): EncodedBatch {
  if (openBatch(batch.bytes).count !== batch.count) throw bad('its count is not that of its bytes');
  return checkedSize(batch);
}

export function checkedSize(batch: EncodedBatch): EncodedBatch {
  const { length } = batch.bytes;
  if (length > maxBatchBytes)
    throw bad(`it takes ${length} bytes, more than ${maxBatchBytes}: split it into smaller ones`);
  return batch;
}

export const isGap = ({ bytes }: EncodedBatch): boolean =>
  openBatch(bytes).series.every(({ kind }) => kind === 'gap');

const bad = (problem: string) => new AppError('logbook.badBatch', { data: { problem } });
