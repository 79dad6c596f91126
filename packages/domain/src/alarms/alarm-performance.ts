/** How alarms perform (ISA-18.2, clause 16; EEMUA 191): rates, floods, and the alarms that make the load. Pure. */
import { type AlarmEpisode, responseUs, stoodUs } from './alarm-episode.ts';
import type { AlarmLimits } from './alarm-limits.ts';
import { type AlarmPriority, alarmPriorities } from './alarm-state.ts';
import { type Flood, floodsIn } from './floods.ts';

export interface PerformanceRange {
  readonly fromUs: number;
  readonly toUs: number;
  /** From when on there are data; between the two. */
  readonly dataFromUs: number;
}

/** `notYet`: too few days of data. */
export type AlarmVerdict = 'notYet' | 'acceptable' | 'manageable' | 'poor';

export interface Load {
  readonly mean: number;
  readonly peak: number;
  readonly acceptable: number;
  readonly maximum: number;
  readonly verdict: AlarmVerdict;
}

export interface BadActor {
  readonly alarm: string;
  readonly machine: string;
  readonly path: string;
  readonly code: string;
  readonly nativeCode: string;
  readonly message: string;
  readonly times: number;
}

export interface AlarmPerformance {
  readonly daysOfData: number;
  readonly annunciated: number;
  readonly perDay: Load;
  readonly perHour: Load;
  readonly perTenMinutes: Load;
  readonly hours: readonly ({ readonly fromUs: number } & Readonly<Record<AlarmPriority, number>>)[];
  readonly flood: {
    readonly count: number;
    readonly share: number;
    readonly overloaded: number;
    readonly limit: number;
    readonly verdict: AlarmVerdict;
    readonly longest: readonly Required<Flood>[];
  };
  readonly topTen: {
    readonly share: number;
    readonly limit: number;
    readonly verdict: AlarmVerdict;
    readonly alarms: readonly (BadActor & { readonly share: number })[];
  };
  readonly chattering: Bad;
  readonly fleeting: Bad;
  readonly stale: {
    readonly mostOnADay: number;
    readonly limit: number;
    readonly alarms: readonly BadActor[];
    readonly verdict: AlarmVerdict;
  };
  readonly priorities: readonly {
    readonly priority: AlarmPriority;
    readonly times: number;
    readonly share: number;
    readonly recommended: number;
  }[];
  readonly prioritiesVerdict: AlarmVerdict;
  readonly response: {
    readonly acknowledged: number;
    readonly medianUs?: number;
    readonly p90Us?: number;
    readonly inTime?: number;
    readonly withTimeToRespond: number;
  };
}

interface Bad {
  readonly times: number;
  readonly alarms: readonly BadActor[];
  readonly verdict: AlarmVerdict;
}

const minuteUs = 60_000_000;
const hourUs = 60 * minuteUs;
const dayUs = 24 * hourUs;
const most = 10;

