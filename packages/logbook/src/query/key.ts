/** Keys of pages: a place just before or just after a row, in one order. */
import { AppError } from '@mantinel/contract/app-error';
import type { Key, Order } from '../event-store.ts';

/** Where a row stands; in `received` order `timeUs` is 0 for all. */
export interface Place {
  readonly timeUs: number;
  readonly epoch: number;
  readonly seq: number;
}

export interface Cut extends Place {
  /** Whether the cut is behind the row of this place. */
  readonly after: boolean;
}

export function comparePlaces(a: Place, b: Place): number {
  return a.timeUs - b.timeUs || a.epoch - b.epoch || a.seq - b.seq;
}

/** Whether a row at `place` stands before the cut. */
export function isBefore(place: Place, cut: Cut): boolean {
  const compared = comparePlaces(place, cut);
  return compared < 0 || (compared === 0 && cut.after);
}

const letter = { received: 'r', time: 't' } as const;
const pattern = /^([rt])([ab])\.(-?\d{1,16})\.(\d{1,16})\.(\d{1,16})$/;

export function formatKey(order: Order, cut: Cut): Key {
  return `${letter[order]}${cut.after ? 'a' : 'b'}.${cut.timeUs}.${cut.epoch}.${cut.seq}`;
}

/** Throws `cursor.invalid` for anything but a key of this order. */
export function parseKey(order: Order, key: Key): Cut {
  const match = pattern.exec(key);
  if (!match || match[1] !== letter[order]) throw new AppError('cursor.invalid');
  return {
    after: match[2] === 'a',
    timeUs: Number(match[3]),
    epoch: Number(match[4]),
    seq: Number(match[5]),
  };
}
