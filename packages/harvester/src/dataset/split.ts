/** To which part of a data set something belongs: by a name that all its rows share, never by the row. */
import { createHash } from 'node:crypto';
import type { DatasetSplit } from '@mantinel/contract';

/** 80 %, 10 % and 10 % of the names; the same name falls alike in every export. */
export function splitOf(name: string): DatasetSplit {
  const share = createHash('sha256').update(`mantinel.split ${name}`).digest().readUInt32BE(0) / 2 ** 32;
  return share < 0.8 ? 'train' : share < 0.9 ? 'validation' : 'test';
}
