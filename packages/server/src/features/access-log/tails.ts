/** Who follows the logbook live: told when they begin and when they end. A browser that comes back within the minute never left. */
import type { NewEvent } from '@mantinel/domain';
import { type Covered, coveredTogether } from '../../http/reads.ts';
import { accessEvent } from './access-event.ts';
import { type Access, type Asked, askedBy } from './asked.ts';

export interface Tails {
  /** Call what is returned when the stream has ended. */
  begin(access: Access): (covered: Covered) => void;
  due(all?: boolean): NewEvent[];
}

interface Tail {
  readonly asked: Asked;
  readonly beganUs: number;
  streams: number;
  covered: Covered;
  endedUs: number;
}

const awayUs = 60_000_000;

export function tails({ site, nowUs }: { readonly site: string; readonly nowUs: () => number }): Tails {
  const open = new Map<string, Tail>();
  let begun: NewEvent[] = [];

  return {
    begin(access) {
      const asked = askedBy(access);
      const key = JSON.stringify(asked);
      const now = nowUs();
      let tail = open.get(key);
      if (!tail) {
        tail = { asked, beganUs: now, streams: 0, covered: { events: 0 }, endedUs: 0 };
        open.set(key, tail);
        begun.push(accessEvent('log.tailBegun', asked, { read: {}, site, nowUs: now }));
      }
      const mine = tail;
      mine.streams += 1;
      return (covered) => {
        mine.streams -= 1;
        mine.covered = coveredTogether(mine.covered, covered);
        mine.endedUs = nowUs();
      };
    },
    due(all = false) {
      const now = nowUs();
      const entries = begun;
      begun = [];
      for (const [key, { asked, beganUs, streams, covered, endedUs }] of open) {
        if (!all && (streams > 0 || Math.abs(now - endedUs) < awayUs)) continue;
        open.delete(key);
        const read = {
          events: covered.events,
          ...(covered.fromUs === undefined ? {} : { firstUs: covered.fromUs }),
          ...(covered.toUs === undefined ? {} : { lastUs: covered.toUs }),
          sinceUs: beganUs,
          untilUs: streams > 0 ? now : endedUs,
        };
        entries.push(accessEvent('log.tailEnded', asked, { read, site, nowUs: now }));
      }
      return entries;
    },
  };
}
