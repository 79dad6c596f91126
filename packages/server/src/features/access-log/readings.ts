/**
 * Gathers looks at the logbook, so that one reader with one question makes one entry when they begin and one for each ten minutes
 * in which they go on, however often a screen asks. No timers: whoever holds it says when time has passed.
 */
import type { Attributes, NewEvent } from '@mantinel/domain';
import { type Covered, coveredTogether } from '../../http/reads.ts';
import { accessEvent } from './access-event.ts';
import { type Access, type Asked, askedBy, rangeOf } from './asked.ts';

export interface Readings {
  look(access: Access, covered: Covered): void;
  /** Entries that are due; with `all`, everything that is not told yet. */
  due(all?: boolean): NewEvent[];
}

export interface ReadingsOptions {
  readonly site: string;
  readonly nowUs: () => number;
  /** A screen asks for rows, counts and the histogram at once: so long is waited for what belongs together. */
  readonly settleUs?: number;
  readonly windowUs?: number;
  /** Beyond it the oldest is told before its time. */
  readonly most?: number;
}

interface Reading {
  readonly asked: Asked;
  sinceUs: number;
  dueUs: number;
  requests: number;
  views: Map<string, number>;
  covered: Covered;
  /** What was asked for; `undefined` once a request left that edge open. */
  range: { fromUs: number | undefined; toUs: number | undefined } | undefined;
  /** Single events that were opened, by their ids. */
  opened: string[];
}

const mostOpened = 50;

export function readings(options: ReadingsOptions): Readings {
  const { site, nowUs, settleUs = 2_000_000, windowUs = 600_000_000, most = 5000 } = options;
  const open = new Map<string, Reading>();
  let early: NewEvent[] = [];

  const nothingYet = () => ({
    requests: 0,
    views: new Map<string, number>(),
    covered: { events: 0 } as Covered,
    range: undefined,
    opened: [],
  });

  function tell(reading: Reading): NewEvent {
    const { requests, views, covered, range, opened } = reading;
    const read: Attributes = {
      requests,
      views: Object.fromEntries(views),
      events: covered.events,
      ...(covered.fromUs === undefined ? {} : { firstUs: covered.fromUs }),
      ...(covered.toUs === undefined ? {} : { lastUs: covered.toUs }),
      ...(range?.fromUs === undefined ? {} : { fromUs: range.fromUs }),
      ...(range?.toUs === undefined ? {} : { toUs: range.toUs }),
      ...(opened.length === 0 ? {} : { opened }),
      sinceUs: reading.sinceUs,
    };
    return accessEvent('log.read', reading.asked, { read, site, nowUs: nowUs() });
  }

  return {
    look(access, covered) {
      const asked = askedBy(access);
      const key = JSON.stringify(asked);
      let reading = open.get(key);
      if (!reading) {
        const now = nowUs();
        reading = { asked, sinceUs: now, dueUs: now + settleUs, ...nothingYet() };
        open.set(key, reading);
        if (open.size > most) {
          const [oldest, first] = open.entries().next().value!;
          if (first.requests > 0) early.push(tell(first));
          open.delete(oldest);
        }
      }
      const { fromUs, toUs } = rangeOf(access);
      const { range } = reading;
      reading.range = range
        ? {
            fromUs: lesser(range.fromUs, fromUs),
            toUs: greater(range.toUs, toUs),
          }
        : { fromUs, toUs };
      reading.requests += 1;
      reading.views.set(access.view, (reading.views.get(access.view) ?? 0) + 1);
      reading.covered = coveredTogether(reading.covered, covered);
      const { id } = access.query;
      if (typeof id === 'string' && reading.opened.length < mostOpened) reading.opened.push(id);
    },
    due(all = false) {
      const now = nowUs();
      const entries = early;
      early = [];
      for (const [key, reading] of open) {
        // A clock that was put back keeps nothing waiting.
        if (!all && now < reading.dueUs && now >= reading.sinceUs) continue;
        if (reading.requests > 0) entries.push(tell(reading));
        // Nobody went on, or nothing comes after this.
        if (all || reading.requests === 0) open.delete(key);
        Object.assign(reading, { sinceUs: now, dueUs: now + windowUs, ...nothingYet() });
      }
      return entries;
    },
  };
}

/** An edge that was left open once was open. */
const lesser = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? undefined : Math.min(a, b);
const greater = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? undefined : Math.max(a, b);
