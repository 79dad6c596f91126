/** How long events are kept: shown with what is there, and changed in mantinel.yaml like every other setting. */
import type { Config, KeptLevel, RetentionDays, RetentionPreview, RetentionView } from '@mantinel/contract';
import { type Level, levels } from '@mantinel/domain';
import type { EventStore, Holding } from '@mantinel/logbook';
import type { Act } from '../../audited-at.ts';
import type { ConfigurationService } from '../configuration/service.ts';
import { lastRemovals } from './last-removals.ts';

export interface RetentionService {
  view(): Promise<RetentionView>;
  /** What the next run would remove if these held, at one site or wherever none has its own. */
  preview(days: RetentionDays, site?: string): Promise<RetentionPreview>;
  /** Throws what changing the configuration throws. */
  change(change: RetentionChange, act: Act): Promise<RetentionView>;
}

export interface RetentionChange {
  readonly days: RetentionDays;
  readonly site?: string | undefined;
  readonly version: number;
}

export interface RetentionServiceOptions {
  readonly logbook: Pick<EventStore, 'holdings' | 'removals' | 'stats'>;
  readonly configuration: Pick<ConfigurationService, 'view' | 'change'>;
  /** Where this node stands. */
  readonly site: string;
  /** As they hold now. */
  readonly days: () => Config['logbook']['retentionDays'];
  /** What differs at single sites. */
  readonly sites: () => Config['logbook']['siteRetentionDays'];
  readonly nextRunUs: () => number;
}

const dayUs = 86_400_000_000;

export function retentionService(options: RetentionServiceOptions): RetentionService {
  const { logbook, configuration, days, sites, nextRunUs } = options;

  const kept = (holdings: readonly Holding[], level: Level, keptDays: number): KeptLevel => {
    const own = holdings.filter((holding) => holding.class === level);
    return {
      level,
      days: keptDays,
      ...totalOf(own),
      ...(own.length === 0 ? {} : { sinceUs: Math.min(...own.map(({ oldestUs }) => oldestUs)) }),
    };
  };

  async function view(): Promise<RetentionView> {
    const [holdings, { version }] = await Promise.all([logbook.holdings(), configuration.view()]);
    const stored = holdings.reduce((sum, { events }) => sum + events, 0);
    const names = new Set([options.site, ...Object.keys(sites()), ...holdings.map(({ site }) => site)]);
    return {
      levels: levels.map((level) => kept(holdings, level, days()[level])),
      sites: [...names].sort().map((site) => {
        const own = sites()[site] ?? {};
        const there = holdings.filter((holding) => holding.site === site);
        return {
          site,
          levels: levels.map((level) => kept(there, level, own[level] ?? days()[level])),
          own: levels.filter((level) => own[level] !== undefined),
        };
      }),
      removals: lastRemovals(logbook.removals()),
      unsorted: Math.max(0, logbook.stats().events - stored),
      nextRunUs: nextRunUs(),
      version,
    };
  }

  return {
    view,
    preview: async (wanted, site) => {
      const holdings = await logbook.holdings();
      const whenUs = nextRunUs();
      const daysAt = (holding: Holding, level: Level) =>
        site === undefined ? (sites()[holding.site]?.[level] ?? wanted[level]) : wanted[level];
      return {
        whenUs,
        levels: levels.map((level) => {
          const gone = holdings.filter(
            (holding) =>
              (site === undefined || holding.site === site) &&
              isPast(holding, { level, days: daysAt(holding, level), whenUs }),
          );
          return {
            level,
            ...totalOf(gone),
            ...(gone.length === 0 ? {} : { untilUs: Math.max(...gone.map(({ newestUs }) => newestUs)) }),
          };
        }),
      };
    },
    change: async ({ days: wanted, site, version }, act) => {
      const held = days();
      const differing = levels.filter((level) => wanted[level] !== held[level]);
      const set =
        site === undefined
          ? differing.map((level) => ({ setting: `logbook.retentionDays.${level}`, value: wanted[level] }))
          : [
              {
                setting: 'logbook.siteRetentionDays',
                value: withSite(
                  sites(),
                  site,
                  Object.fromEntries(differing.map((level) => [level, wanted[level]])),
                ),
              },
            ];
      await configuration.change({ set, version }, act);
      return view();
    },
  };
}

/** A site that differs in nothing is left out. */
function withSite(
  sites: Config['logbook']['siteRetentionDays'],
  site: string,
  own: Config['logbook']['siteRetentionDays'][string],
): Config['logbook']['siteRetentionDays'] {
  const { [site]: _before, ...others } = sites;
  return Object.keys(own).length === 0 ? others : { ...others, [site]: own };
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
