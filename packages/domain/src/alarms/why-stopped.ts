/** Which alarm a stop of a machine began with, and what followed. Pure. */
import type { AlarmEpisode } from './alarm-episode.ts';

export interface Stop {
  /** By the machine's clock. */
  readonly fromUs: number;
  /** Absent while it lasts. */
  readonly toUs?: number;
}

/** A control raises its alarm before it tells that it stopped, or just after. */
const beforeUs = 60_000_000;
const afterUs = 10_000_000;

/** `episodes`: of the machine, overlapping the stop. No `first`: no alarm came with the stop, so that perhaps a person stopped it. */
export function causesOf(
  stop: Stop,
  episodes: readonly AlarmEpisode[],
): { readonly first: AlarmEpisode | undefined; readonly followed: readonly AlarmEpisode[] } {
  const inOrder = episodes.toSorted((a, b) => a.raisedUs - b.raisedUs || rank(a) - rank(b));
  const near = inOrder.filter(
    ({ raisedUs, clearedUs }) =>
      raisedUs >= stop.fromUs - beforeUs &&
      raisedUs <= stop.fromUs + afterUs &&
      (clearedUs === undefined || clearedUs >= stop.fromUs || raisedUs >= stop.fromUs),
  );
  const standing = inOrder.filter(
    ({ level, raisedUs, clearedUs }) =>
      level === 'fault' && raisedUs < stop.fromUs && (clearedUs === undefined || clearedUs > stop.fromUs),
  );
  const first = near.find(({ level }) => level === 'fault') ?? near[0] ?? standing[0];
  const sinceUs = Math.min(stop.fromUs, first?.raisedUs ?? stop.fromUs);
  const followed = inOrder.filter(
    (episode) =>
      episode !== first &&
      episode.raisedUs >= sinceUs &&
      (stop.toUs === undefined || episode.raisedUs <= stop.toUs),
  );
  return { first, followed };
}

const rank = ({ level }: AlarmEpisode): number => (level === 'fault' ? 0 : 1);

export interface ExecutionReading {
  readonly timeUs: number;
  readonly value: string;
  /** False where the machine did not say what it does. */
  readonly good: boolean;
}

/**
 * The last stop at or before `atUs` in readings of `machine.execution`, newest first. A stop begins with the first reading that
 * is not running after one that was; where nothing is known, nothing is stopped. `whole` is false when its beginning lies
 * before the readings given.
 */
export function lastStop(
  newestFirst: readonly ExecutionReading[],
): { readonly stop: Stop; readonly execution: string; readonly whole: boolean } | undefined {
  let toUs: number | undefined;
  let begun: ExecutionReading | undefined;
  for (const reading of newestFirst) {
    if (isStopped(reading)) begun = reading;
    else if (begun) return { ...found(begun, toUs), whole: true };
    else toUs = reading.timeUs;
  }
  return begun && { ...found(begun, toUs), whole: false };
}

const found = ({ timeUs, value }: ExecutionReading, toUs: number | undefined) => ({
  stop: { fromUs: timeUs, ...(toUs === undefined ? {} : { toUs: Math.max(toUs, timeUs) }) },
  execution: value,
});

export const isStopped = ({ good, value }: ExecutionReading): boolean =>
  good && value !== 'ACTIVE' && value !== 'WAIT';