/** `episodes`: of one operator position, that were annunciated or stood within the range. */
export function alarmPerformance(
  episodes: readonly AlarmEpisode[],
  { fromUs, toUs, dataFromUs }: PerformanceRange,
  limits: AlarmLimits,
): AlarmPerformance {
  const annunciated = episodes
    .filter(({ quiet, raisedUs }) => !quiet && raisedUs >= fromUs && raisedUs < toUs)
    .sort((a, b) => a.raisedUs - b.raisedUs);
  const begun = Math.min(Math.max(fromUs, dataFromUs), toUs);
  const coveredUs = Math.max(1, toUs - begun);
  const daysOfData = coveredUs / dayUs;
  const judge = (verdict: AlarmVerdict): AlarmVerdict =>
    daysOfData < limits.verdictDays ? 'notYet' : verdict;
  const within = (value: number, limit: number) => judge(value <= limit ? 'acceptable' : 'poor');
  const times = annunciated.map(({ raisedUs }) => raisedUs);

  const load = (everyUs: number, { acceptable, maximum }: { acceptable: number; maximum: number }): Load => {
    const mean = annunciated.length / Math.max(1, coveredUs / everyUs);
    const peak = Math.max(0, ...countsEvery(times, fromUs, everyUs).values());
    const verdict = mean <= acceptable ? 'acceptable' : mean <= maximum ? 'manageable' : 'poor';
    return { mean, peak, acceptable, maximum, verdict: judge(verdict) };
  };

  const floods = floodsIn(times, limits, toUs).map((flood) => ({ ...flood, toUs: flood.toUs ?? toUs }));
  const floodUs = floods.reduce((sum, flood) => sum + Math.min(flood.toUs, toUs) - flood.fromUs, 0);
  const overloaded = [...countsEvery(times, fromUs, limits.floodUs).values()].filter(
    (count) => count > limits.floodBegins,
  ).length;
  const floodShare = floodUs / coveredUs;
  const overloadedShare = overloaded / Math.max(1, coveredUs / limits.floodUs);

  const ranked = rank(annunciated);
  const topTen = ranked.slice(0, most);
  const share = (count: number) => (annunciated.length === 0 ? 0 : count / annunciated.length);
  const topShare = share(topTen.reduce((sum, { times: count }) => sum + count, 0));

  const chattering = chatteringOf(annunciated, limits);
  const fleeting = annunciated.filter((episode) => (stoodUs(episode) ?? Infinity) < limits.fleetingUs);
  const bad = (found: readonly AlarmEpisode[]): Bad => ({
    times: found.length,
    alarms: rank(found).slice(0, most),
    verdict: within(found.length, 0),
  });

  const priorities = alarmPriorities.map((priority) => {
    const count = annunciated.filter((episode) => episode.priority === priority).length;
    return { priority, times: count, share: share(count), recommended: limits.priorityShares[priority] };
  });
  // More than twice as many urgent ones as there should be, and urgent means nothing any more.
  const urgent = priorities.filter(({ priority }) => priority !== 'low');

  return {
    daysOfData,
    annunciated: annunciated.length,
    perDay: load(dayUs, limits.perDay),
    perHour: load(hourUs, limits.perHour),
    perTenMinutes: load(10 * minuteUs, limits.perTenMinutes),
    hours: hoursOf(annunciated, fromUs),
    flood: {
      count: floods.length,
      share: floodShare,
      overloaded: overloadedShare,
      limit: limits.floodShare,
      verdict: within(Math.max(floodShare, overloadedShare), limits.floodShare),
      longest: floods.toSorted((a, b) => b.toUs - b.fromUs - (a.toUs - a.fromUs)).slice(0, most),
    },
    topTen: {
      share: topShare,
      limit: limits.topTenShare,
      verdict: within(topShare, limits.topTenShare),
      alarms: topTen.map((actor) => ({ ...actor, share: share(actor.times) })),
    },
    chattering: bad(chattering),
    fleeting: bad(fleeting),
    stale: staleOf(episodes, { fromUs: begun, toUs }, { limits, judge }),
    priorities,
    prioritiesVerdict: judge(urgent.every((one) => one.share <= 2 * one.recommended) ? 'acceptable' : 'poor'),
    response: responsesOf(annunciated),
  };
}

/** By the beginning of each period that has any. */
function countsEvery(times: readonly number[], fromUs: number, everyUs: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const timeUs of times) {
    const period = Math.floor((timeUs - fromUs) / everyUs);
    counts.set(period, (counts.get(period) ?? 0) + 1);
  }
  return counts;
}

function hoursOf(annunciated: readonly AlarmEpisode[], fromUs: number): AlarmPerformance['hours'] {
  const hours = new Map<number, { fromUs: number; low: number; medium: number; high: number }>();
  const first = Math.floor(fromUs / hourUs) * hourUs;
  for (const { raisedUs, priority } of annunciated) {
    const at = first + Math.floor((raisedUs - first) / hourUs) * hourUs;
    const hour = hours.get(at) ?? { fromUs: at, low: 0, medium: 0, high: 0 };
    hour[priority] += 1;
    hours.set(at, hour);
  }
  return [...hours.values()].sort((a, b) => a.fromUs - b.fromUs);
}

