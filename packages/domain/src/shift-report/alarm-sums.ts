/** The alarms of one machine over a shift, from what the alarm engine annunciated. */
import { type AlarmEpisode, stoodUs } from '../alarms/alarm-episode.ts';
import type { AlarmSum } from './alarm-tally.ts';
import type { Span } from './span.ts';

/** Most frequent first. What came back from shelving or suppression is no new alarm. */
export function alarmSums(episodes: readonly AlarmEpisode[], { fromUs, toUs }: Span): AlarmSum[] {
  const within = episodes
    .filter((each) => each.raisedUs < toUs && endOf(each) >= fromUs)
    .sort((a, b) => a.raisedUs - b.raisedUs);
  // Numbers of a machine whose controller is not named share one code.
  return [...Map.groupBy(within, ({ code, nativeCode }) => `${code} ${nativeCode}`).values()]
    .map((all): AlarmSum => {
      const [first, last] = [all[0]!, all.at(-1)!];
      return {
        code: first.code,
        message: last.message,
        level: all.some(({ level }) => level === 'fault') ? 'fault' : 'warning',
        count: all.filter(({ raisedUs, quiet }) => raisedUs >= fromUs && !quiet).length,
        activeUs: all.reduce(
          (sum, each) => sum + Math.max(0, Math.min(endOf(each), toUs) - Math.max(each.raisedUs, fromUs)),
          0,
        ),
        standing: all.some((each) => endOf(each) > toUs),
        event: first.event,
        path: first.path,
        ...(first.nativeCode === '' ? {} : { number: first.nativeCode }),
      };
    })
    .sort((a, b) => b.count - a.count || b.activeUs - a.activeUs);
}

/** Endless while it stands. */
export const endOf = (episode: AlarmEpisode): number => {
  const stood = stoodUs(episode);
  return stood === undefined ? Number.POSITIVE_INFINITY : episode.raisedUs + stood;
};
