/** How long events are kept: shown with what is there, and changed in mantinel.yaml like every other setting. */
import type { Config, RetentionDays, RetentionPreview, RetentionView } from '@mantinel/contract';
import { type Level, levels } from '@mantinel/domain';
import type { EventStore, Holding } from '@mantinel/logbook';
import type { Act } from '../../audited-at.ts';
import type { ConfigurationService } from '../configuration/service.ts';

export interface RetentionService {
  view(): Promise<RetentionView>;
  /** What the next run would remove if these held. */
  preview(days: RetentionDays): Promise<RetentionPreview>;
  /** Throws what changing the configuration throws. */
  change(change: { days: RetentionDays; version: number }, act: Act): Promise<RetentionView>;
}

export interface RetentionServiceOptions {
  readonly logbook: Pick<EventStore, 'holdings' | 'stats'>;
  readonly configuration: Pick<ConfigurationService, 'view' | 'change'>;
  /** As they hold now. */
  readonly days: () => Config['logbook']['retentionDays'];
  /** What differs at single sites. */
  readonly sites: () => Config['logbook']['siteRetentionDays'];
  readonly nextRunUs: () => number;
}

const dayUs = 86_400_000_000;

export function retentionService(options: RetentionServiceOptions): RetentionService {
  const { logbook, configuration, days, sites, nextRunUs } = options;

  async function view(): Promise<RetentionView> {
    const [holdings, { version }] = await Promise.all([logbook.holdings(), configuration.view()]);
    const kept = days();
    const stored = holdings.reduce((sum, { events }) => sum + events, 0);
    return {
      levels: levels.map((level) => {
        const own = holdings.filter((holding) => holding.class === level);
        return {
          level,
          days: kept[level],
          ...totalOf(own),
          ...(own.length === 0 ? {} : { sinceUs: Math.min(...own.map(({ oldestUs }) => oldestUs)) }),
        };
      }),
      unsorted: Math.max(0, logbook.stats().events - stored),
      nextRunUs: nextRunUs(),
      version,
    };
  }

  return {
    view,
    preview: async (wanted) => {
      const holdings = await logbook.holdings();
      const whenUs = nextRunUs();
      return {
        whenUs,
        levels: levels.map((level) => {
          const gone = holdings.filter((holding) =>
            isPast(holding, { level, days: sites()[holding.site]?.[level] ?? wanted[level], whenUs }),
          );
          return {
            level,
            ...totalOf(gone),
            ...(gone.length === 0 ? {} : { untilUs: Math.max(...gone.map(({ newestUs }) => newestUs)) }),
          };
        }),
      };
    },
    change: async ({ days: wanted, version }, act) => {
      const held = days();
      const set = levels
        .filter((level) => wanted[level] !== held[level])
        .map((level) => ({
          setting: `logbook.retentionDays.${level}`,
          value: wanted[level],
        }));
      await configuration.change({ set, version }, act);
      return view();
    },
  };
}

/** A block goes as a whole, when its newest event is past its time. */
const isPast = (
  holding: Holding,
  { level, days, whenUs }: { level: Level; days: number; whenUs: number },
): boolean => holding.class === level && holding.newestUs < whenUs - days * dayUs;

const totalOf = (holdings: readonly Holding[]) => ({
  events: holdings.reduce((sum, { events }) => sum + events, 0),
  bytes: holdings.reduce((sum, { bytes }) => sum + bytes, 0),
});