const actorOf = (episodes: readonly AlarmEpisode[], times: number): BadActor => {
  const { alarm, machine, path, code, nativeCode, message } = episodes.at(-1)!;
  return { alarm, machine, path, code, nativeCode, message, times };
};

/** Most frequent first. */
function rank(episodes: readonly AlarmEpisode[]): BadActor[] {
  const byAlarm = Map.groupBy(episodes, ({ alarm }) => alarm);
  return [...byAlarm.values()]
    .map((own) => actorOf(own, own.length))
    .sort((a, b) => b.times - a.times || (a.alarm < b.alarm ? -1 : 1));
}

/** Annunciations that belong to a run of `chatteringTimes` of one alarm within `chatteringUs`. */
function chatteringOf(
  annunciated: readonly AlarmEpisode[],
  { chatteringTimes, chatteringUs }: AlarmLimits,
): AlarmEpisode[] {
  const found: AlarmEpisode[] = [];
  for (const own of Map.groupBy(annunciated, ({ alarm }) => alarm).values()) {
    let taken = 0;
    for (let last = chatteringTimes - 1; last < own.length; last += 1) {
      const first = last - chatteringTimes + 1;
      if (own[last]!.raisedUs - own[first]!.raisedUs > chatteringUs) continue;
      found.push(...own.slice(Math.max(taken, first), last + 1));
      taken = last + 1;
    }
  }
  return found;
}

/** Alarms that stood for longer than `staleUs`, by day. */
function staleOf(
  episodes: readonly AlarmEpisode[],
  { fromUs, toUs }: { fromUs: number; toUs: number },
  { limits, judge }: { limits: AlarmLimits; judge: (verdict: AlarmVerdict) => AlarmVerdict },
): AlarmPerformance['stale'] {
  const days = new Map<number, Set<string>>();
  const byAlarm = Map.groupBy(episodes, ({ alarm }) => alarm);
  for (const { alarm, raisedUs, clearedUs } of episodes) {
    const from = Math.max(fromUs, raisedUs + limits.staleUs);
    const to = Math.min(toUs, clearedUs ?? toUs);
    for (let day = Math.floor((from - fromUs) / dayUs); from < to && fromUs + day * dayUs < to; day += 1)
      days.set(day, (days.get(day) ?? new Set()).add(alarm));
  }
  const mostOnADay = Math.max(0, ...[...days.values()].map(({ size }) => size));
  const actors = [...byAlarm]
    .map(([alarm, own]) => actorOf(own, [...days.values()].filter((stood) => stood.has(alarm)).length))
    .filter(({ times }) => times > 0)
    .sort((a, b) => b.times - a.times)
    .slice(0, most);
  const verdict = judge(mostOnADay < limits.staleOnADay ? 'acceptable' : 'poor');
  return { mostOnADay, limit: limits.staleOnADay, alarms: actors, verdict };
}

function responsesOf(annunciated: readonly AlarmEpisode[]): AlarmPerformance['response'] {
  const responses = annunciated.flatMap((episode) => responseUs(episode) ?? []).sort((a, b) => a - b);
  const timed = annunciated.filter(
    ({ acknowledgedUs, timeToRespondUs }) => acknowledgedUs !== undefined && timeToRespondUs !== undefined,
  );
  const kept = timed.filter((episode) => responseUs(episode)! <= episode.timeToRespondUs!).length;
  const at = (share: number) =>
    responses[Math.min(responses.length - 1, Math.floor(responses.length * share))];
  return {
    acknowledged: responses.length,
    ...(responses.length === 0 ? {} : { medianUs: at(0.5)!, p90Us: at(0.9)! }),
    ...(timed.length === 0 ? {} : { inTime: kept / timed.length }),
    withTimeToRespond: timed.length,
  };
}
