/** How the alarms of an operator position perform. */
import { type AlarmStatistics, AppError } from '@mantinel/contract';
import { alarmPerformance, type PlaceId, reachOf } from '@mantinel/domain';
import { type EventStore, type Scope, scopeTest } from '@mantinel/logbook';
import type { AlarmRules, Store } from '@mantinel/store';
import type { Caller } from '../../http/caller.ts';
import { union } from '../../http/reader-scope.ts';

export interface StatisticsRequest {
  readonly place?: PlaceId | undefined;
  readonly fromUs?: number | undefined;
  readonly toUs?: number | undefined;
}

export interface AlarmStatisticsService {
  /** Throws `request.invalid`, `store.unavailable`. */
  of(request: StatisticsRequest, reader: { scope: Scope; caller: Caller }): Promise<AlarmStatistics>;
}

export interface AlarmStatisticsOptions {
  readonly rules: AlarmRules;
  readonly logbook: Pick<EventStore, 'page'>;
  readonly store: Pick<Store, 'alarmHistory'>;
  readonly nowUs: () => number;
}

const dayUs = 86_400_000_000;
const longestDays = 400;
/** What a screen waits for; more is a shop that drowns in alarms, as a shorter period shows as well. */
const mostEpisodes = 500_000;

export function alarmStatistics({
  rules: { limits },
  logbook,
  store,
  nowUs,
}: AlarmStatisticsOptions): AlarmStatisticsService {
  /** When the first event of what is looked at happened, within the period. */
  async function dataFrom(scope: Scope, { fromUs, toUs }: { fromUs: number; toUs: number }): Promise<number> {
    const { events } = await logbook.page({
      scope,
      filter: { fromUs, toUs },
      order: 'time',
      direction: 'newer',
      limit: 1,
    });
    return events[0]?.timeUs ?? toUs;
  }

  return {
    of: async ({ place, ...period }, { scope, caller }) => {
      const toUs = period.toUs ?? nowUs();
      const fromUs = period.fromUs ?? toUs - limits.verdictDays * dayUs;
      if (fromUs >= toUs || toUs - fromUs > longestDays * dayUs)
        throw new AppError('request.invalid', {
          data: { problem: `fromUs must lie before toUs, by ${longestDays} days at most` },
        });
      const inScope = scopeTest(scope);
      const wanted = place === undefined ? undefined : union(reachOf(caller.plant, [place]));
      const inPlace = wanted && scopeTest(wanted);
      const episodes = await store.alarmHistory.between({ fromUs, toUs, limit: mostEpisodes });
      const own = episodes.filter(({ site, machine }) => {
        const addressed = { site, machine, kind: 'condition' } as const;
        return inScope(addressed) && inPlace?.(addressed) !== false;
      });
      const dataFromUs = await dataFrom(wanted ?? scope, { fromUs, toUs });
      const performance = alarmPerformance(own, { fromUs, toUs, dataFromUs }, limits);
      return structuredClone({
        fromUs,
        toUs,
        daysNeeded: limits.verdictDays,
        ...performance,
      }) as AlarmStatistics;
    },
  };
}
