/** When the disk will be full, at the pace of the last week: told while there is time to do something about it. */
import { statfs } from 'node:fs/promises';
import type { Status } from '@mantinel/contract';
import type { EventStore, Scope } from '@mantinel/logbook';
import { lookRegularly } from './look-regularly.ts';
import type { Log } from './own-log/log.ts';

export interface ForecastOptions {
  readonly folder: string;
  readonly logbook: Pick<EventStore, 'count' | 'page' | 'stats'>;
  /** What the logbook itself keeps free. */
  readonly reserveBytes: number;
  /** How long most events are kept; from then on as much goes as comes. */
  readonly keptDays: () => number;
  readonly nowUs: () => number;
  readonly log: Log;
  readonly everyMs?: number;
  /** Of the volume that holds the folder. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

export interface DiskForecast {
  /** As last looked at; undefined before. */
  view(): Status['disk'];
  stop(): Promise<void>;
}

const dayUs = 24 * 3_600_000_000;
const weekUs = 7 * dayUs;
/** Less tells nothing about a day. */
const leastUs = 3_600_000_000;
/** Told once when it first comes below each. */
const warnDays = [14, 3];
/** Beyond it nobody plans. */
const farDays = 3650;
const everything: Scope = { sites: 'all', machines: 'all', withoutMachine: true };

export function keepDiskForecast(options: ForecastOptions): DiskForecast {
  const { folder, logbook, reserveBytes, keptDays, nowUs, log, everyMs = 3_600_000 } = options;
  const { freeBytes = freeOf } = options;
  let seen: Status['disk'];
  let told = Number.POSITIVE_INFINITY;

  async function bytesADay(): Promise<number | undefined> {
    const selection = { scope: everything, filter: {}, order: 'received' } as const;
    const [oldest] = (await logbook.page({ ...selection, direction: 'newer', limit: 1 })).events;
    const { bytes, events } = logbook.stats();
    if (!oldest || events === 0) return undefined;
    const ageUs = nowUs() - oldest.receivedUs;
    if (ageUs >= keptDays() * dayUs || ageUs < leastUs) return undefined;
    const spanUs = Math.min(ageUs, weekUs);
    const { count } = await logbook.count({ ...selection, filter: { fromUs: nowUs() - spanUs } });
    return ((count * bytes) / events / spanUs) * dayUs;
  }

  async function look(): Promise<void> {
    const free = await freeBytes(folder);
    const growth = await bytesADay();
    const days = growth ? Math.floor(Math.max(0, free - reserveBytes) / growth) : farDays;
    seen = { freeBytes: free, ...(days < farDays && { fullInDays: days }) };
    const passed = warnDays.filter((limit) => days < limit).at(-1) ?? Number.POSITIVE_INFINITY;
    if (passed < told)
      log.warn(
        { code: 'disk.fillingUp', days, freeBytes: free },
        `the disk is full in about ${days} days at the pace of the last week`,
      );
    told = passed;
  }

  const { stop } = lookRegularly(look, {
    everyMs,
    failed: (error) =>
      log.warn({ code: 'disk.notAsked', err: error }, 'how full the disk is could not be asked'),
  });
  return { view: () => seen, stop };
}

async function freeOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
