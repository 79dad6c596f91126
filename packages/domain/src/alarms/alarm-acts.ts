/** What people do with alarms, as events tell it: applied when it is possible, else without effect. */
import type { Event } from '../event.ts';
import type { Alarm, Deed, Moment } from './alarm.ts';
import type { AlarmLimits } from './alarm-limits.ts';
import {
  acknowledge,
  reset,
  returnToService,
  shelve,
  takeOutOfService,
  unshelve,
} from './alarm-transitions.ts';
import type { Rationalisation, Rationalisations } from './rationalisation.ts';

export const alarmActs = [
  'acknowledged',
  'commented',
  'shelved',
  'unshelved',
  'takenOutOfService',
  'returnedToService',
  'reset',
] as const;
export type AlarmActName = (typeof alarmActs)[number];

/** The code of the event that tells an act: `alarm.acknowledged`. */
export const alarmActCode = (act: AlarmActName): string => `alarm.${act}`;

export interface AlarmAct {
  readonly event: string;
  readonly alarm: string;
  readonly machine: string;
  readonly activation: number;
  readonly act: AlarmActName;
  readonly atUs: number;
  /** Absent for what happened by itself. */
  readonly by?: string;
  readonly untilUs?: number;
}

/** Codes by which rationalisation is told; `after` of their attributes is the record, `before` the one that no longer holds. */
export const rationalisationCodes = [
  'alarm.rationalisationAdded',
  'alarm.rationalisationChanged',
  'alarm.rationalisationRemoved',
] as const;

interface Known {
  readonly alarms: ReadonlyMap<string, Alarm>;
  readonly decisions: Rationalisations;
  readonly limits: AlarmLimits;
  readonly moment: Moment;
  readonly nodeUs: number;
}

/** Returns whether rationalisation changed. */
export function takeAct(
  event: Event,
  { alarms, decisions, limits, moment, nodeUs }: Known,
  done: (alarm: Alarm, act: AlarmAct) => void,
): boolean {
  if ((rationalisationCodes as readonly string[]).includes(event.code)) {
    const { before, after } = event.attributes;
    if (isRecord(before)) decisions.remove(before);
    if (isRecord(after)) decisions.set(after);
    return true;
  }
  const act = alarmActs.find((name) => alarmActCode(name) === event.code);
  const alarm = alarms.get(String(event.attributes.alarm));
  if (act === undefined || alarm === undefined) return false;
  const { personId, forUs } = event.attributes;
  const deed: Deed = {
    event: moment.event,
    atUs: nodeUs,
    ...(typeof personId === 'string' ? { by: personId } : {}),
  };
  const shelvedUs = typeof forUs === 'number' ? Math.min(Math.max(forUs, 0), limits.shelvingUs) : 0;
  if (!apply(act, { alarm, deed, moment, shelvedUs })) return false;
  done(alarm, {
    ...deed,
    alarm: alarm.id,
    machine: alarm.machine,
    activation: alarm.activation,
    act,
    ...(act === 'shelved' ? { untilUs: nodeUs + shelvedUs } : {}),
  });
  return false;
}

interface Doing {
  readonly alarm: Alarm;
  readonly deed: Deed;
  readonly moment: Moment;
  readonly shelvedUs: number;
}

function apply(act: AlarmActName, { alarm, deed, moment, shelvedUs }: Doing): boolean {
  switch (act) {
    case 'acknowledged':
      return acknowledge(alarm, deed);
    case 'commented':
      alarm.comments += 1;
      return true;
    case 'shelved':
      return shelvedUs > 0 && shelve(alarm, { ...deed, forUs: shelvedUs, untilUs: deed.atUs + shelvedUs });
    case 'unshelved':
      return unshelve(alarm, moment, deed);
    case 'takenOutOfService':
      return takeOutOfService(alarm, deed);
    case 'returnedToService':
      return returnToService(alarm, moment);
    case 'reset':
      return reset(alarm);
    default:
      return act satisfies never;
  }
}

const isRecord = (value: unknown): value is Rationalisation =>
  typeof value === 'object' && value !== null && 'place' in value && 'code' in value;

/** Whether an act would have any effect on the alarm as it stands. */
export const isPossible = (alarm: Alarm, act: AlarmActName): boolean => {
  const deed = { event: '', atUs: 0 };
  const moment = { event: '', timeUs: 0, receivedUs: 0 };
  return apply(act, { alarm: structuredClone(alarm), deed, moment, shelvedUs: 1 });
};
