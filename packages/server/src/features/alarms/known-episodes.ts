/** When alarms of a machine stood: of the database, and what the engine knows beyond it. */
import { AppError } from '@mantinel/contract';
import { type AlarmEpisode, episodeOf, type Span } from '@mantinel/domain';
import type { Store } from '@mantinel/store';
import type { LiveAlarms } from './live-alarms.ts';

export interface EpisodeSources {
  readonly live: Pick<LiveAlarms, 'all'>;
  readonly store: Pick<Store, 'alarmHistory'>;
}

export type EpisodesAsked = Span & { readonly machine: string; readonly limit: number };

/** `missing`: the database is away, and only the present or last one of each alarm is there. */
export async function knownEpisodes(
  { live, store }: EpisodeSources,
  { machine, limit, fromUs, toUs }: EpisodesAsked,
): Promise<{ episodes: AlarmEpisode[]; missing: boolean }> {
  const present = [...live.all()]
    .filter((alarm) => alarm.machine === machine)
    .flatMap((alarm) => episodeOf(alarm) ?? [])
    .filter(
      ({ raisedUs, clearedUs }) => raisedUs <= toUs && (clearedUs === undefined || clearedUs >= fromUs),
    );
  try {
    const stored = await store.alarmHistory.ofMachine(machine, { fromUs, toUs, limit });
    const newer = new Map(present.map((episode) => [`${episode.alarm} ${episode.event}`, episode]));
    for (const episode of stored) {
      const key = `${episode.alarm} ${episode.event}`;
      if (!newer.has(key)) newer.set(key, episode);
    }
    return { episodes: [...newer.values()], missing: false };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'store.unavailable') throw error;
    return { episodes: present, missing: true };
  }
}

/** Undefined while the database is away, or events from before the start are still taken up. */
export const wholeEpisodes =
  ({ live, store }: EpisodeSources & { readonly live: Pick<LiveAlarms, 'isUpToDate'> }) =>
  async (asked: EpisodesAsked): Promise<readonly AlarmEpisode[] | undefined> => {
    if (!live.isUpToDate()) return undefined;
    const { episodes, missing } = await knownEpisodes({ live, store }, asked);
    return missing ? undefined : episodes;
  };
