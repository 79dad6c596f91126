/** Parts of one machine over a shift, from its counters. */
import type { Event } from '../event.ts';

export interface PartSum {
  readonly count: number;
  /** How often a counter began anew; what it lost between two readings is not known. */
  readonly resets: number;
}

/** A machine may count good, bad and all parts in several items. */
const mostCounters = 20;

/** Of the counter that counted most: it is the one of all parts. Undefined where none was read. */
export function partTally(fromUs: number): { add(event: Event): void; sum(): PartSum | undefined } {
  const counters = new Map<string, { last: number; count: number; resets: number }>();
  return {
    add: ({ code, path = '', timeUs, quality, attributes: { value } }) => {
      if (code !== 'machine.partCount' || quality !== 'good' || typeof value !== 'number') return;
      const counter = counters.get(path);
      if (!counter) {
        // Where it stood before is not known: its first reading counts nothing.
        if (counters.size < mostCounters) counters.set(path, { last: value, count: 0, resets: 0 });
        return;
      }
      if (timeUs >= fromUs) {
        // A reset is an event, never a negative number of parts.
        if (value < counter.last) counter.resets += 1;
        counter.count += value < counter.last ? Math.max(0, value) : value - counter.last;
      }
      counter.last = value;
    },
    sum: () => {
      const all = [...counters.values()].sort((a, b) => b.count - a.count);
      return all[0] && { count: all[0].count, resets: all[0].resets };
    },
  };
}
