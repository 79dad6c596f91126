/** One alarm: everything that is known of it now. Plain data, folded in place, so that a checkpoint is a copy. */
import { type AlarmPriority, type AlarmState, alarmStateOf } from './alarm-state.ts';

/** What makes two conditions the same alarm. */
export interface AlarmIdentity {
  readonly site: string;
  readonly machine: string;
  readonly path: string;
  /** Stable event code: type of the condition, or controller family with the number. */
  readonly code: string;
  /** The control's own number; empty where it gives none. */
  readonly nativeCode: string;
  readonly axis?: string;
}

/** The event that made something happen, and when. */
export interface Moment {
  /** `node.epoch.seq`. */
  readonly event: string;
  /** By the machine's clock. */
  readonly timeUs: number;
  /** By this node's clock. */
  readonly receivedUs: number;
}

/** What a person did. Typed text stays in the event, under that person's key. */
export interface Deed {
  readonly event: string;
  readonly atUs: number;
  readonly by?: string;
}

export interface Shelving extends Deed {
  readonly forUs: number;
  readonly untilUs: number;
}

/** How an annunciation ended: the source said so, or came back after a gap and named it no longer. */
export type Cleared = 'told' | 'notRestated';

/** A condition that began or ended and must stay so for `forUs` before it counts. */
export interface Due {
  readonly to: 'raise' | 'clear';
  readonly since: Moment;
  readonly forUs: number;
  /** By this node's clock, for a machine that falls silent. */
  nodeUs: number;
}

/** What rationalisation and catalogue say of it. */
export interface Decided {
  readonly priority: AlarmPriority;
  readonly class?: string;
  readonly timeToRespondUs?: number;
  readonly onDelayUs: number;
  readonly offDelayUs: number;
  readonly latching: boolean;
}

export interface Alarm extends AlarmIdentity {
  readonly id: string;
  message: string;
  level: 'warning' | 'fault';
  decided: Decided;
  /** The source's last word. */
  stands: boolean;
  /** Nobody knows whether it still stands: its data are missing. */
  uncertain: boolean;
  /** It stands after delays. */
  active: boolean;
  unacknowledged: boolean;
  latched: boolean;
  suppressed: boolean;
  shelved?: Shelving | undefined;
  outOfService?: Deed | undefined;
  /** It began while it was hidden, and was not annunciated. */
  unheard: boolean;
  /** When the source began to say that it stands. */
  began?: Moment | undefined;
  due?: Due | undefined;
  /** Of the present or last annunciation; 0 before the first. */
  activation: number;
  /** The event of the annunciation, by which its episode is known. */
  episode: string;
  raisedUs: number;
  /** When it was annunciated, by this node's clock. */
  receivedUs: number;
  clearedUs?: number | undefined;
  cleared?: Cleared | undefined;
  acknowledged?: Deed | undefined;
  /** Came back by itself: no noise, and no new alarm for the statistics. */
  quiet: boolean;
  comments: number;
  /** When the last annunciations began by the machine's clock; oldest first. */
  recent: number[];
  version: number;
}

export const alarmState = (alarm: Alarm): AlarmState =>
  alarmStateOf({
    active: alarm.active,
    unacknowledged: alarm.unacknowledged,
    latched: alarm.latched,
    suppressed: alarm.suppressed,
    shelved: alarm.shelved !== undefined,
    outOfService: alarm.outOfService !== undefined,
  });

/** Shelved, suppressed or out of service: it is recorded and not annunciated. */
export const isHidden = ({ shelved, suppressed, outOfService }: Alarm): boolean =>
  shelved !== undefined || suppressed || outOfService !== undefined;

export const newAlarm = (
  id: string,
  { site, machine, path, code, nativeCode, axis }: AlarmIdentity,
  decided: Decided,
): Alarm => ({
  id,
  site,
  machine,
  path,
  code,
  nativeCode,
  ...(axis === undefined ? {} : { axis }),
  message: '',
  level: 'warning',
  decided,
  stands: false,
  uncertain: false,
  active: false,
  unacknowledged: false,
  latched: false,
  suppressed: false,
  unheard: false,
  activation: 0,
  episode: '',
  raisedUs: 0,
  receivedUs: 0,
  quiet: false,
  comments: 0,
  recent: [],
  version: 0,
});
