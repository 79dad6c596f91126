/** One annunciation of an alarm: from its beginning to its return. */
import type { Alarm, Cleared } from './alarm.ts';
import type { AlarmPriority } from './alarm-state.ts';

export interface AlarmEpisode {
  readonly alarm: string;
  /** The event that annunciated it: `node.epoch.seq`. */
  readonly event: string;
  readonly activation: number;
  readonly site: string;
  readonly machine: string;
  readonly path: string;
  readonly code: string;
  readonly nativeCode: string;
  readonly message: string;
  readonly level: 'warning' | 'fault';
  readonly priority: AlarmPriority;
  /** By the machine's clock, as `clearedUs`. */
  readonly raisedUs: number;
  /** By this node's clock, as `acknowledgedUs`. */
  readonly receivedUs: number;
  readonly clearedUs?: number;
  readonly cleared?: Cleared;
  readonly acknowledgedUs?: number;
  readonly timeToRespondUs?: number;
  /** Came back from shelving or suppression: no new alarm for the statistics. */
  readonly quiet: boolean;
}

/** The present or last one; undefined before the first. */
export function episodeOf(alarm: Alarm): AlarmEpisode | undefined {
  if (alarm.episode === '') return undefined;
  const { clearedUs, cleared, acknowledged } = alarm;
  const { priority, timeToRespondUs } = alarm.decided;
  return {
    alarm: alarm.id,
    event: alarm.episode,
    activation: alarm.activation,
    site: alarm.site,
    machine: alarm.machine,
    path: alarm.path,
    code: alarm.code,
    nativeCode: alarm.nativeCode,
    message: alarm.message,
    level: alarm.level,
    priority,
    raisedUs: alarm.raisedUs,
    receivedUs: alarm.receivedUs,
    ...(clearedUs === undefined ? {} : { clearedUs }),
    ...(cleared === undefined ? {} : { cleared }),
    ...(acknowledged === undefined ? {} : { acknowledgedUs: acknowledged.atUs }),
    ...(timeToRespondUs === undefined ? {} : { timeToRespondUs }),
    quiet: alarm.quiet,
  };
}

/** Sources lie about time: an end before the beginning is no time at all. */
export const stoodUs = ({ raisedUs, clearedUs }: AlarmEpisode): number | undefined =>
  clearedUs === undefined ? undefined : Math.max(0, clearedUs - raisedUs);

export const responseUs = ({ receivedUs, acknowledgedUs }: AlarmEpisode): number | undefined =>
  acknowledgedUs === undefined ? undefined : Math.max(0, acknowledgedUs - receivedUs);
