/** Which alarm a machine stopped with, by what the alarm engine annunciated. */
import type { AlarmEpisode } from '../alarms/alarm-episode.ts';
import { endOf } from './alarm-sums.ts';
import { type AlarmOfStop, alarmNearUs } from './alarm-tally.ts';
import type { Stop } from './machine-tally.ts';

/**
 * The first that was raised about when the stop began and stood then; else the fault that had stood longest; else the first that
 * came while the machine stood: what comes back from shelving or suppression is no news.
 */
export function alarmOfStop(
  episodes: readonly AlarmEpisode[],
  { beganUs, toUs }: Pick<Stop, 'beganUs' | 'toUs'>,
): AlarmOfStop | undefined {
  const inOrder = episodes.toSorted((a, b) => a.raisedUs - b.raisedUs);
  const standing = inOrder.filter((each) => each.raisedUs <= beganUs && endOf(each) > beganUs);
  const found =
    standing.find(({ raisedUs }) => raisedUs >= beganUs - alarmNearUs) ??
    standing.find(({ level }) => level === 'fault') ??
    inOrder.find(({ raisedUs, quiet }) => !quiet && raisedUs > beganUs && raisedUs < toUs);
  if (!found) return undefined;
  const { event, code, message, raisedUs, path, nativeCode } = found;
  return {
    ...{ event, code, message, timeUs: raisedUs, path },
    ...(nativeCode === '' ? {} : { number: nativeCode }),
  };
}
